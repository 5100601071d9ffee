import { plural, t } from '@lingui/core/macro';
import type { RunHealth, RunState } from '../../generated/graphql/graphql.ts';
import { formatDuration } from '../../ui/format.ts';
import { named } from '../../ui/sentence.ts';

/** What the sentence of a run is made of. */
export interface RunFacts {
  readonly state: RunState;
  readonly health: RunHealth;
  readonly job: string | null;
  readonly startedMs: number | null;
  readonly durationMs: number | null;
  /** What runs of the job usually take. */
  readonly usualMs: number | null;
  readonly failure: {
    readonly afterMs: number | null;
    readonly step: string | null;
    readonly broken: readonly { readonly dataset: string | null; readonly rule: string; readonly column: string | null }[];
    readonly causes: readonly { readonly reason: string; readonly dataset: string | null; readonly job: string | null }[];
    readonly hasMessage: boolean;
  } | null;
}

/** One sentence that says how the run stands; names are marked by `named`. */
export function runSentence(run: RunFacts, nowMs: number): string {
  switch (run.state) {
    case 'FAILED':
      return failedSentence(run);
    case 'RUNNING':
      return runningSentence(run, nowMs);
    case 'COMPLETED':
      return completedSentence(run);
    case 'ABORTED':
      return run.durationMs === null ? t`Stopped before its end.` : t`Stopped after ${formatDuration(run.durationMs)}.`;
    case 'UNKNOWN':
      return t`Nothing tells yet whether it has started or ended.`;
  }
}

function failedSentence({ failure, durationMs }: RunFacts): string {
  const afterMs = failure?.afterMs ?? durationMs;
  const took = afterMs === null ? null : formatDuration(afterMs);
  const step = failure?.step ?? null;
  const because = reasonOf(failure);
  const when = whenFailed(took, step);
  return because === null ? `${when}.` : t`${when} because ${because}.`;
}

function whenFailed(took: string | null, step: string | null): string {
  if (took !== null && step !== null) return t`Failed after ${took} in ${named(step)}`;
  if (took !== null) return t`Failed after ${took}`;
  return step === null ? t`Failed` : t`Failed in ${named(step)}`;
}

function reasonOf(failure: RunFacts['failure']): string | null {
  const [broken, ...others] = failure?.broken ?? [];
  if (broken) {
    const one = brokenWords(broken);
    return others.length === 0 ? one : t`${one}, and ${plural(others.length, { one: '# rule more', other: '# rules more' })} did not hold`;
  }
  const input = failure?.causes.find(({ reason }) => reason !== 'FAILED_STEP');
  return input ? causeWords(input) : null;
}

function brokenWords({ dataset, rule, column }: { dataset: string | null; rule: string; column: string | null }): string {
  if (dataset === null)
    return column === null ? t`rule ${named(rule)} did not hold` : t`rule ${named(rule)} of ${named(column)} did not hold`;
  return column === null
    ? t`${named(dataset)} broke rule ${named(rule)}`
    : t`${named(dataset)} broke rule ${named(rule)} of ${named(column)}`;
}

function causeWords({ reason, dataset, job }: { reason: string; dataset: string | null; job: string | null }): string {
  const what = dataset === null ? t`an input` : named(dataset);
  const who = job === null ? t`the run that writes it` : named(job);
  if (reason === 'LATE_INPUT') return t`${what} was late: ${who} had not ended`;
  if (reason === 'ABORTED_INPUT') return t`${what} was not written: ${who} was stopped`;
  return t`${what} was not written: ${who} failed`;
}

function runningSentence({ startedMs, usualMs, health }: RunFacts, nowMs: number): string {
  if (startedMs === null) return t`Running since a time nobody told.`;
  const soFar = formatDuration(Math.max(0, nowMs - startedMs));
  if (health === 'STALLED') return t`Running for ${soFar} and silent for a day: no end was told yet.`;
  if (usualMs === null) return health === 'LATE' ? t`Running for ${soFar}, past its due end.` : t`Running for ${soFar}.`;
  const usual = formatDuration(usualMs);
  return health === 'LATE' ? t`Late: running for ${soFar}, usually ${usual}.` : t`Running for ${soFar}, usually ${usual}.`;
}

/** Within a tenth of what is usual there is nothing to say about it. */
const sameAsUsual = 0.1;

function completedSentence({ durationMs, usualMs }: RunFacts): string {
  if (durationMs === null) return t`Completed.`;
  const took = formatDuration(durationMs);
  if (usualMs === null || usualMs <= 0) return t`Completed in ${took}.`;
  const usual = formatDuration(usualMs);
  if (Math.abs(durationMs - usualMs) <= usualMs * sameAsUsual || took === usual) return t`Completed in ${took}, as usual.`;
  return t`Completed in ${took}, usually ${usual}.`;
}
