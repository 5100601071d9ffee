import { systemPrincipal } from '@hotpass/kernel';
import { untraced } from '@hotpass/server';
import type { SubgraphClient } from './clients/subgraph-client.ts';
import { withDeadline } from './clients/deadline.ts';

const everyMs = 2_000;

/** Asks every subgraph now and then whether it answers, for readiness. */
export class Reachability implements Disposable {
  readonly #subgraphs: Readonly<Record<string, SubgraphClient>>;
  readonly #problems = new Map<string, string>();
  readonly #stopped = new AbortController();

  constructor(subgraphs: Readonly<Record<string, SubgraphClient>>) {
    this.#subgraphs = subgraphs;
    for (const name of Object.keys(subgraphs)) this.#problems.set(name, `The subgraph ${name} has not answered yet.`);
  }

  /** Sentences why this gateway cannot serve now; empty when it can. */
  problems(): readonly string[] {
    return [...this.#problems.values()];
  }

  /** Asks once, and then again and again until it is disposed of. */
  async start(): Promise<void> {
    await this.#ask();
    const timer = setInterval(() => void this.#ask(), everyMs);
    this.#stopped.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  [Symbol.dispose](): void {
    this.#stopped.abort();
  }

  async #ask(): Promise<void> {
    await Promise.all(Object.entries(this.#subgraphs).map(([name, client]) => this.#askOne(name, client)));
  }

  async #askOne(name: string, client: SubgraphClient): Promise<void> {
    const request = { query: '{ __typename }', principal: systemPrincipal('gateway'), requestId: 'readiness' };
    const ask = () => withDeadline(everyMs, this.#stopped.signal, (signal) => client.execute(request, signal));
    const { data } = await untraced(ask);
    if (data) this.#problems.delete(name);
    else this.#problems.set(name, `The subgraph ${name} does not answer.`);
  }
}
