import type { Principal } from '@hotpass/kernel';
import type { WatchSet } from './subgraph.ts';

/** What every resolver receives. `Loaders` live one request. */
export interface RequestContext<Loaders = unknown> {
  readonly principal: Principal;
  readonly requestId: string;
  readonly loaders: Loaders;
  /** Place in the log the request must see: for a resolver that reads what `reached` does not wait for. */
  readonly minPosition?: string;
  /** In the execution of a subscription event: replaces what concerns the subscriber from here on. */
  renewWatch(watch: WatchSet): void;
}
