import type { ApolloServer } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';
import type { OperationRequest } from '../admission/admission.ts';
import type { CallContext } from '../call-context.ts';

interface Answer {
  readonly result: FormattedExecutionResult;
  /** Of HTTP, where it is not 200. */
  readonly status: number | undefined;
}

/** Runs an admitted operation. Not by way of Apollo's HTTP: content types and other sites' pages were looked at before. */
export async function runOperation(
  apollo: ApolloServer<CallContext>,
  { query, operationName, variables }: OperationRequest,
  contextValue: CallContext,
): Promise<Answer> {
  const request = { query, ...(operationName ? { operationName } : {}), ...(variables ? { variables } : {}) };
  const { http, body } = await apollo.executeOperation(request, { contextValue });
  if (body.kind !== 'single') throw new Error('An operation has one result.');
  return { result: body.singleResult, status: http.status };
}
