import type { StepRow } from '../step/waterfall.ts';
import { byTime } from './failure-graph.ts';

/** The step in which a run failed: the first to fail of those that failed on their own account. Null when none did. */
export function failedStep(steps: readonly StepRow[]): StepRow | null {
  const failed = steps.filter(({ state }) => state === 'FAILED');
  const above = new Set(failed.map(({ parentRunId }) => parentRunId));
  const lowest = failed.filter(({ id }) => !above.has(id)).map((step) => ({ step, id: step.id, at: step.endedAt ?? step.startedAt }));
  return lowest.toSorted(byTime)[0]?.step ?? null;
}
