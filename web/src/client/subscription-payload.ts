import type { TypedDocumentNode } from '@urql/core';
import { print } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { operationIdOf } from './persisted-exchange.ts';

/** A subscription by its id where the hub knows it, else as text; the variables are the object given, not a copy. */
export function subscriptionPayload<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  asText: boolean,
): SubscribePayload {
  const [first] = document.definitions;
  const name = first?.kind === 'OperationDefinition' ? first.name?.value : undefined;
  const sha256Hash = asText || name === undefined ? undefined : operationIdOf(name);
  const asked = { operationName: name, variables: variables as Record<string, unknown> };
  return sha256Hash === undefined
    ? { ...asked, query: print(document) }
    : { ...asked, query: '', extensions: { persistedQuery: { version: 1, sha256Hash } } };
}

/** The place in the log that an event stands for. */
export function cursorOf(data: Readonly<Record<string, unknown>>): string | undefined {
  for (const event of Object.values(data)) {
    if (typeof event === 'object' && event !== null && 'cursor' in event && typeof event.cursor === 'string') return event.cursor;
  }
  return undefined;
}

/** The code of the first of some errors, wherever they came from. */
export function codeOf(errors: unknown): string | undefined {
  const [first] = Array.isArray(errors) ? (errors as readonly { extensions?: { code?: unknown } }[]) : [];
  return typeof first?.extensions?.code === 'string' ? first.extensions.code : undefined;
}

/** Why a subscription ended, as an error with a sentence. */
export function subscriptionError(reason: unknown): Error {
  if (reason instanceof Error) return reason;
  const [first] = Array.isArray(reason) ? (reason as readonly { message?: string }[]) : [];
  return new Error(first?.message ?? 'The hub has ended the subscription.');
}
