import type { EventKind, EventType } from '@hotpass/openlineage';
import type { ConformanceFlag } from '../conformance/conformance.ts';

/** From and until (not included) when. A time that is not there meets no condition. */
export interface TimeRange {
  readonly gte?: Date | null;
  readonly lt?: Date | null;
}

/** Which events. Everything given must hold; null is the same as not given. */
export interface EventFilter {
  readonly jobId?: string | null;
  readonly datasetId?: string | null;
  readonly runId?: string | null;
  readonly producer?: string | null;
  readonly kinds?: readonly EventKind[] | null;
  readonly eventTypes?: readonly EventType[] | null;
  readonly flags?: readonly ConformanceFlag[] | null;
  readonly conforms?: boolean | null;
  readonly waiting?: boolean | null;
  readonly eventTime?: TimeRange | null;
  readonly receivedAt?: TimeRange | null;
}

/** A condition on `lineage.event e` and what it takes; `null` when nothing can meet the filter. */
export interface EventConditions {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The 128 bits of a dataset's, job's or run's id, as Postgres reads them; null when the text is no such id. */
export function keyOf(id: string): string | null {
  return /^(?:ds|job|run)_([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(id)?.[1] ?? null;
}

/** The filter as SQL, its parameters numbered from `from` on. */
export function conditionsOf(filter: EventFilter, from: number): EventConditions | null {
  const values: unknown[] = [];
  const texts: string[] = [];
  const given = (value: unknown, text: (parameter: string) => string): void => {
    if (value === null || value === undefined) return;
    values.push(value);
    texts.push(text(`$${from + values.length - 1}`));
  };
  const ids = [filter.runId, filter.datasetId, filter.jobId].filter((id) => id !== null && id !== undefined);
  const keys = ids.map(keyOf);
  if (keys.includes(null)) return null;
  for (const key of keys)
    given(key, (p) => `exists (select from lineage.event_key k where k.key = ${p}::uuid and k.position = e.position)`);
  given(filter.producer, (p) => `hashtextextended(e.producer, 0) = hashtextextended(${p}::text, 0) and e.producer = ${p}`);
  given(filter.eventTime?.gte, (p) => `e.event_time >= ${p}`);
  given(filter.eventTime?.lt, (p) => `e.event_time < ${p}`);
  given(filter.receivedAt?.gte, (p) => `e.received_at >= ${p}`);
  given(filter.receivedAt?.lt, (p) => `e.received_at < ${p}`);
  given(filter.flags, (p) => `e.flags <> '{}' and e.flags && ${p}::text[]`);
  // Words of our own, written out: only so does the planner see that an index of the rare ones will do.
  if (filter.kinds) texts.push(`e.kind in (${listed(filter.kinds)})${filter.kinds.includes('run') ? '' : ` and e.kind <> 'run'`}`);
  if (filter.eventTypes) texts.push(`e.event_type in (${listed(filter.eventTypes)})`);
  if (typeof filter.conforms === 'boolean') texts.push(filter.conforms ? 'e.conforms' : 'not e.conforms');
  const waits = 'not e.projected and not exists (select from lineage.event again where again.cause = e.position)';
  if (typeof filter.waiting === 'boolean') texts.push(filter.waiting ? waits : `not (${waits})`);
  return { text: texts.join(' and ') || 'true', values };
}

/** Never empty: `in ()` is no SQL, and nothing is one of no words. */
function listed(words: readonly (EventKind | EventType)[]): string {
  return words.length === 0 ? 'null' : words.map((word) => `'${word}'`).join(', ');
}
