import type { Principal } from '@hotpass/kernel';
import type { WatchSet } from './subgraph.ts';

/** What every resolver receives. `Loaders` live one request. */
export interface RequestContext<Loaders = unknown> {
  readonly principal: Principal;
  readonly requestId: string;
  readonly loaders: Loaders;
  /** In the execution of a subscription event: replaces what concerns the subscriber from here on. */
  renewWatch(watch: WatchSet): void;
}
