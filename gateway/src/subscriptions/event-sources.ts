import type { ExecutionResult } from 'graphql';
import type { EventRoot, SubgraphRequest } from '@hotpass/server';
import type { ServiceMap } from '../apollo/library.ts';
import { askOnce } from '../apollo/distinct-entities.ts';
import { asAnswer, operationOf, type DataSourceCall } from '../apollo/subgraph-data-source.ts';
import type { CallContext } from '../call-context.ts';
import { pause, withDeadline } from '../clients/deadline.ts';
import { failedResult, isHeldUp, isNothingBut, tooLate } from '../clients/failures.ts';
import type { SubgraphClient } from '../clients/subgraph-client.ts';
import type { LateSubgraphs } from './late-subgraphs.ts';

/** What the parts of one event are asked with. */
export interface EventParts {
  readonly owner: string;
  readonly clients: Readonly<Record<string, SubgraphClient>>;
  readonly event: EventRoot;
  readonly context: CallContext;
  /** Fires when the subscription ends. */
  readonly closed: AbortSignal;
  readonly late: LateSubgraphs;
  /** How long a subgraph that is not the owner may take. */
  readonly partMs: number;
  /** Called with the owner's answer to its own part. */
  readonly onOwnerAnswer: (extensions: Readonly<Record<string, unknown>>) => void;
}

const longestPauseMs = 2_000;

/** Sources for one run of an event's plan. The first fetch is the owner's, with the entry as root value. */
export function eventSources(parts: EventParts): ServiceMap {
  let isFirst = true;
  const sources: ServiceMap = Object.create(null);
  for (const [name, client] of Object.entries(parts.clients)) {
    sources[name] = {
      async process(call) {
        const isOwnPart = isFirst && name === parts.owner;
        isFirst = false;
        if (isOwnPart) return asAnswer(await ownersPart(client, call, parts));
        return askOnce(requestOf(call, parts), async (request) => asAnswer(await othersPart(name, client, request, parts)));
      },
    };
  }
  return sources;
}

/** A late or unreachable owner holds the subscription: the event waits as long as it takes, nothing is skipped. */
async function ownersPart(client: SubgraphClient, call: DataSourceCall, parts: EventParts): Promise<ExecutionResult> {
  const request: SubgraphRequest = { ...requestOf(call, parts), event: parts.event };
  for (let pauseMs = 100; !parts.closed.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const result = await client.execute(request, parts.closed);
    if (!isHeldUp(result)) {
      parts.onOwnerAnswer(result.extensions ?? {});
      return result;
    }
    await pause(pauseMs, parts.closed);
  }
  return { data: null };
}

/** A late subgraph fails its part with an error and does not delay the events after. */
async function othersPart(name: string, client: SubgraphClient, request: SubgraphRequest, parts: EventParts): Promise<ExecutionResult> {
  if (parts.late.isLateFor(name, parts.event.position)) return failedResult(tooLate(name));
  const result = await withDeadline(parts.partMs, parts.closed, (signal) => client.execute(request, signal));
  if (isNothingBut('TIMEOUT', result)) parts.late.add(name, client, parts.event.position, parts.context);
  return result;
}

function requestOf({ request }: DataSourceCall, { event, context }: EventParts): SubgraphRequest {
  return { ...operationOf(request), principal: context.principal, requestId: context.requestId, minPosition: String(event.position) };
}
