import { createHash } from 'node:crypto';
import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import type { Principal } from '@hotpass/kernel';
import type { AdmittedOperation } from '../admission/admission.ts';

type Variables = Readonly<Record<string, unknown>>;

/** What of a plan decides whether its answers may be shared. */
export interface Sharing {
  /** The variable that carries the place to go on after and nothing else. */
  readonly afterVariable: string | null;
  /** Whether the answer depends on who asks. */
  readonly isPerViewer: boolean;
}

/**
 * What subscribers must have in common to get the same results: operation, variables without the place to go on after,
 * and what they may see. Null where the answer depends on who asks.
 */
export function sharingKey(
  { hash, operation }: AdmittedOperation,
  plan: Sharing,
  variables: Variables,
  principal: Principal,
): string | null {
  if (plan.isPerViewer) return null;
  const names = (operation.variableDefinitions ?? [])
    .map(({ variable }) => variable.name.value)
    .filter((name) => name !== plan.afterVariable);
  const given = names.toSorted().flatMap((name) => (variables[name] === undefined ? [] : [[name, canonical(variables[name])]]));
  const scope = [principal.kind, principal.id, principal.roles.toSorted()];
  return createHash('sha256')
    .update(JSON.stringify([hash, operation.name?.value ?? null, given, scope]))
    .digest('base64url');
}

/** The same value whatever the order of its keys. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => canonical(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, part]) => [name, canonical(part)]);
}

/** Coordinates of `@perViewer` fields a document selects, directly or by any type behind an interface. */
export function perViewerFields(schema: GraphQLSchema, document: DocumentNode, perViewer: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  const enter = (): void => {
    const parent = types.getParentType();
    const field = types.getFieldDef();
    if (!parent || !field) return;
    const named = getNamedType(parent);
    const implementers = isAbstractType(named) ? schema.getPossibleTypes(named).map(({ name }) => name) : [];
    const interfaces = 'getInterfaces' in named && !isInterfaceType(named) ? named.getInterfaces().map(({ name }) => name) : [];
    for (const type of [named.name, ...implementers, ...interfaces])
      if (perViewer.has(`${type}.${field.name}`)) found.add(`${type}.${field.name}`);
  };
  visit(document, visitWithTypeInfo(types, { [Kind.FIELD]: { enter } }));
  return [...found];
}

/** The variable that carries the place to go on after, if it is used for nothing else. */
export function soleUseAsPlace(document: DocumentNode, field: FieldNode): string | null {
  const value = field.arguments?.find(({ name }) => name.value === 'after')?.value;
  if (value?.kind !== Kind.VARIABLE) return null;
  let uses = 0;
  visit(document, {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.VARIABLE]: ({ name }) => void (uses += name.value === value.name.value ? 1 : 0),
  });
  return uses === 1 ? value.name.value : null;
}
