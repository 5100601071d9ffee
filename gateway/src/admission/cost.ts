import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Page sizes every list of the schema follows. */
const defaultPageSize = 25;
const maximumPageSize = 100;

type Variables = Readonly<Record<string, unknown>>;

/** What stands at a path of a field's arguments (`input`, `maxNodes`), at most `most` of it. */
interface SizeOfArgument {
  readonly path: readonly string[];
  readonly most: number;
}

/** How long a list is without `first`. */
export type ListSize = number | SizeOfArgument;

interface Walk {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
}

/**
 * Objects an operation can make the subgraphs load: one an object, times the size of every list above it.
 * A list is as long as its `first` or what `@listSize` or `@sizedBy` says (or those of the field it belongs to), or a page.
 * Scalars cost nothing.
 */
export class CostModel {
  readonly #schema: GraphQLSchema;
  readonly #listSizes: ReadonlyMap<string, ListSize>;
  /** Of operations without variables, whose cost is always the same. */
  readonly #fixed = new WeakMap<OperationDefinitionNode, number>();

  constructor(schema: GraphQLSchema, listSizes: ReadonlyMap<string, ListSize>) {
    this.#schema = schema;
    this.#listSizes = listSizes;
  }

  /** The document must be valid and its written-out size limited: every use of a fragment is walked. */
  costOf(operation: OperationDefinitionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>, given: Variables): number {
    if ((operation.variableDefinitions ?? []).length > 0) return this.#costWith(operation, fragments, given);
    const known = this.#fixed.get(operation) ?? this.#costWith(operation, fragments, {});
    this.#fixed.set(operation, known);
    return known;
  }

  #costWith(operation: OperationDefinitionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>, given: Variables): number {
    const defaults = (operation.variableDefinitions ?? []).map((one) => [
      one.variable.name.value,
      one.defaultValue && valueFromASTUntyped(one.defaultValue),
    ]);
    const variables = { ...Object.fromEntries(defaults), ...given };
    const root = this.#schema.getRootType(operation.operation);
    return root ? this.#costOfSet(operation.selectionSet, root, undefined, { fragments, variables }) : 0;
  }

  #costOfSet(set: SelectionSetNode, parent: GraphQLNamedType, pageSize: number | undefined, walk: Walk): number {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += this.#costOfField(selection, parent, pageSize, walk);
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? walk.fragments.get(selection.name.value)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? selection
            : undefined;
      const condition = fragment?.typeCondition && this.#schema.getType(fragment.typeCondition.name.value);
      if (fragment) cost += this.#costOfSet(fragment.selectionSet, condition ?? parent, pageSize, walk);
    }
    return cost;
  }

  #costOfField(node: FieldNode, parent: GraphQLNamedType, pageSize: number | undefined, walk: Walk): number {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!field || !node.selectionSet) return 0;
    const own =
      requestedSize(node, field, walk.variables) ??
      declaredSize(this.#listSizes.get(`${parent.name}.${field.name}`), node, field, walk.variables);
    const isList = isListOf(field);
    const inside = this.#costOfSet(node.selectionSet, getNamedType(field.type), isList ? undefined : own, walk);
    return (1 + inside) * (isList ? (own ?? pageSize ?? defaultPageSize) : 1);
  }
}

/** The size asked for by `first` or `last`, or the default of a field that has them; undefined for a field without. */
function requestedSize(node: FieldNode, field: GraphQLField<unknown, unknown>, variables: Variables): number | undefined {
  const sized = field.args.filter((one) => one.name === 'first' || one.name === 'last');
  if (sized.length === 0) return undefined;
  const sizes = sized.flatMap((one) => {
    const given = node.arguments?.find((argument) => argument.name.value === one.name)?.value;
    const size: unknown = given ? valueFromASTUntyped(given, variables) : one.defaultValue;
    return typeof size === 'number' ? [Math.min(Math.max(size, 0), maximumPageSize)] : [];
  });
  return sizes.length > 0 ? Math.max(...sizes) : defaultPageSize;
}

function declaredSize(
  size: ListSize | undefined,
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  variables: Variables,
): number | undefined {
  if (typeof size !== 'object') return size;
  const asked = sizeAt(size.path, node, field, variables);
  return asked === undefined ? undefined : Math.min(asked, size.most);
}

/** The number at a path of the arguments, or the default that the schema has there. */
function sizeAt(path: readonly string[], node: FieldNode, field: GraphQLField<unknown, unknown>, variables: Variables): number | undefined {
  const [first, ...rest] = path;
  const declared = field.args.find((one) => one.name === first);
  const given = node.arguments?.find((argument) => argument.name.value === first)?.value;
  let value: unknown = (given && valueFromASTUntyped(given, variables)) ?? declared?.defaultValue;
  let type = declared && getNamedType(declared.type);
  for (const name of rest) {
    const inner = isInputObjectType(type) ? type.getFields()[name] : undefined;
    const own: unknown = typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
    value = own ?? inner?.defaultValue;
    type = inner && getNamedType(inner.type);
  }
  return typeof value === 'number' ? Math.max(value, 0) : undefined;
}

/** Lists of objects whose length nothing says: no `first`, no `@listSize`, not a part of a connection. Empty in a sound schema. */
export function unsizedLists(schema: GraphQLSchema, listSizes: ReadonlyMap<string, ListSize>): string[] {
  const fields = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .filter((type) => !type.name.startsWith('__'))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
  const connections = new Set(
    fields
      .filter(({ type, field }) => (isPaged(field) || listSizes.has(`${type.name}.${field.name}`)) && !isListOf(field))
      .map(({ field }) => getNamedType(field.type).name),
  );
  return fields
    .filter(({ field }) => isListOf(field) && !isLeafType(getNamedType(field.type)))
    .filter(({ type, field }) => !isPaged(field) && !listSizes.has(`${type.name}.${field.name}`) && !connections.has(type.name))
    .map(({ type, field }) => `${type.name}.${field.name}`);
}

function isPaged(field: GraphQLField<unknown, unknown>): boolean {
  return field.args.some((one) => one.name === 'first' || one.name === 'last');
}

function isListOf(field: GraphQLField<unknown, unknown>): boolean {
  return isListType(getNullableType(field.type));
}
