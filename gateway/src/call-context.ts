import type { Principal } from '@hotpass/kernel';
import type { Deprecation } from './admission/deprecations.ts';

/** Who asks and until when; what every call of one operation to a subgraph carries. */
export interface CallContext {
  readonly principal: Principal;
  readonly requestId: string;
  /** Position, cursor or entry id every subgraph must have reached before it answers. */
  readonly minPosition?: string;
  /** What of the operation will not stay in the schema. */
  readonly deprecations?: readonly Deprecation[];
  /** Fires at the deadline and when the caller has gone. */
  readonly signal?: AbortSignal;
}
