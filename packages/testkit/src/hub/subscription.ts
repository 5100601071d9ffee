import type { FormattedExecutionResult } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';

/** Events of one subscription over graphql-ws, without any retry: a test sees what the server sent. */
export class Subscription<Result> implements AsyncIterable<FormattedExecutionResult<Result, unknown>>, AsyncDisposable {
  readonly #client: Client;
  readonly #events: AsyncIterableIterator<FormattedExecutionResult<Result, unknown>>;

  constructor(url: string, query: string, variables: Readonly<Record<string, unknown>>) {
    this.#client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, lazy: true });
    this.#events = this.#client.iterate<Result>({ query, variables: { ...variables } });
  }

  /** The next event. @throws when the stream is over, or the socket was lost. */
  async next(): Promise<FormattedExecutionResult<Result, unknown>> {
    const { done, value } = await this.#events.next();
    if (done === true) throw new Error('The subscription is complete.');
    return value;
  }

  [Symbol.asyncIterator](): AsyncIterator<FormattedExecutionResult<Result, unknown>> {
    return this.#events;
  }

  /** Loses the socket as a cut cable does: no close frame. */
  drop(): void {
    this.#client.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#events.return?.();
    await this.#client.dispose();
  }
}
