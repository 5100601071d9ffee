import type { Supergraph } from '@apollo/federation-internals';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { z } from 'zod';
import type { EventRoot, Logger, WatchSet } from '@hotpass/server';
import { executeQueryPlan } from '../apollo/library.ts';
import { quiet } from '../apollo/server.ts';
import { incompleteValues } from '../apollo/present-errors.ts';
import type { CallContext } from '../call-context.ts';
import type { SubgraphClient } from '../clients/subgraph-client.ts';
import { asGraphQLError, logBugs, presented } from '../errors.ts';
import { eventSources } from './event-sources.ts';
import type { LateSubgraphs } from './late-subgraphs.ts';
import type { SubscriptionPlan } from './subscription-plan.ts';

/** One subscription, as far as answering its events goes. */
export interface EventCall {
  readonly plan: SubscriptionPlan;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: CallContext;
  /** Fires when the subscription ends. */
  readonly closed: AbortSignal;
}

export interface EventAnswer {
  /** Null when the event does not concern the subscriber after all. */
  readonly result: ExecutionResult | null;
  /** The watch set, when the owner renewed it. */
  readonly watch?: WatchSet;
}

export interface EventExecutorParts {
  readonly supergraph: Supergraph;
  readonly schema: GraphQLSchema;
  readonly clients: Readonly<Record<string, SubgraphClient>>;
  readonly partMs: number;
  readonly late: LateSubgraphs;
  readonly logger: Logger;
}

const renewal = z.object({ watch: z.union([z.literal('all'), z.array(z.string())]) });

/**
 * Answers one event of one subscription: the owner executes its part with the event as root value,
 * the other subgraphs fill in theirs, all of them at the position of the event or later.
 */
export class EventExecutor {
  readonly #parts: EventExecutorParts;
  readonly #supergraphSchema: GraphQLSchema;

  constructor(parts: EventExecutorParts) {
    this.#parts = parts;
    this.#supergraphSchema = parts.supergraph.schema.toGraphQLJSSchema();
  }

  async answer(call: EventCall, event: EventRoot): Promise<EventAnswer> {
    const { plan, context, closed } = call;
    const { clients, partMs, late } = this.#parts;
    let watch: WatchSet | undefined;
    const onOwnerAnswer = (extensions: unknown): void => void (watch = renewal.safeParse(extensions).data?.watch);
    const sources = eventSources({ owner: plan.owner, clients, event, context, closed, late, partMs, onOwnerAnswer });
    const result = closed.aborted ? null : this.#presentable(await this.#run(call, sources), call);
    return { result: closed.aborted ? null : result, ...(watch === undefined ? {} : { watch }) };
  }

  async #run({ plan, variables, context }: EventCall, sources: ReturnType<typeof eventSources>): Promise<ExecutionResult> {
    const { supergraph, schema, logger } = this.#parts;
    // The executor reads no more of Apollo's request context than this.
    const request = { request: { query: plan.primary.query, variables }, context, metrics: {}, logger: quiet(logger), schema } as never;
    try {
      const { data, errors, extensions } = await executeQueryPlan(
        plan.eventPlan,
        sources,
        request,
        plan.operationContext,
        this.#supergraphSchema,
        supergraph.apiSchema(),
      );
      return { data: data ?? null, ...(errors ? { errors: errors.map(asGraphQLError) } : {}), ...(extensions ? { extensions } : {}) };
    } catch (error) {
      return { data: null, errors: [asGraphQLError(error)] };
    }
  }

  /** Null for an event that does not concern the subscriber: the field is null and there is no error. */
  #presentable(
    { data, errors: given = [], extensions: all }: ExecutionResult,
    { plan, context: { requestId } }: EventCall,
  ): ExecutionResult | null {
    const { incomplete, extensions } = incompleteValues(all);
    const errors = [...given, ...incomplete];
    if (errors.length === 0 && (data?.[plan.responseKey] ?? null) === null) return null;
    logBugs(errors, requestId, this.#parts.logger);
    return {
      data: data ?? null,
      ...(errors.length > 0 ? { errors: errors.map((error) => presented(error, requestId)) } : {}),
      ...(extensions ? { extensions } : {}),
    };
  }
}
