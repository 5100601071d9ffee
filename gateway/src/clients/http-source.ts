import type { ExecutionResult } from 'graphql';
import { errors as undici, Pool } from 'undici';
import { z } from 'zod';
import { BadUserInputError, DomainError } from '@hotpass/kernel';
import { requestScope, traceHeaders, type SubgraphRequest, type WatchRequest, type WatchSet } from '@hotpass/server';
import { untilAborted, withDeadline } from './deadline.ts';
import { failedResult, tooLate, unreachable } from './failures.ts';
import { InFlight } from './in-flight.ts';
import type { SubgraphClient } from './subgraph-client.ts';

export interface HttpSourceOptions {
  /** Its name in `schema/supergraph.yaml`. */
  readonly name: string;
  /** Address of the process, for example `http://127.0.0.1:4001`. */
  readonly url: string;
  /** An answer that takes longer is an error with code TIMEOUT. */
  readonly timeoutMs?: number;
  readonly connections?: number;
}

const pathPart = z.union([z.string(), z.number()]);
const graphqlError = z.looseObject({
  message: z.string(),
  path: z.array(pathPart).optional(),
  extensions: z.record(z.string(), z.unknown()).optional(),
});
const executionResult = z
  .object({
    data: z.record(z.string(), z.unknown()).nullish(),
    errors: z.array(graphqlError).min(1).optional(),
    extensions: z.record(z.string(), z.unknown()).optional(),
  })
  .refine(({ data, errors }) => data !== undefined || errors !== undefined);
const watchAnswer = z.object({ watch: z.union([z.literal('all'), z.array(z.string())]) });
const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** A subgraph in another process, over a pool of kept-alive connections. */
export class HttpSource implements SubgraphClient {
  readonly #name: string;
  readonly #timeoutMs: number;
  readonly #pool: Pool;
  readonly #reads = new InFlight();

  constructor({ name, url, timeoutMs = 10_000, connections = 32 }: HttpSourceOptions) {
    this.#name = name;
    this.#timeoutMs = timeoutMs;
    // Shorter than the servers' keep-alive (72 s), so that no request meets a connection that is being closed.
    this.#pool = new Pool(url, {
      connections,
      keepAliveTimeout: 4_000,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      connectTimeout: Math.min(timeoutMs, 2_000),
    });
  }

  async execute(request: SubgraphRequest, signal?: AbortSignal): Promise<ExecutionResult> {
    const { query, operationName, variables, ...extensions } = request;
    const body = JSON.stringify({ query, operationName, variables, extensions });
    const send = (abort: AbortSignal): Promise<string> => this.#post('/graphql', body, abort);
    try {
      return await withDeadline(this.#timeoutMs, signal, async (deadline) => {
        const sent = isSharedRead(request) ? this.#reads.join(readKey(request), send, deadline) : send(deadline);
        return this.#parsedResult(await untilAborted(sent, deadline, () => tooLate(this.#name)));
      });
    } catch (error) {
      return failedResult(this.#failure(error));
    }
  }

  async watch(request: WatchRequest, signal?: AbortSignal): Promise<WatchSet> {
    try {
      const text = await withDeadline(this.#timeoutMs, signal, (deadline) =>
        this.#post('/internal/watch', JSON.stringify(request), deadline),
      );
      const answer = watchAnswer.safeParse(parsedJson(text));
      if (answer.success) return answer.data.watch;
      const refused = refusal.safeParse(parsedJson(text));
      if (refused.data?.error.code === 'BAD_USER_INPUT') throw new BadUserInputError(refused.data.error.message);
      throw unreachable(this.#name);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /** Distinct reads that are waiting for an answer. */
  get readsInFlight(): number {
    return this.#reads.size;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.destroy();
  }

  async #post(path: string, body: string, signal: AbortSignal): Promise<string> {
    const { requestId } = requestScope();
    const headers = {
      'content-type': 'application/json',
      ...traceHeaders(),
      ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
    };
    const answer = await this.#pool.request({ method: 'POST', path, body, headers, signal });
    return answer.body.text();
  }

  #parsedResult(text: string): ExecutionResult {
    const result = executionResult.safeParse(parsedJson(text));
    // An answer that is no execution result comes from something in between, or from a server that is going down.
    return result.success ? (result.data as ExecutionResult) : failedResult(unreachable(this.#name));
  }

  #failure(error: unknown): DomainError {
    if (error instanceof DomainError) return error;
    const isLate =
      error instanceof undici.HeadersTimeoutError ||
      error instanceof undici.BodyTimeoutError ||
      (error instanceof Error && error.name === 'AbortError');
    return isLate ? tooLate(this.#name) : unreachable(this.#name);
  }
}

/** Queries only: a mutation is never sent once for two callers, and an event belongs to its stream. */
function isSharedRead(request: SubgraphRequest): boolean {
  return request.event === undefined && /^\s*(query\b|\{)/.test(request.query);
}

function readKey({ query, operationName, variables, principal, minPosition }: SubgraphRequest): string {
  return JSON.stringify([principal, minPosition, operationName, variables, query]);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
