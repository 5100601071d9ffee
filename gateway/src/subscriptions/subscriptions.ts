import { randomUUID } from 'node:crypto';
import type { ExecutionResult } from 'graphql';
import { LimitExceededError } from '@hotpass/kernel';
import type { EventFeed, Logger } from '@hotpass/server';
import type { AdmittedOperation } from '../admission/admission.ts';
import type { CallContext } from '../call-context.ts';
import type { SubgraphClient } from '../clients/subgraph-client.ts';
import type { Outlet, QueueLimits } from '../delivery/outlet.ts';
import { asGraphQLError, logBugs, presented } from '../errors.ts';
import type { EventExecutor } from './event-executor.ts';
import type { EventReaderParts } from './event-reader.ts';
import { SharedStream } from './shared-stream.ts';
import { sharingKey } from './sharing.ts';
import { Subscriber, type StreamOfKey } from './subscriber.ts';
import { resumePlace, type SubscriptionPlanner } from './subscription-plan.ts';

export interface SubscriptionsParts {
  readonly planner: SubscriptionPlanner;
  readonly executor: EventExecutor;
  readonly subgraphs: Readonly<Record<string, SubgraphClient>>;
  /** The log of each subgraph that owns subscriptions. */
  readonly feeds: Readonly<Record<string, EventFeed>>;
  /** How many may be open at the same time. */
  readonly maximum: number;
  readonly limits: QueueLimits;
  readonly logger: Logger;
}

/** One admitted subscription, and where its results go. */
export interface SubscriptionRequest {
  readonly admitted: AdmittedOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: CallContext;
  /** Place to go on after instead of the one the operation names. */
  readonly after?: string | null;
  readonly outlet: Outlet;
  /** Called once, when there will be no more results. */
  readonly onEnd: () => void;
}

export interface SubscriptionCounts {
  readonly subscriptions: number;
  /** Streams that are answered once for all who share them. */
  readonly sharedStreams: number;
  /** How often a subscriber did not take its results and went on alone, since the start. */
  readonly overflows: number;
}

/** The subscriptions that are open in this process, which has one schema: streams of another schema are another process's. */
export class Subscriptions {
  readonly #parts: SubscriptionsParts;
  readonly #open = new Set<Subscriber>();
  readonly #streams = new Map<string, SharedStream>();
  #overflows = 0;

  constructor(parts: SubscriptionsParts) {
    this.#parts = parts;
  }

  get counts(): SubscriptionCounts {
    return { subscriptions: this.#open.size, sharedStreams: this.#streams.size, overflows: this.#overflows };
  }

  /** Opens an admitted subscription, or says why not in one result. */
  open(request: SubscriptionRequest): Subscriber | ExecutionResult {
    const { context } = request;
    try {
      const subscriber: Subscriber = this.#subscriber(request, () => {
        this.#open.delete(subscriber);
        request.onEnd();
      });
      this.#open.add(subscriber);
      subscriber.start();
      return subscriber;
    } catch (error) {
      const failure = asGraphQLError(error);
      logBugs([failure], context.requestId, this.#parts.logger);
      return { errors: [presented(failure, context.requestId)] };
    }
  }

  closeAll(): void {
    for (const subscriber of this.#open) subscriber.end();
  }

  #subscriber({ admitted, variables, context, after, outlet }: SubscriptionRequest, onEnd: () => void): Subscriber {
    const { planner, subgraphs, feeds, executor, logger, maximum, limits } = this.#parts;
    if (this.#open.size >= maximum)
      throw new LimitExceededError(`This hub has ${maximum} subscriptions open already.`, { limit: 'subscriptions', maximum });
    const plan = planner.plan(admitted, variables);
    const owner = subgraphs[plan.owner];
    const feed = feeds[plan.owner];
    if (!owner || !feed) throw new Error(`The gateway has no feed of the subgraph ${plan.owner}.`);
    const parts = { plan, variables, context, owner, feed, executor, logger };
    const key = sharingKey(admitted, plan, variables, context.principal);
    const stream = key === null ? null : this.#streamOf(key, parts);
    const place = after ?? resumePlace(plan, variables);
    return new Subscriber({ ...parts, place, stream, outlet, limits, onOverflow: () => void (this.#overflows += 1), onEnd });
  }

  #streamOf(key: string, parts: EventReaderParts): StreamOfKey {
    return {
      live: () => this.#streams.get(key) ?? null,
      found: (start) => {
        const shared: SharedStream = new SharedStream({ ...parts, context: { ...parts.context, requestId: randomUUID() } }, start, () => {
          if (this.#streams.get(key) === shared) this.#streams.delete(key);
        });
        this.#streams.set(key, shared);
        return shared;
      },
    };
  }
}
