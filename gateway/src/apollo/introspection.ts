import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { execute, Kind, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { CallContext } from '../call-context.ts';

/**
 * Answers operations that ask for nothing but the schema right here: no subgraph is needed, and the planner's own list of
 * introspection fields is older than that of graphql-js (it does not know `isOneOf`, which explorers ask for).
 */
export function answerIntrospection(schema: GraphQLSchema): ApolloServerPlugin<CallContext> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ document, operation, operationName, request }) {
          if (!asksForSchemaOnly(operation)) return null;
          const { data, errors } = await execute({ schema, document, operationName, variableValues: request.variables });
          const singleResult = {
            ...(data === undefined ? {} : { data }),
            ...(errors ? { errors: errors.map((error) => error.toJSON()) } : {}),
          };
          return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
        },
      };
    },
  };
}

function asksForSchemaOnly({ selectionSet }: OperationDefinitionNode): boolean {
  return selectionSet.selections.every((selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'));
}
