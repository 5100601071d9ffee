import type { ExecutionResult } from 'graphql';
import { LimitExceededError } from '@hotpass/kernel';
import type { EventFeed, Logger } from '@hotpass/server';
import type { AdmittedOperation } from '../admission/admission.ts';
import type { CallContext } from '../call-context.ts';
import type { SubgraphClient } from '../clients/subgraph-client.ts';
import { asGraphQLError, logBugs } from '../errors.ts';
import { presented, type EventExecutor } from './event-executor.ts';
import { EventStream } from './event-stream.ts';
import type { SubscriptionPlanner } from './subscription-plan.ts';

export interface SubscriptionsParts {
  readonly planner: SubscriptionPlanner;
  readonly executor: EventExecutor;
  readonly subgraphs: Readonly<Record<string, SubgraphClient>>;
  /** The log of each subgraph that owns subscriptions. */
  readonly feeds: Readonly<Record<string, EventFeed>>;
  /** How many may be open at the same time. */
  readonly maximum: number;
  readonly logger: Logger;
}

/** The subscriptions that are open in this process. */
export class Subscriptions {
  readonly #parts: SubscriptionsParts;
  readonly #open = new Set<EventStream>();

  constructor(parts: SubscriptionsParts) {
    this.#parts = parts;
  }

  get openCount(): number {
    return this.#open.size;
  }

  /** The results of an admitted subscription, or the one error why there are none. */
  open(admitted: AdmittedOperation, variables: Readonly<Record<string, unknown>>, context: CallContext): EventStream | ExecutionResult {
    const { planner, subgraphs, feeds, executor, logger, maximum } = this.#parts;
    try {
      if (this.#open.size >= maximum)
        throw new LimitExceededError(`This hub has ${maximum} subscriptions open already.`, { limit: 'subscriptions', maximum });
      const plan = planner.plan(admitted, variables);
      const owner = subgraphs[plan.owner];
      const feed = feeds[plan.owner];
      if (!owner || !feed) throw new Error(`The gateway has no feed of the subgraph ${plan.owner}.`);
      const onClose = (): void => void this.#open.delete(stream);
      const stream = new EventStream({ plan, variables, context, owner, feed, executor, logger, onClose });
      this.#open.add(stream);
      return stream;
    } catch (error) {
      const failure = asGraphQLError(error);
      logBugs([failure], context.requestId, logger);
      return { errors: [presented(failure, context.requestId)] };
    }
  }

  closeAll(): void {
    for (const stream of this.#open) stream.close();
  }
}
