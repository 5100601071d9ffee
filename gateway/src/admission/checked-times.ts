import { isScalarType, valueFromASTUntyped, type GraphQLSchema } from 'graphql';
import { DateTimeScalar } from '@hotpass/server';

/**
 * Composition keeps of a scalar its name. So that a time written wrong in a document is refused where it stands, and not
 * by a subgraph as a part of its argument, the gateway's schema checks it too; its value stays the text.
 */
export function checkTimes(schema: GraphQLSchema): void {
  const type = schema.getType(DateTimeScalar.name);
  if (!isScalarType(type)) return;
  type.parseLiteral = (node, variables) => {
    try {
      DateTimeScalar.parseLiteral(node, variables);
    } catch (error) {
      // Of an error that is no GraphQLError, validation says where.
      throw new TypeError(error instanceof Error ? error.message : String(error), { cause: error });
    }
    return valueFromASTUntyped(node, variables);
  };
}
