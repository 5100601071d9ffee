import { openLineageEntryTypes } from '@hotpass/events';
import type { ReceivedEvent } from '@hotpass/log';
import { readEvent } from '@hotpass/openlineage';
import { assessConformance, type Conformance } from '../conformance/conformance.ts';
import { eventProblems } from './check-event.ts';
import { decideTime } from './decide-time.ts';
import { entryKeys } from './entry-keys.ts';
import { badInput } from './input-issue.ts';
import { holdsNul, parseJson } from './parse-json.ts';

/** An event that may be stored, and how it stands to the schemas. */
export interface PreparedEvent {
  readonly event: ReceivedEvent;
  readonly conformance: Conformance;
}

/** When and on whose trace the event came in. */
export interface Reception {
  readonly now: Date;
  readonly traceId: string | null;
}

/**
 * From bytes as received to what the log takes. Nothing parsed is kept: the bytes are the event.
 * @throws BadUserInputError with JSON pointers when it cannot be stored.
 */
export function prepareEvent(body: Buffer, { now, traceId }: Reception): PreparedEvent {
  const { json } = parseJson(body);
  if (holdsNul(body)) throw badInput('The event holds U+0000, which cannot be stored.', [{ pointer: '', message: 'must not hold U+0000' }]);
  const problems = eventProblems(json);
  const view = readEvent(json);
  if (problems.length > 0 || !view) throw badInput('This is not an OpenLineage event that can be stored.', problems);
  const decision = decideTime(view.eventTime, now);
  const event: ReceivedEvent = {
    type: openLineageEntryTypes[view.kind],
    keys: entryKeys(view),
    body,
    eventTime: view.eventTime,
    decision,
    traceId,
  };
  return { event, conformance: assessConformance(json, decision) };
}
