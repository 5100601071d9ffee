import type { EventType } from '@hotpass/openlineage';
import { unionSets } from './member-set.ts';
import type { MemberSet } from './member-set.ts';
import { sides } from './side.ts';

/** Event types that end a run, weakest first: of two at the same time the later one here wins. */
const outcomes = ['COMPLETE', 'ABORT', 'FAIL'] as const;

export type Outcome = (typeof outcomes)[number];

export interface RunEnd {
  readonly at: number;
  readonly outcome: Outcome;
}

/**
 * What all events of one run say together. Merging is associative, commutative and idempotent,
 * so neither order nor repetition nor batching of the events can be seen in it. Times are epoch milliseconds.
 */
export interface RunShape {
  readonly job: string;
  readonly run: string;
  /** The earliest event. */
  readonly startedAt: number;
  readonly lastEventAt: number;
  /** The greatest terminal event by (time, outcome); null while there is none. */
  readonly end: RunEnd | null;
  readonly inputs: MemberSet;
  readonly outputs: MemberSet;
  readonly columns: MemberSet;
}

export function mergeRunShapes(a: RunShape, b: RunShape): RunShape {
  return {
    job: a.job,
    run: a.run,
    startedAt: Math.min(a.startedAt, b.startedAt),
    lastEventAt: Math.max(a.lastEventAt, b.lastEventAt),
    end: laterEnd(a.end, b.end),
    inputs: unionSets(a.inputs, b.inputs),
    outputs: unionSets(a.outputs, b.outputs),
    columns: unionSets(a.columns, b.columns),
  };
}

export function sameRunShape(a: RunShape, b: RunShape): boolean {
  return (
    a.startedAt === b.startedAt &&
    a.lastEventAt === b.lastEventAt &&
    sameEnd(a.end, b.end) &&
    sides.every((side) => a[side].hash === b[side].hash)
  );
}

export function sameEnd(a: RunEnd | null, b: RunEnd | null): boolean {
  return a?.at === b?.at && a?.outcome === b?.outcome;
}

/** The end this event makes, or null when its type ends nothing. */
export function endOf(eventType: EventType, at: number): RunEnd | null {
  const outcome = outcomes.find((candidate) => candidate === eventType);
  return outcome === undefined ? null : { at, outcome };
}

function laterEnd(a: RunEnd | null, b: RunEnd | null): RunEnd | null {
  if (a === null || b === null) return a ?? b;
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return outcomes.indexOf(a.outcome) >= outcomes.indexOf(b.outcome) ? a : b;
}
