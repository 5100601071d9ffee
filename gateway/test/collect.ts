import type { Client, ExecutionResult } from 'graphql-ws';

/** What a subscription of a test has received so far. */
export interface Collected {
  readonly results: ExecutionResult[];
  /** Errors of a subscription that was refused before it began. */
  readonly refusals: unknown[];
  readonly cursors: () => unknown[];
  isComplete: boolean;
  readonly stop: () => void;
}

export function collect(client: Client, query: string, variables: Record<string, unknown> = {}): Collected {
  const collected = { results: [] as ExecutionResult[], refusals: [] as unknown[], isComplete: false };
  const stop = client.subscribe(
    { query, variables },
    {
      next: (result) => void collected.results.push(result as ExecutionResult),
      error: (error) => void (Array.isArray(error) ? collected.refusals.push(...error) : collected.refusals.push(error)),
      complete: () => void (collected.isComplete = true),
    },
  );
  return Object.assign(collected, { stop, cursors: () => collected.results.map(({ extensions }) => extensions?.['cursor']) });
}
