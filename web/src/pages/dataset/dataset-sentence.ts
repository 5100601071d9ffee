import { plural, t } from '@lingui/core/macro';
import { formatDuration, formatNumber } from '../../ui/format.ts';
import { named } from '../../ui/sentence.ts';

export interface DatasetFacts {
  readonly state: 'ACTIVE' | 'DROPPED' | 'RENAMED';
  readonly renamedTo: string | null;
  /** The run that wrote it last. */
  readonly written: { readonly job: string | null; readonly atMs: number | null; readonly state: string } | null;
  readonly rowCount: number | null;
  /** Null while it is not known. */
  readonly columnCount: number | null;
  readonly failedAssertions: number;
}

/** The answer to “what is this, and can I trust it?”. Names stand between marks, as `Sentence` shows them. */
export function datasetSentence(facts: DatasetFacts, nowMs: number): string {
  return [stateWords(facts), writtenWords(facts, nowMs), qualityWords(facts), columnWords(facts)].filter((part) => part !== '').join(' ');
}

function stateWords({ state, renamedTo }: DatasetFacts): string {
  if (state === 'DROPPED') return t`This dataset was dropped.`;
  if (state === 'RENAMED')
    return renamedTo === null ? t`This dataset has another name since.` : t`This dataset is called ${named(renamedTo)} since.`;
  return '';
}

function writtenWords({ written, rowCount }: DatasetFacts, nowMs: number): string {
  if (!written) return t`No run is known to have written it.`;
  const by = written.job === null ? '' : ` ${t`by ${named(written.job)}`}`;
  if (written.state === 'RUNNING') return t`It is being written${by}.`;
  const ago = written.atMs === null ? '' : ` ${t`${formatDuration(Math.max(0, nowMs - written.atMs))} ago`}`;
  if (written.state !== 'COMPLETED') return t`The run that was to write it${ago}${by} did not complete.`;
  const rows = rowCount === null ? '' : `, ${plural(rowCount, { one: 'one row', other: `${formatNumber(rowCount)} rows` })}`;
  return t`Written${ago}${by}${rows}.`;
}

function qualityWords({ failedAssertions }: DatasetFacts): string {
  return failedAssertions === 0 ? '' : plural(failedAssertions, { one: 'One of its checks failed.', other: '# of its checks failed.' });
}

function columnWords({ columnCount }: DatasetFacts): string {
  if (columnCount === null) return '';
  return columnCount === 0 ? t`Its producer has not told any columns.` : plural(columnCount, { one: 'One column.', other: '# columns.' });
}
