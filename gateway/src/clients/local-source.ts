import type { ExecutionResult } from 'graphql';
import type { Subgraph, SubgraphRequest, WatchRequest, WatchSet } from '@hotpass/server';
import { untilAborted } from './deadline.ts';
import { failedResult, tooLate } from './failures.ts';
import type { SubgraphClient } from './subgraph-client.ts';

/** A subgraph of this process. It parses each operation once and does not validate again what the planner wrote. */
export class LocalSource implements SubgraphClient {
  readonly #subgraph: Pick<Subgraph, 'name' | 'execute' | 'watch'>;

  constructor(subgraph: Pick<Subgraph, 'name' | 'execute' | 'watch'>) {
    this.#subgraph = subgraph;
  }

  async execute(request: SubgraphRequest, signal?: AbortSignal): Promise<ExecutionResult> {
    const work = this.#subgraph.execute(request);
    if (!signal) return work;
    // Made when it is needed: an error takes the stack down at once, which costs more than a small operation may.
    let late: ReturnType<typeof tooLate> | null = null;
    try {
      return await untilAborted(work, signal, () => (late ??= tooLate(this.#subgraph.name)));
    } catch (error) {
      if (late !== null && error === late) return failedResult(late);
      throw error;
    }
  }

  async watch(request: WatchRequest, signal?: AbortSignal): Promise<WatchSet> {
    const work = this.#subgraph.watch(request);
    return signal ? untilAborted(work, signal, () => tooLate(this.#subgraph.name)) : work;
  }
}
