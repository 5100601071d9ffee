import type { CallContext } from '../call-context.ts';
import { pause } from '../clients/deadline.ts';
import { isNothingBut } from '../clients/failures.ts';
import type { SubgraphClient } from '../clients/subgraph-client.ts';

const pauseMs = 500;

/**
 * Subgraphs that one subscription does not wait for: after one was too late for an event, its parts of later events
 * fail at once until it has passed the place it was late for. Otherwise every event of a burst would wait in full.
 */
export class LateSubgraphs {
  readonly #late = new Set<string>();

  has(name: string): boolean {
    return this.#late.has(name);
  }

  /** Notes that the subgraph has not reached the place, and asks it in the background until it has. */
  add(name: string, client: SubgraphClient, place: string, context: CallContext, closed: AbortSignal): void {
    if (this.#late.has(name)) return;
    this.#late.add(name);
    void this.#watch(name, client, place, context, closed);
  }

  async #watch(
    name: string,
    client: SubgraphClient,
    place: string,
    { principal, requestId }: CallContext,
    closed: AbortSignal,
  ): Promise<void> {
    while (!closed.aborted) {
      const { data, errors } = await client.execute({ query: '{ __typename }', principal, requestId, minPosition: place }, closed);
      const isBehind = data === undefined && (isNothingBut('TIMEOUT', { errors }) || isNothingBut('UNAVAILABLE', { errors }));
      if (!isBehind) break;
      await pause(pauseMs, closed);
    }
    this.#late.delete(name);
  }
}
