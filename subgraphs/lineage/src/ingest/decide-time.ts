import type { IngestDecision } from '@hotpass/events';

/** Clocks of producers differ; a day ahead is no longer a difference. */
const toleratedLeadMs = 24 * 60 * 60 * 1_000;

/**
 * What an event's time means for its projection. An event of the year 9999 would win over every other for ever,
 * and one without a readable time has no place among them: both wait until somebody replays them.
 */
export function decideTime(eventTime: Date | null, now: Date): IngestDecision {
  if (!eventTime) return { project: false, flags: ['TIME_UNREADABLE'] };
  if (eventTime.getTime() - now.getTime() > toleratedLeadMs) return { project: false, flags: ['CLOCK_SUSPECT'] };
  return { project: true, flags: [] };
}
