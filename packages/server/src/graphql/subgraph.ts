import type { Principal } from '@hotpass/kernel';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { FastifyInstance } from 'fastify';

/** The entry a subscription event is about; root value of the owner's execution. */
export interface EventRoot {
  readonly cursor: string;
  readonly position: number;
  readonly entryId: string;
  readonly type: string;
  readonly keys: readonly string[];
  /** The types of all entries that are this event, each once, where they are several. */
  readonly types?: readonly string[];
  /** What was decided about the entry when it was taken in, such as not to project it; null when nothing was. */
  readonly decision?: unknown;
  /**
   * Place (cursor or entry id) the subscriber has seen everything up to: what happened since is what the event is about.
   * Several entries of one stretch (`@topic(coalesceMs:)`) are one event, with the ids of all of them in `keys`.
   */
  readonly after?: string;
}

/** One operation for one subgraph, the same in process and over HTTP (there in `extensions`). */
export interface SubgraphRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly principal: Principal;
  readonly requestId: string;
  /** Position, cursor or entry id the subgraph's projectors must have reached before it answers. */
  readonly minPosition?: string;
  /** Present when the operation is the primary part of a subscription event. */
  readonly event?: EventRoot;
}

/** Entity ids whose entries concern a subscriber, or every entry of the topic. */
export type WatchSet = 'all' | readonly string[];

export interface WatchRequest {
  /** The primary operation of the plan and the variables of the subscriber. */
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly principal: Principal;
  readonly requestId: string;
}

/** One subgraph, ready to run in process or behind HTTP. */
export interface Subgraph {
  /** Its name in `schema/supergraph.yaml`. */
  readonly name: string;
  readonly schema: GraphQLSchema;
  /** Federated SDL as committed in `schema/`. */
  readonly sdl: string;
  /**
   * Executes one operation: waits for `minPosition`, fresh loaders, parse once (bounded cache).
   * Never rejects: failures are `errors` with codes. `extensions.watch` renews a subscriber's watch set.
   */
  execute(request: SubgraphRequest): Promise<ExecutionResult>;
  /** What concerns a subscriber. @throws BadUserInputError when the field's arguments are wrong. */
  watch(request: WatchRequest): Promise<WatchSet>;
  /** Routes of standard wire protocols, for example `/api/v1/lineage`. */
  readonly routes?: (app: FastifyInstance) => void;
}
