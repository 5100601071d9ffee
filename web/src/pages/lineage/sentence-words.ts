import { plural, t } from '@lingui/core/macro';
import { formatDuration, formatMoment, formatNumber, formatShare } from '../../ui/format.ts';
import { named } from '../../ui/sentence.ts';

/** One run that wrote the dataset, as far as the sentence needs it. */
export interface Write {
  readonly state: 'ABORTED' | 'COMPLETED' | 'FAILED' | 'RUNNING' | 'UNKNOWN';
  readonly jobName: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly rowCount: number | null;
  /** How much of each column is empty, 0 to 1, where the run told. */
  readonly nullShares: ReadonlyMap<string, number>;
}

export interface JobRun {
  readonly state: Write['state'];
  readonly health: 'LATE' | 'ON_TIME' | 'STALLED';
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly durationMs: number | null;
  readonly error: string | null;
}

export interface CoverageFacts {
  readonly datasets: number;
  readonly datasetsWithColumnLineage: number;
  readonly truncated: boolean;
}

/** A change of less than this share of a column is not worth a sentence. */
const worthSaying = 0.005;

/** When a dataset was written last and by whom, newest write first; what became of its rows and columns since the write before. */
export function datasetSentences(writes: readonly Write[], tracedColumn: string | null, nowMs: number): readonly string[] {
  const [newest] = writes;
  if (!newest) return [t`No run has been seen to write it.`];
  const good = writes.filter(({ state }) => state === 'COMPLETED');
  const [last, before] = good;
  const sentences: string[] = [];
  if (newest !== last) sentences.push(unfinished(newest, nowMs));
  if (last) sentences.push(written(last, nowMs), ...rows(last, before), ...nulls(last, before, tracedColumn, nowMs));
  else sentences.push(t`No completed write is known.`);
  return sentences;
}

function unfinished({ state, jobName, startedAt, endedAt }: Write, nowMs: number): string {
  const job = jobName === null ? t`a run` : named(jobName);
  const began = startedAt === null ? '' : formatDuration(Math.max(0, nowMs - Date.parse(startedAt)));
  const ended = endedAt === null ? '' : ago(endedAt, nowMs);
  if (state === 'RUNNING') return began === '' ? t`${job} is writing it.` : t`${job} has been writing it for ${began}.`;
  if (state === 'FAILED') return ended === '' ? t`${job} failed to write it.` : t`${job} failed to write it ${ended}.`;
  if (state === 'ABORTED') return ended === '' ? t`${job} was aborted while writing it.` : t`${job} was aborted while writing it ${ended}.`;
  return t`Whether ${job} has written it is not known.`;
}

function written({ jobName, endedAt }: Write, nowMs: number): string {
  if (endedAt === null) return jobName === null ? t`Written, nobody told when.` : t`Written by ${named(jobName)}, nobody told when.`;
  const when = ago(endedAt, nowMs);
  return jobName === null ? t`Written ${when}.` : t`Written ${when} by ${named(jobName)}.`;
}

function rows(last: Write, before: Write | undefined): readonly string[] {
  if (last.rowCount === null) return [];
  const count = plural(last.rowCount, { one: '# row', other: '# rows' });
  const was = before?.rowCount ?? null;
  if (was === null || was === last.rowCount) return [t`${count}.`];
  return [t`${count}, ${formatNumber(was)} the time before.`];
}

/** The traced column when it is known; else the column whose emptiness changed most. */
function nulls(last: Write, before: Write | undefined, traced: string | null, nowMs: number): readonly string[] {
  const column = traced !== null && last.nullShares.has(traced) ? traced : mostChanged(last, before);
  const share = column === null ? undefined : last.nullShares.get(column);
  if (column === null || share === undefined) return [];
  const was = before?.nullShares.get(column);
  const now = t`${formatShare(share)} of ${named(column)} is empty`;
  if (was === undefined || !before?.endedAt || Math.abs(was - share) < worthSaying) return [t`${now}.`];
  return [t`${now}, ${formatShare(was)} ${formatMoment(before.endedAt, nowMs)}.`];
}

function mostChanged(last: Write, before: Write | undefined): string | null {
  let column: string | null = null;
  let most = worthSaying;
  for (const [name, share] of last.nullShares) {
    const change = Math.abs(share - (before?.nullShares.get(name) ?? share));
    if (change > most) [column, most] = [name, change];
  }
  return column;
}

/** How the latest run of a job went. */
export function jobSentences(run: JobRun | null, medianMs: number | null, lastSuccessAt: string | null, nowMs: number): readonly string[] {
  if (!run) return [t`It has not run yet.`];
  const usual = medianMs === null ? '' : t`Usually it takes ${formatDuration(medianMs)}.`;
  const success = lastSuccessAt === null ? t`No success is known.` : t`It last succeeded ${ago(lastSuccessAt, nowMs)}.`;
  const sentences = {
    RUNNING: [running(run, nowMs), usual],
    COMPLETED: [completed(run, nowMs), usual],
    FAILED: [run.endedAt === null ? t`Its latest run failed.` : t`Its latest run failed ${ago(run.endedAt, nowMs)}.`, success],
    ABORTED: [run.endedAt === null ? t`Its latest run was aborted.` : t`Its latest run was aborted ${ago(run.endedAt, nowMs)}.`, success],
    UNKNOWN: [t`The state of its latest run is not known.`, success],
  };
  return sentences[run.state].filter((sentence) => sentence !== '');
}

function running({ startedAt, health }: JobRun, nowMs: number): string {
  const since = startedAt === null ? '' : formatDuration(Math.max(0, nowMs - Date.parse(startedAt)));
  if (health === 'STALLED')
    return since === '' ? t`It runs, but nothing has been heard of it.` : t`It has run for ${since}, and nothing is heard of it.`;
  if (health === 'LATE') return since === '' ? t`It runs longer than usual.` : t`It has run for ${since}, longer than usual.`;
  return since === '' ? t`It is running.` : t`It has been running for ${since}.`;
}

function completed({ endedAt, durationMs }: JobRun, nowMs: number): string {
  const when = endedAt === null ? '' : ago(endedAt, nowMs);
  if (durationMs === null) return when === '' ? t`Its latest run completed.` : t`Its latest run completed ${when}.`;
  const took = formatDuration(durationMs);
  return when === '' ? t`Its latest run took ${took}.` : t`Its latest run completed ${when} and took ${took}.`;
}

/** How far the picture can be trusted. */
export function coverageSentences(coverage: CoverageFacts | null): readonly string[] {
  if (!coverage || coverage.datasets === 0) return [];
  const { datasets, datasetsWithColumnLineage: known, truncated } = coverage;
  const all = plural(datasets, {
    one: 'The one dataset here reports column lineage.',
    other: 'All # datasets here report column lineage.',
  });
  const some = plural(datasets, {
    one: 'The one dataset here reports no column lineage.',
    other: `${known} of # datasets here report column lineage.`,
  });
  return truncated ? [known === datasets ? all : some, t`There is more than was counted.`] : [known === datasets ? all : some];
}

/** “4 s ago”, in the largest whole unit; what the hub's clock has ahead reads as now. */
function ago(at: string, nowMs: number): string {
  const ms = nowMs - Date.parse(at);
  if (ms < 1_000) return t`just now`;
  const unit = [86_400_000, 3_600_000, 60_000].find((one) => ms >= one) ?? 1_000;
  return t`${formatDuration(Math.floor(ms / unit) * unit)} ago`;
}
