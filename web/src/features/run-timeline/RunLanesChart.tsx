import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { AppLink } from '../../ui/AppLink.tsx';
import { Name } from '../../ui/Name.tsx';
import { formatNumber, formatShare } from '../../ui/format.ts';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { barsOf, isDense, shapeOf, type Bar, type Lane, type LaneBucket } from './lanes.ts';
import { LaneTrack } from './LaneTrack.tsx';
import { latestWords } from './run-words.ts';
import { TimelineAxis, TimelineGrid } from './TimelineAxis.tsx';
import { useBarKeys } from './use-bar-keys.ts';
import { useWheelZoom } from './use-wheel-zoom.ts';
import type { TimeWindow } from './time-axis.ts';
import styles from './RunLanesChart.module.css';

export interface RunLanesChartProps {
  readonly lanes: readonly Lane[];
  readonly window: TimeWindow;
  readonly nowMs: number;
  readonly selected: string | null;
  readonly touched: ReadonlySet<string>;
  readonly isShown: (bar: Bar) => boolean;
  readonly onSelect: (runId: string) => void;
  readonly onOpen: (runId: string) => void;
  /** Closer (−1) or wider (+1), keeping the time at this share of the width where it is. */
  readonly onZoom: (step: -1 | 1, at: number) => void;
  readonly onShow: (window: TimeWindow) => void;
  readonly jobLink: (lane: Lane) => string;
}

/** A lane a job, bars over time, the now line, and what there is to say of each job. */
export function RunLanesChart(props: RunLanesChartProps): React.ReactNode {
  const { t } = useLingui();
  const { lanes, window, nowMs, onZoom, onShow } = props;
  const root = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const current = currentBar(lanes, props, focused);
  const onKeyDown = useBarKeys(root, props.onOpen);
  useWheelZoom(root, onZoom);
  const zoomInto = ({ fromMs, toMs }: LaneBucket): void => {
    onShow({ fromMs, toMs });
  };
  return (
    <div className={styles['chart']} ref={root} onKeyDown={onKeyDown}>
      <ChartHead window={window} nowMs={nowMs} />
      <div className={styles['body']}>
        <TimelineGrid window={window} nowMs={nowMs} />
        <ul aria-label={t`Runs by job`}>
          {lanes.map((lane) => (
            <li key={lane.jobId} className={styles['lane']} data-lane={lane.jobId}>
              <AppLink className={styles['job']} path={props.jobLink(lane)} title={`${lane.name} (${lane.namespace})`}>
                <Name most={26}>{lane.name}</Name>
              </AppLink>
              <LaneTrack
                {...props}
                lane={lane}
                current={current?.jobId === lane.jobId ? current.key : null}
                onZoom={zoomInto}
                onFocus={setFocused}
              />
              <LaneFigures lane={lane} nowMs={nowMs} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function ChartHead({ window, nowMs }: { readonly window: TimeWindow; readonly nowMs: number }): React.ReactNode {
  return (
    <div className={styles['head']} aria-hidden="true">
      <span>
        <Trans>Job</Trans>
      </span>
      <TimelineAxis window={window} nowMs={nowMs} />
      <span className={styles['latest']}>
        <Trans>Latest run</Trans>
      </span>
      <span className={styles['number']}>
        <Trans>Runs</Trans>
      </span>
      <span className={styles['number']}>
        <Trans>Success</Trans>
      </span>
    </div>
  );
}

function LaneFigures({ lane, nowMs }: { readonly lane: Lane; readonly nowMs: number }): React.ReactNode {
  return (
    <>
      <Latest lane={lane} nowMs={nowMs} />
      <span className={styles['number']}>
        {formatNumber(lane.total)}
        <span className="visually-hidden">
          {' '}
          <Trans>runs</Trans>
        </span>
      </span>
      <span className={styles['number']}>
        {lane.successRate === null ? '–' : formatShare(lane.successRate)}
        <span className="visually-hidden">
          {' '}
          <Trans>completed</Trans>
        </span>
      </span>
    </>
  );
}

function Latest({ lane, nowMs }: { readonly lane: Lane; readonly nowMs: number }): React.ReactNode {
  const { latest } = lane;
  if (!latest) return <span className={styles['latest']}>–</span>;
  const shape = shapeOf(latest);
  const words = latestWords(latest, shape, nowMs);
  return (
    <span className={styles['latest']} title={latest.errorMessage ?? undefined}>
      <StatusGlyph status={shape} {...(latest.state === 'COMPLETED' ? { label: 'Completed' } : {})} />
      <span className={styles['latestWords']}>{words}</span>
    </span>
  );
}

/** The one bar that Tab reaches: where the focus was last, else the newest of the first lane that has one. */
function currentBar(
  lanes: readonly Lane[],
  { window, nowMs, isShown }: RunLanesChartProps,
  focused: string | null,
): { jobId: string; key: string } | null {
  let first: { jobId: string; key: string } | null = null;
  for (const lane of lanes) {
    const keys = isDense(lane)
      ? lane.buckets.map(({ fromMs }) => `bucket ${fromMs}`)
      : barsOf(lane.runs, window, nowMs)
          .filter(isShown)
          .map(({ run }) => run.id);
    if (focused !== null && keys.includes(focused)) return { jobId: lane.jobId, key: focused };
    const last = keys.at(-1);
    if (last !== undefined) first ??= { jobId: lane.jobId, key: last };
  }
  return first;
}
