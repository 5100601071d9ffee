import { getIntrospectedSchema, minifyIntrospectionQuery } from '@urql/introspection';

/** A codegen plugin: the schema as urql's normalised cache wants it, without what it does not read. */
export const plugin = (schema) => JSON.stringify(minifyIntrospectionQuery(getIntrospectedSchema(schema)));
