import type { CacheUse } from '@hotpass/server';
import type { ApolloGateway } from './library.ts';

/** How often Apollo's gateway had a plan already. It does not tell, but hands out the same object for the same plan. */
export class PlanUse {
  readonly #seen = new WeakSet<object>();
  #gateway: ApolloGateway | null = null;
  #hits = 0;
  #misses = 0;

  watch(gateway: ApolloGateway): void {
    this.#gateway = gateway;
  }

  /** Called with the plan of every operation that has one. */
  readonly resolved = ({ queryPlan }: { readonly queryPlan?: object }): void => {
    if (!queryPlan) return;
    if (this.#seen.has(queryPlan)) this.#hits += 1;
    else this.#misses += 1;
    this.#seen.add(queryPlan);
  };

  get use(): Omit<CacheUse, 'name'> {
    return { entries: this.#entries(), hits: this.#hits, misses: this.#misses };
  }

  /** The store is private; where a later version has another one, its size is not told. */
  #entries(): number | null {
    const store: unknown = this.#gateway && Reflect.get(this.#gateway, 'queryPlanStore');
    const isStore = typeof store === 'object' && store !== null && 'keys' in store && typeof store.keys === 'function';
    const keys: unknown = isStore ? (store.keys as () => unknown)() : null;
    return Array.isArray(keys) ? keys.length : null;
  }
}
