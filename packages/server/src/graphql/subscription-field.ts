import { BadUserInputError } from '@hotpass/kernel';
import { getArgumentValues } from 'graphql/execution/values.js';
import { Kind, OperationTypeNode, getVariableValues, type DocumentNode, type GraphQLSchema } from 'graphql';

/** The one root field of a subscription and its coerced arguments. */
export interface SubscriptionField {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** @throws BadUserInputError when the document is no subscription of one plain field, or an argument is wrong. */
export function subscriptionField(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): SubscriptionField {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const selections = operation?.operation === OperationTypeNode.SUBSCRIPTION ? operation.selectionSet.selections : [];
  const [node] = selections;
  const field = node?.kind === Kind.FIELD ? schema.getSubscriptionType()?.getFields()[node.name.value] : undefined;
  if (selections.length !== 1 || !operation || node?.kind !== Kind.FIELD || !field) {
    throw new BadUserInputError('A subscription selects exactly one field of this subgraph.');
  }
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (coerced.errors) throw new BadUserInputError(coerced.errors[0]!.message);
  return { name: field.name, args: getArgumentValues(field, node, coerced.coerced) };
}
