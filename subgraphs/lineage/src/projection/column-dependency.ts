import type { Transformation } from '@hotpass/openlineage';

/** The facet a dependency was read from, the stronger first. */
const columnRules = ['LINEAGE_FACET', 'COLUMN_LINEAGE_FACET'] as const;

export type ColumnRule = (typeof columnRules)[number];

/** One column comes from another in one way. A column that is null stands for its dataset as a whole. */
export interface ColumnDependency extends Transformation {
  /** Dataset ids. */
  readonly source: string;
  readonly sourceColumn: string | null;
  readonly target: string;
  readonly targetColumn: string | null;
  readonly rule: ColumnRule;
}

type Tuple = [
  target: string,
  targetColumn: string | null,
  source: string,
  sourceColumn: string | null,
  type: Transformation['type'],
  subtype: string | null,
  masking: boolean,
  rule: ColumnRule,
];

/** As a member of a set: equal dependencies are equal texts. */
export function encodeDependency(of: ColumnDependency): string {
  const tuple: Tuple = [of.target, of.targetColumn, of.source, of.sourceColumn, of.type, of.subtype, of.masking, of.rule];
  return JSON.stringify(tuple);
}

export function decodeDependency(member: string): ColumnDependency {
  const tuple: Tuple = JSON.parse(member);
  const [target, targetColumn, source, sourceColumn, type, subtype, masking, rule] = tuple;
  return { target, targetColumn, source, sourceColumn, type, subtype, masking, rule };
}

/** The members that count: where an explicit lineage facet speaks of a dataset, the columnLineage facet does not. */
export function strongestDependencies(members: readonly string[]): readonly string[] {
  const told = members.map((member) => ({ member, ...decodeDependency(member) }));
  const explicit = new Set(told.filter(({ rule }) => rule === 'LINEAGE_FACET').map(({ target }) => target));
  if (explicit.size === 0) return members;
  return told.filter(({ rule, target }) => rule === 'LINEAGE_FACET' || !explicit.has(target)).map(({ member }) => member);
}
