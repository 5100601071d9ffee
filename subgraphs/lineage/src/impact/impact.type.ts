import { PageInfo, pageInfoOf } from '@hotpass/server';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { nodeKinds } from '../graph/lineage-slice.type.ts';
import type { NodeKind } from '../graph/lineage-slice.type.ts';
import type { Incompleteness } from '../lineage-index/lineage-index.ts';
import { affectedKey } from './impact.service.ts';
import type { FoundImpact } from './impact.service.ts';

const incompletenesses: Readonly<{ [I in Incompleteness]: I }> = { BOUND: 'BOUND', DEADLINE: 'DEADLINE' };

registerEnumType(incompletenesses, {
  name: 'ImpactIncompleteness',
  description: 'Why an impact is not the whole one.',
  valuesConfig: {
    BOUND: { description: 'More than 100,000 vertices, or dependencies of columns, are affected.' },
    DEADLINE: { description: 'It took too long to follow.' },
  },
});

@ObjectType({ description: 'What is affected at one distance.' })
export class ImpactHop {
  @Field(() => Int, { description: 'Edges from the root: of a dataset jobs are at 1, 3, 5 and datasets at 2, 4, 6.' })
  hop: number;

  @Field(() => Int, { description: 'Datasets first reached there.' })
  datasets: number;

  @Field(() => Int, { description: 'Jobs first reached there.' })
  jobs: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Columns first reached there that are known by name; null when no column was asked about.',
  })
  columns: number | null;
}

@ObjectType({ description: 'A dataset or job that is affected.' })
export class AffectedNode {
  @Field(() => ID, { description: 'Id of the dataset or job.' })
  id: string;

  @Field(() => nodeKinds, { description: 'What it is.' })
  kind: NodeKind;

  @Field(() => Int, { description: 'Edges from the root.' })
  hop: number;

  @Field(() => Int, { description: 'Jobs that read it, or datasets it writes.' })
  uses: number;
}

@ObjectType({
  description: 'What a change of a dataset, job or column affects, over any number of steps downstream. The root is not counted.',
})
export class ImpactSummary {
  @Field(() => Int, { description: 'Datasets affected.' })
  datasets: number;

  @Field(() => Int, { description: 'Jobs affected.' })
  jobs: number;

  @Field(() => Int, { nullable: true, description: 'Columns affected that are known by name; null when no column was asked about.' })
  columns: number | null;

  @Directive('@listSize(assumedSize: 100)')
  @Field(() => [ImpactHop], { description: 'The same by distance, nearest first.' })
  byHop: readonly ImpactHop[];

  @Field(() => [AffectedNode], { description: 'A page of the datasets and jobs affected: those with most uses first, then the nearest.' })
  affected: readonly AffectedNode[];

  @Field(() => PageInfo, { description: 'Where `affected` lies among all of them.' })
  pageInfo: PageInfo;

  @Field(() => Boolean, { description: 'Whether this is all; if not, the numbers are what was found until then.' })
  complete: boolean;

  @Field(() => incompletenesses, { nullable: true, description: 'Why it is not all.' })
  reason: Incompleteness | null;

  @Field(() => Date, { nullable: true, description: 'The instant of valid time it shows, as it was asked for; null is the newest state.' })
  asOf: Date | null;

  @Field(() => String, { description: 'Place in the log this impact shows.' })
  cursor: string;
}

export function toImpactSummary(impact: FoundImpact, ofColumn: boolean): ImpactSummary {
  const { byHop, affected, incomplete, asOf, cursor } = impact;
  const sum = (what: 'datasets' | 'jobs' | 'columns'): number => byHop.reduce((total, hop) => total + hop[what], 0);
  return {
    datasets: sum('datasets'),
    jobs: sum('jobs'),
    columns: ofColumn ? sum('columns') : null,
    byHop: byHop.map((hop) => ({ ...hop, columns: ofColumn ? hop.columns : null })),
    affected: affected.map((one) => Object.assign(new AffectedNode(), { ...one, kind: one.kind === 'job' ? 'JOB' : 'DATASET' })),
    pageInfo: pageInfoOf(affected, affectedKey, { hasNextPage: impact.hasNextPage, hasPreviousPage: !impact.isFirstPage }),
    complete: incomplete === null,
    reason: incomplete,
    asOf,
    cursor,
  };
}
