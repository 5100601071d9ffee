import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { createClient, type Client, type SubscribePayload } from 'graphql-ws';
import { operationIdOf } from './persisted-exchange.ts';

/** What a subscription tells its owner. */
export interface LiveHandlers<Data> {
  /** One event; its cursor is kept, so that a broken connection goes on after it. */
  onEvent(data: Data): void;
  /** The place can no longer be resumed: load again, then subscribe from the cursor of what was loaded. */
  onResync(): void;
  /** The hub refused the subscription for good. */
  onError(error: Error): void;
}

/** A field whose answer carries the place in the log it stands for. */
type WithCursor = Readonly<Record<string, unknown>>;

/** One WebSocket for every subscription of the page, connected while there is one and resumed without a gap. */
export class LiveConnection implements Disposable {
  readonly #client: Client;

  constructor(url: string, on: Parameters<typeof createClient>[0]['on'] = {}) {
    this.#client = createClient({
      url,
      on,
      lazy: true,
      keepAlive: 10_000,
      retryAttempts: Infinity,
      shouldRetry: () => true,
      retryWait: (retries) => waitBeforeRetry(retries),
    });
  }

  /** Ends the subscription when it is called. */
  subscribe<Data extends WithCursor, Variables extends { after?: string | null }>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    handlers: LiveHandlers<Data>,
  ): () => void {
    // graphql-ws sends this very object again when it connects again.
    const resumed = { ...variables };
    return this.#client.subscribe<Data>(payloadOf(document, resumed), {
      next({ data, errors }) {
        const code = errors?.[0]?.extensions?.['code'];
        if (code === 'RESYNC') return handlers.onResync();
        if (!data) return undefined;
        const cursor = cursorOf(data);
        if (cursor !== undefined) resumed.after = cursor;
        return handlers.onEvent(data);
      },
      error(reason) {
        if (isResync(reason)) handlers.onResync();
        else handlers.onError(asError(reason));
      },
      complete() {},
    });
  }

  /** Closes the socket and connects again where somebody still listens. */
  reconnect(): void {
    this.#client.terminate();
  }

  [Symbol.dispose](): void {
    void this.#client.dispose();
  }
}

/** 1 s, doubled up to 30 s, with a fifth of jitter so that tabs do not come back in step. */
async function waitBeforeRetry(retries: number): Promise<void> {
  const ms = Math.min(30_000, 1_000 * 2 ** Math.min(retries, 5)) * (0.9 + Math.random() * 0.2);
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function payloadOf<Data, Variables extends object>(document: TypedDocumentNode<Data, Variables>, variables: Variables): SubscribePayload {
  const [first] = document.definitions;
  const name = first?.kind === 'OperationDefinition' ? first.name?.value : undefined;
  const sha256Hash = name === undefined ? undefined : operationIdOf(name);
  const asked = { operationName: name, variables: variables as Record<string, unknown> };
  return sha256Hash === undefined
    ? { ...asked, query: print(document) }
    : { ...asked, query: '', extensions: { persistedQuery: { version: 1, sha256Hash } } };
}

function cursorOf(data: WithCursor): string | undefined {
  for (const event of Object.values(data)) {
    if (typeof event === 'object' && event !== null && 'cursor' in event && typeof event.cursor === 'string') return event.cursor;
  }
  return undefined;
}

function isResync(reason: unknown): boolean {
  return Array.isArray(reason) && reason.some((error: { extensions?: { code?: unknown } }) => error.extensions?.code === 'RESYNC');
}

function asError(reason: unknown): Error {
  if (reason instanceof Error) return reason;
  const [first] = Array.isArray(reason) ? (reason as readonly { message?: string }[]) : [];
  return new Error(first?.message ?? 'The hub has ended the subscription.');
}
