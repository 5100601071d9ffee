import { useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import { isDense, shownBars, shownBuckets, type Bar, type Lane, type LaneBucket, type Look } from './lanes.ts';
import { barWords, bucketWords } from './run-words.ts';
import styles from './LaneTrack.module.css';

export interface LaneTrackProps extends Look {
  readonly lane: Lane;
  /** Id of the run that is selected. */
  readonly selected: string | null;
  /** Key of the bar that Tab reaches: `<run id>` or `bucket <job id> <from>`; null when it is in another lane. */
  readonly current: string | null;
  readonly touched: ReadonlySet<string>;
  readonly onSelect: (runId: string) => void;
  readonly onOpen: (runId: string) => void;
  readonly onZoom: (bucket: LaneBucket) => void;
  readonly onFocus: (key: string) => void;
}

/** The runs of a job as bars over time, or their counts where they are too many to tell apart. */
export const LaneTrack = memo(function LaneTrack(props: LaneTrackProps): React.ReactNode {
  const { t } = useLingui();
  const { lane } = props;
  const label = t`Runs of ${lane.name}`;
  if (isDense(lane)) {
    const buckets = shownBuckets(lane, props);
    const most = Math.max(1, ...buckets.map(({ total }) => total));
    return (
      <ul className={styles['track']} aria-label={label}>
        {buckets.map((bucket) => (
          <Bucket key={bucket.fromMs} bucket={bucket} most={most} {...props} />
        ))}
      </ul>
    );
  }
  return (
    <ul className={styles['track']} aria-label={label}>
      {shownBars(lane, props).map((bar) => (
        <RunBar key={bar.run.id} bar={bar} {...props} />
      ))}
    </ul>
  );
});

function RunBar({
  bar,
  nowMs,
  selected,
  current,
  touched,
  onSelect,
  onOpen,
  onFocus,
}: LaneTrackProps & { readonly bar: Bar }): React.ReactNode {
  const { run, shape } = bar;
  const words = barWords(run, shape, nowMs);
  const look = [styles['bar'], styles[shape], run.id === selected ? styles['selected'] : '', touched.has(run.id) ? styles['touched'] : ''];
  return (
    <li>
      <button
        type="button"
        className={look.join(' ')}
        style={{ insetInlineStart: `${bar.start * 100}%`, width: `${bar.width * 100}%` }}
        tabIndex={current === run.id ? 0 : -1}
        data-bar={run.id}
        data-run={run.id}
        data-shape={shape}
        aria-label={words}
        aria-pressed={run.id === selected}
        title={words}
        onClick={() => {
          onSelect(run.id);
        }}
        onDoubleClick={() => {
          onOpen(run.id);
        }}
        onFocus={() => {
          onFocus(run.id);
        }}
      />
    </li>
  );
}

function Bucket({
  bucket,
  lane,
  most,
  window,
  nowMs,
  current,
  onZoom,
  onFocus,
}: LaneTrackProps & { readonly bucket: LaneBucket; readonly most: number }): React.ReactNode {
  const span = window.toMs - window.fromMs;
  const start = Math.max(0, (bucket.fromMs - window.fromMs) / span);
  const width = Math.min(1, (bucket.toMs - window.fromMs) / span) - start;
  const words = bucketWords(bucket, nowMs);
  const key = `bucket ${lane.jobId} ${bucket.fromMs}`;
  const share = (count: number): string => `${(count / bucket.total) * 100}%`;
  return (
    <li>
      <button
        type="button"
        className={styles['bucket']}
        style={{ insetInlineStart: `${start * 100}%`, width: `${width * 100}%`, height: `${25 + 75 * (bucket.total / most)}%` }}
        tabIndex={current === key ? 0 : -1}
        data-bar={key}
        aria-label={words}
        title={words}
        onClick={() => {
          onZoom(bucket);
        }}
        onFocus={() => {
          onFocus(key);
        }}
      >
        {bucket.failed > 0 && <i className={styles['failedPart']} style={{ height: share(bucket.failed) }} />}
        {bucket.aborted > 0 && <i className={styles['abortedPart']} style={{ height: share(bucket.aborted) }} />}
        {bucket.running > 0 && <i className={styles['runningPart']} style={{ height: share(bucket.running) }} />}
        {bucket.unknown > 0 && <i className={styles['unknownPart']} style={{ height: share(bucket.unknown) }} />}
        {bucket.completed > 0 && <i className={styles['completedPart']} style={{ height: share(bucket.completed) }} />}
      </button>
    </li>
  );
}
