import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

const noticeDays = 183;
const dayMs = 86_400_000;
const removedAfter = /\bRemoved after (\d{4}-\d{2}-\d{2})\.$/;

/** Every deprecated field, argument and value by its coordinate, with the reason given. */
function deprecations(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    for (const [coordinate, reason] of membersOf(type)) if (reason) found.set(coordinate, reason);
  }
  return found;
}

function* membersOf(type: GraphQLNamedType): Generator<readonly [coordinate: string, reason: string | null | undefined]> {
  if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value.deprecationReason];
  if (isInputObjectType(type))
    for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field.deprecationReason];
  if (!isObjectType(type) && !isInterfaceType(type)) return;
  for (const field of Object.values(type.getFields())) {
    yield [`${type.name}.${field.name}`, field.deprecationReason];
    for (const argument of field.args) yield [`${type.name}.${field.name}(${argument.name}:)`, argument.deprecationReason];
  }
}

/** The day after which a client can no longer rely on it; null when the reason names none. */
function removalDate(reason: string): string | null {
  const date = removedAfter.exec(reason)?.[1];
  return date !== undefined && !Number.isNaN(Date.parse(date)) ? date : null;
}

/** Deprecations that give no notice: without a date, or one that is nearer than half a year and was not promised before. */
export function shortNotices(before: GraphQLSchema, after: GraphQLSchema, today: Date): readonly string[] {
  const earliest = new Date(today.getTime() + noticeDays * dayMs).toISOString().slice(0, 10);
  const promised = deprecations(before);
  return [...deprecations(after)].flatMap(([coordinate, reason]) => {
    if (promised.get(coordinate) === reason) return [];
    const date = removalDate(reason);
    if (date === null) return [`The deprecation of ${coordinate} has to end with "Removed after YYYY-MM-DD."`];
    const since = removalDate(promised.get(coordinate) ?? '');
    if (date >= earliest || (since !== null && date >= since)) return [];
    return [`The deprecation of ${coordinate} gives less than half a year of notice: ${earliest} is the first day it can name.`];
  });
}

/** The document without what it promised to keep only until a day that has passed. */
export function withoutExpired(document: DocumentNode, today: Date): DocumentNode {
  const day = today.toISOString().slice(0, 10);
  const leave = (node: { readonly directives?: readonly ConstDirectiveNode[] | undefined }): null | undefined => {
    const reason = node.directives?.find(({ name }) => name.value === 'deprecated')?.arguments?.[0]?.value;
    const date = reason?.kind === 'StringValue' ? removalDate(reason.value) : null;
    return date !== null && date < day ? null : undefined;
  };
  return visit(document, { FieldDefinition: leave, InputValueDefinition: leave, EnumValueDefinition: leave });
}

/** Names of the types a client can come to. */
export function reachableTypes(schema: GraphQLSchema): ReadonlySet<string> {
  const reached = new Set<string>();
  const open: GraphQLNamedType[] = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((root) =>
    root ? [root] : [],
  );
  for (let type = open.pop(); type; type = open.pop()) {
    if (reached.has(type.name) || isSpecifiedScalarType(type)) continue;
    reached.add(type.name);
    open.push(...neighbours(type, schema));
  }
  return reached;
}

function neighbours(type: GraphQLNamedType, schema: GraphQLSchema): readonly GraphQLNamedType[] {
  if (isUnionType(type)) return type.getTypes();
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => getNamedType(field.type));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return [
    ...type.getInterfaces(),
    ...(isInterfaceType(type) ? schema.getPossibleTypes(type) : []),
    ...Object.values(type.getFields()).flatMap((field) => [field, ...field.args].map(({ type }) => getNamedType(type))),
  ];
}
