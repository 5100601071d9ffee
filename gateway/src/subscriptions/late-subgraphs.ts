import type { CallContext } from '../call-context.ts';
import { pause } from '../clients/deadline.ts';
import { isNothingBut } from '../clients/failures.ts';
import type { SubgraphClient } from '../clients/subgraph-client.ts';

const pauseMs = 500;

/**
 * Subgraphs that events do not wait for: after one was too late for an event, its parts of this and later places fail at
 * once until it has passed the place. Otherwise every event of a burst would wait in full.
 */
export class LateSubgraphs implements Disposable {
  readonly #closed = new AbortController();
  /** The first place each is known to be late for. */
  readonly #late = new Map<string, number>();

  isLateFor(name: string, position: number): boolean {
    return position >= (this.#late.get(name) ?? Number.POSITIVE_INFINITY);
  }

  /** Notes that the subgraph has not reached the place, and asks it in the background until it has. */
  add(name: string, client: SubgraphClient, position: number, context: CallContext): void {
    const known = this.#late.get(name);
    this.#late.set(name, Math.min(position, known ?? position));
    if (known === undefined) void this.#watch(name, client, position, context);
  }

  [Symbol.dispose](): void {
    this.#closed.abort();
  }

  async #watch(name: string, client: SubgraphClient, position: number, { principal, requestId }: CallContext): Promise<void> {
    const { signal } = this.#closed;
    const request = { query: '{ __typename }', principal, requestId, minPosition: String(position) };
    while (!signal.aborted) {
      const { data, errors } = await client.execute(request, signal);
      const isBehind = data === undefined && (isNothingBut('TIMEOUT', { errors }) || isNothingBut('UNAVAILABLE', { errors }));
      if (!isBehind) break;
      await pause(pauseMs, signal);
    }
    this.#late.delete(name);
  }
}
