import { Trans, useLingui } from '@lingui/react/macro';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { AppLink } from '../../ui/AppLink.tsx';
import { rangeKeeping } from '../../ui/range-keeping.ts';
import { laneLabels, type LaneLabel } from './lane-labels.ts';
import { LaneFigures } from './LaneFigures.tsx';
import { isDense, shownBars, shownBuckets, type Lane, type LaneBucket, type Look } from './lanes.ts';
import { LaneTrack } from './LaneTrack.tsx';
import { TimelineAxis, TimelineGrid } from './TimelineAxis.tsx';
import { useBarKeys } from './use-bar-keys.ts';
import { useWheelZoom } from './use-wheel-zoom.ts';
import type { TimeWindow } from './time-axis.ts';
import styles from './RunLanesChart.module.css';

export interface RunLanesChartProps extends Look {
  readonly lanes: readonly Lane[];
  readonly selected: string | null;
  readonly touched: ReadonlySet<string>;
  readonly onSelect: (runId: string) => void;
  readonly onOpen: (runId: string) => void;
  /** Closer (−1) or wider (+1), keeping the time at this share of the width where it is. */
  readonly onZoom: (step: -1 | 1, at: number) => void;
  readonly onShow: (window: TimeWindow) => void;
  /** Called while the last lanes are in sight. */
  readonly onEnd: () => void;
  readonly jobLink: (lane: Lane) => string;
}

const laneHeight = 33;
/** Characters of a job's name there is room for. */
const nameRoom = 26;

/** A lane a job, bars over time, the now line, and what there is to say of each job; only lanes in sight are in the page. */
export function RunLanesChart(props: RunLanesChartProps): React.ReactNode {
  const { t } = useLingui();
  const { lanes, window, nowMs, onZoom, onShow } = props;
  const root = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const current = currentBar(lanes, props, focused);
  const labels = useMemo(() => laneLabels(lanes, nameRoom), [lanes]);
  const { virtual, items } = useLanesInSight(root, props, current?.place ?? 0);
  const onKeyDown = useBarKeys(root, props.onOpen);
  useWheelZoom(root, onZoom);
  const zoomInto = ({ fromMs, toMs }: LaneBucket): void => {
    onShow({ fromMs, toMs });
  };
  return (
    <div className={styles['chart']} ref={root} onKeyDown={onKeyDown} data-lanes={lanes.length}>
      <ChartHead window={window} nowMs={nowMs} />
      <div className={styles['body']} style={{ height: virtual.getTotalSize() }}>
        <TimelineGrid window={window} nowMs={nowMs} />
        <ul aria-label={t`Runs by job`}>
          {items.map(({ index, start, lane }) => (
            <li
              key={lane.jobId}
              className={styles['lane']}
              style={{ top: start }}
              aria-posinset={index + 1}
              aria-setsize={lanes.length}
              data-lane={lane.jobId}
            >
              <JobLink lane={lane} label={labels.get(lane.jobId)} path={props.jobLink(lane)} />
              <LaneTrack
                {...props}
                lane={lane}
                current={current?.place === index ? current.key : null}
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

/** Which lanes are in the page: those in sight and around it, and the one that has the tab stop with those beside it, to which arrows lead. */
function useLanesInSight(root: React.RefObject<HTMLDivElement | null>, { lanes, onEnd }: RunLanesChartProps, kept: number) {
  const virtual = useVirtualizer({
    count: lanes.length,
    getScrollElement: () => root.current,
    estimateSize: () => laneHeight,
    getItemKey: (index) => lanes[index]?.jobId ?? index,
    overscan: 8,
    rangeExtractor: rangeKeeping(kept),
  });
  const inSight = virtual.getVirtualItems();
  const isAtEnd = (virtual.range?.endIndex ?? 0) >= lanes.length - 1;
  useEffect(() => {
    if (isAtEnd) onEnd();
  }, [isAtEnd, lanes.length, onEnd]);
  const items = inSight.flatMap(({ index, start }) => {
    const lane = lanes[index];
    return lane ? [{ index, start, lane }] : [];
  });
  return { virtual, items };
}

function JobLink({
  lane,
  label,
  path,
}: {
  readonly lane: Lane;
  readonly label: LaneLabel | undefined;
  readonly path: string;
}): React.ReactNode {
  const shown = label?.name ?? lane.name;
  const whole = `${lane.name} (${lane.namespace})`;
  return (
    <AppLink className={styles['job']} path={path} title={whole}>
      <bdi className="mono" aria-hidden="true">
        {shown}
      </bdi>
      {label?.namespace && (
        <bdi className={`mono ${styles['space']}`} aria-hidden="true">
          {label.namespace}
        </bdi>
      )}
      <bdi className="visually-hidden">{label?.namespace ? whole : lane.name}</bdi>
    </AppLink>
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

/** The one bar that Tab reaches: where the focus was last, else the newest of the first lane that has one. */
function currentBar(lanes: readonly Lane[], look: Look, focused: string | null): { readonly place: number; readonly key: string } | null {
  let first: { place: number; key: string } | null = null;
  for (const [place, lane] of lanes.entries()) {
    if (first !== null && focused === null) break;
    const keys = isDense(lane)
      ? shownBuckets(lane, look).map(({ fromMs }) => `bucket ${lane.jobId} ${fromMs}`)
      : shownBars(lane, look).map(({ run }) => run.id);
    if (focused !== null && keys.includes(focused)) return { place, key: focused };
    const last = keys.at(-1);
    if (last !== undefined) first ??= { place, key: last };
  }
  return first;
}
