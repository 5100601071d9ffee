import type { ExecutionResult } from 'graphql';
import type { SubgraphRequest, WatchRequest, WatchSet } from '@hotpass/server';

/** How the gateway reaches a subgraph. One implementation calls it in process, one over HTTP; both pass one test suite. */
export interface SubgraphClient {
  /**
   * Never rejects: a subgraph that cannot be reached is an error with code UNAVAILABLE, one that does not answer in time
   * or whose caller gave up (`signal`) one with code TIMEOUT; then the answer has no `data` at all.
   */
  execute(request: SubgraphRequest, signal?: AbortSignal): Promise<ExecutionResult>;
  /**
   * What concerns a subscriber.
   * @throws BadUserInputError when the field's arguments are wrong, UnavailableError or TimeoutError when there is no answer.
   */
  watch(request: WatchRequest, signal?: AbortSignal): Promise<WatchSet>;
}
