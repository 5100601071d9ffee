import { getNamedType, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';

/** Use of something that will not stay in the schema. */
export interface Deprecation {
  /** What is used, and what to use in its place. */
  readonly message: string;
  /** Where it stands in the schema, for example `Run.owner`. */
  readonly coordinate: string;
}

/** What a valid document uses that is deprecated, each once. */
export function deprecationsIn(schema: GraphQLSchema, document: DocumentNode): readonly Deprecation[] {
  const found = new Map<string, Deprecation>();
  const note = (coordinate: string, reason: string | null | undefined): void => {
    if (reason) found.set(coordinate, { message: `${coordinate} is deprecated. ${reason}`, coordinate });
  };
  const types = new TypeInfo(schema);
  const field = (): string => `${types.getParentType()?.name}.${types.getFieldDef()?.name}`;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => note(field(), types.getFieldDef()?.deprecationReason),
      Argument: ({ name }) =>
        types.getDirective() ? undefined : note(`${field()}(${name.value}:)`, types.getArgument()?.deprecationReason),
      ObjectField({ name }) {
        const parent = getNamedType(types.getParentInputType());
        if (parent && 'getFields' in parent) note(`${parent.name}.${name.value}`, parent.getFields()[name.value]?.deprecationReason);
      },
      EnumValue: () =>
        note(`${getNamedType(types.getInputType())?.name}.${types.getEnumValue()?.name}`, types.getEnumValue()?.deprecationReason),
    }),
  );
  return [...found.values()];
}
