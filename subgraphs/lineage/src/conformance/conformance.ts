import type { IngestDecision } from '@hotpass/events';
import { conformanceOf, parseEventTime, type ConformanceIssue } from '@hotpass/openlineage';

/** `TIME_ASSUMED_UTC`: the time names no zone and was read as UTC. The others are decided at ingest. */
export type ConformanceFlag = IngestDecision['flags'][number] | 'TIME_ASSUMED_UTC';

/** How an event stands to the OpenLineage schemas. A result, not an error: the event is stored either way. */
export interface Conformance {
  readonly conforms: boolean;
  /** The first hundred. */
  readonly issues: readonly ConformanceIssue[];
  /** How many there are, listed or not. */
  readonly total: number;
  readonly flags: readonly ConformanceFlag[];
}

/** A pure function of the event and of what was decided about it, so that a report can be made again from the log. */
export function assessConformance(json: unknown, decision: IngestDecision): Conformance {
  const { issues, total } = conformanceOf(json);
  const flags: ConformanceFlag[] = [...decision.flags];
  if (isTimeAssumedUtc(json)) flags.push('TIME_ASSUMED_UTC');
  return { conforms: total === 0, issues, total, flags };
}

function isTimeAssumedUtc(json: unknown): boolean {
  const text = typeof json === 'object' && json !== null && 'eventTime' in json ? json.eventTime : null;
  return typeof text === 'string' && parseEventTime(text).assumedUtc;
}
