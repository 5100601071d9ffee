import type { FormattedExecutionResult } from 'graphql';
import { Subscription } from './subscription.ts';

export interface CallOptions {
  /** Id that ingest answered, a cursor or a position: the answer is at least as new. */
  readonly minPosition?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What ingest answered for one event. */
export interface PostAnswer {
  readonly status: number;
  readonly body: unknown;
}

export type Data = Readonly<Record<string, unknown>>;

/** A caller like any other: plain HTTP and WebSocket at the address of a hub or a gateway. */
export class GraphClient {
  readonly #address: () => string;

  /** `address` is asked at each call, since a restarted hub may have another one. */
  constructor(address: () => string) {
    this.#address = address;
  }

  get url(): string {
    return this.#address();
  }

  /** The whole GraphQL answer, errors included. */
  async graphql<Result = Data>(query: string, variables: Data = {}, options: CallOptions = {}): Promise<FormattedExecutionResult<Result>> {
    const headers = {
      'content-type': 'application/json',
      ...(options.minPosition === undefined ? {} : { 'hotpass-min-position': options.minPosition }),
      ...options.headers,
    };
    const response = await fetch(`${this.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    return (await response.json()) as FormattedExecutionResult<Result>;
  }

  /** Sends events one after the other and answers their ids. @throws Error when one is refused. */
  async post(...events: readonly object[]): Promise<string[]> {
    const ids: string[] = [];
    for (const event of events) {
      const { status, body } = await this.postBytes(JSON.stringify(event));
      const id = typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined;
      if (typeof id !== 'string') throw new Error(`Ingest answered ${status}: ${JSON.stringify(body)}`);
      ids.push(id);
    }
    return ids;
  }

  /** Sends a body as it is, to the single or the batch endpoint. */
  async postBytes(
    body: string | Uint8Array<ArrayBuffer>,
    options: { batch?: boolean; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<PostAnswer> {
    const path = options.batch === true ? '/api/v1/lineage/batch' : '/api/v1/lineage';
    const headers = { 'content-type': 'application/json', ...options.headers };
    const response = await fetch(`${this.url}${path}`, { method: 'POST', headers, body });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }

  /** One subscription on a socket of its own; close it, or `await using` it. */
  subscribe<Result = Data>(query: string, variables: Data = {}): Subscription<Result> {
    return new Subscription<Result>(`${this.url.replace(/^http/, 'ws')}/graphql`, query, variables);
  }
}
