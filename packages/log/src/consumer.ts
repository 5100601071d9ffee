import type { Entry } from './entry.ts';
import type { ProjectorTx, Tx } from './database.ts';

interface ConsumerBase {
  /** Name in `log.consumer`, for example `lineage.openlineage`. */
  readonly name: string;
  /** Entry types it wants; it is still moved past the others. */
  readonly types: readonly string[];
  /** Holds back the later entries of an aggregate whose entry is in quarantine. */
  readonly ordered?: boolean;
}

/** Turns entries into tables: a pure function of the log, appends nothing, sends nothing, can be rebuilt. */
export interface Projector extends ConsumerBase {
  readonly kind: 'projector';
  /** A rise rebuilds it; readiness says so meanwhile. */
  readonly version: number;
  /** One call per batch, ascending positions, in the transaction that moves its position. */
  project(tx: ProjectorTx, entries: readonly Entry[]): Promise<void>;
  /** Empties its tables. */
  reset(tx: ProjectorTx): Promise<void>;
}

/** Does something once: appends a fact with `cause`, delivers, seals. Never rebuilt. */
export interface Reactor extends ConsumerBase {
  readonly kind: 'reactor';
  /** Ledger, audit, grants, approvals, erasure: stops instead of skipping. */
  readonly neverSkips?: boolean;
  react(tx: Tx, entries: readonly Entry[]): Promise<void>;
}

export type Consumer = Projector | Reactor;

/** State of one consumer for readiness, metrics and people. */
export interface ConsumerStatus {
  readonly name: string;
  readonly position: number;
  /** Entries of the log it has not yet passed. */
  readonly lag: number;
  /** Age of the oldest of them; null when it cannot be told here. */
  readonly lagMs: number | null;
  readonly state: 'starting' | 'rebuilding' | 'running' | 'standby' | 'paused' | 'stopped';
  /** Why it is stopped, in a sentence safe to show; null while it runs. */
  readonly reason: string | null;
  readonly quarantined: number;
}
