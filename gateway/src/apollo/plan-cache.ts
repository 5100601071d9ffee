import type { QueryPlan, QueryPlannerConfig } from '@apollo/query-planner';
import { BoundedCache, type CacheUse } from '@hotpass/server';

type ApolloPlanCache = NonNullable<QueryPlannerConfig['cache']>;

/** Text of plans that is kept: as much as Apollo's gateway would by itself. */
const keptBytes = 30 * 1024 * 1024;

/** The plans of Apollo's gateway, in a store that tells how it is used. */
export class PlanCache implements ApolloPlanCache {
  #plans = new BoundedCache<QueryPlan>(keptBytes);

  get use(): Omit<CacheUse, 'name'> {
    return this.#plans.use;
  }

  async get(key: string): Promise<QueryPlan | undefined> {
    return this.#plans.get(key);
  }

  async set(key: string, plan: QueryPlan): Promise<void> {
    this.#plans.set(key, plan, Buffer.byteLength(JSON.stringify(plan)));
  }

  async delete(key: string): Promise<void> {
    this.#plans.delete(key);
  }

  /** Called when the supergraph is loaded. */
  clear(): void {
    this.#plans = new BoundedCache(keptBytes);
  }
}
