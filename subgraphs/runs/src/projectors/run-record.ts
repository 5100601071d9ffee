import type { EventType, NominalTime } from '@hotpass/openlineage';

/** At one moment, the later in this list wins. */
const byRank: readonly EventType[] = ['OTHER', 'START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL'];

export function rankOf(eventType: EventType): number {
  return byRank.indexOf(eventType);
}

/** A value and the event time at which it was told. `text` is the value as bytes, which decides a tie. */
export interface Told<Value> {
  readonly at: Date;
  readonly value: Value;
  readonly text: string;
}

export interface Parent {
  readonly runId: string | null;
  readonly rootRunId: string | null;
}

/** What events say of one run. One event makes one record; records of a run merge to what all its events say. */
export interface RunRecord {
  readonly runId: string;
  readonly openLineageRunId: Told<string>;
  readonly jobId: Told<string>;
  readonly state: { readonly at: Date; readonly rank: number };
  readonly startTime: Date | null;
  readonly firstEventTime: Date;
  readonly lastEventTime: Date;
  readonly nominalTime: Told<NominalTime> | null;
  readonly parent: Told<Parent> | null;
  readonly errorMessage: Told<string> | null;
}

export function toldText(at: Date, value: string): Told<string> {
  return { at, value, text: value };
}

export function toldNominalTime(at: Date, value: NominalTime): Told<NominalTime> {
  return { at, value, text: [value.start, value.end].map((time) => time?.toISOString() ?? '').join('\0') };
}

export function toldParent(at: Date, value: Parent): Told<Parent> {
  return { at, value, text: [value.runId, value.rootRunId].map((id) => id ?? '').join('\0') };
}

/**
 * Associative, commutative and idempotent, so order, repetition and batching of events do not show in the result.
 * Both records must be of the same run.
 */
export function mergeRunRecords(a: RunRecord, b: RunRecord): RunRecord {
  return {
    runId: a.runId,
    openLineageRunId: later(a.openLineageRunId, b.openLineageRunId),
    jobId: later(a.jobId, b.jobId),
    state: compareStates(a.state, b.state) >= 0 ? a.state : b.state,
    startTime: a.startTime && b.startTime ? earliest(a.startTime, b.startTime) : (a.startTime ?? b.startTime),
    firstEventTime: earliest(a.firstEventTime, b.firstEventTime),
    lastEventTime: latest(a.lastEventTime, b.lastEventTime),
    nominalTime: laterIfBoth(a.nominalTime, b.nominalTime),
    parent: laterIfBoth(a.parent, b.parent),
    errorMessage: laterIfBoth(a.errorMessage, b.errorMessage),
  };
}

/**
 * A terminal event outweighs every other; OTHER, which may describe a run that has not begun, is outweighed by every other.
 * Within a class the later event wins, at one moment the higher rank.
 */
function compareStates(a: RunRecord['state'], b: RunRecord['state']): number {
  return weight(a.rank) - weight(b.rank) || a.at.getTime() - b.at.getTime() || a.rank - b.rank;
}

function weight(rank: number): number {
  if (rank >= rankOf('COMPLETE')) return 2;
  return rank > rankOf('OTHER') ? 1 : 0;
}

/** Of two values the one told later; of those told at one moment the greater, bytewise. */
export function later<Value>(a: Told<Value>, b: Told<Value>): Told<Value> {
  const order = a.at.getTime() - b.at.getTime() || Buffer.compare(Buffer.from(a.text), Buffer.from(b.text));
  return order >= 0 ? a : b;
}

function laterIfBoth<Value>(a: Told<Value> | null, b: Told<Value> | null): Told<Value> | null {
  return a && b ? later(a, b) : (a ?? b);
}

/** When a run started, as far as its events tell. */
export function startOf(record: RunRecord): Date {
  return record.startTime ?? record.firstEventTime;
}

/** When a run completed; null while it has not, or when it ended otherwise. */
export function completionOf(record: RunRecord): Date | null {
  return record.state.rank === rankOf('COMPLETE') ? record.state.at : null;
}

function earliest(a: Date, b: Date): Date {
  return a.getTime() <= b.getTime() ? a : b;
}

function latest(a: Date, b: Date): Date {
  return a.getTime() >= b.getTime() ? a : b;
}
