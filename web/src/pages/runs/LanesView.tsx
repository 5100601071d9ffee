import { Plural, Trans } from '@lingui/react/macro';
import { useCallback, useEffect, useMemo } from 'react';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import type { RunsAddress } from '../../address/runs-address.ts';
import { isDense, shownBars, shownBuckets, type Lane, type Look } from '../../features/run-timeline/lanes.ts';
import { RunLanesChart } from '../../features/run-timeline/RunLanesChart.tsx';
import type { TimeWindow } from '../../features/run-timeline/time-axis.ts';
import type { RunLanes } from '../../features/run-timeline/use-run-lanes.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { NoRuns } from './NoRuns.tsx';
import type { ChangeRunsAddress } from './use-runs-address.ts';
import styles from './RunsPage.module.css';

export interface LanesViewProps {
  readonly address: RunsAddress;
  readonly change: ChangeRunsAddress;
  readonly lanes: RunLanes;
  readonly window: TimeWindow;
  readonly nowMs: number;
  readonly open: (runId: string) => void;
  readonly show: (window: TimeWindow) => void;
  readonly zoom: (step: -1 | 1, at: number) => void;
}

/** The lanes, and whatever keeps them from being shown. */
export function LanesView({ address, change, lanes, window, nowMs, open, show, zoom }: LanesViewProps): React.ReactNode {
  const { state } = address;
  const select = useCallback(
    (sel: string) => {
      change({ sel }, { replace: true });
    },
    [change],
  );
  const passing = usePassing(lanes.lanes, { window, nowMs, states: state });
  const { hasMore, loadMore } = lanes;
  const more = useCallback(() => {
    if (hasMore) loadMore();
  }, [hasMore, loadMore]);
  const isEmpty = passing.length === 0;
  const isUnread = lanes.lanes.length === 0 && lanes.isLoading;
  if (isEmpty && !lanes.error && (hasMore || isUnread)) return <LookingFurther more={more} />;
  return (
    <>
      {lanes.error && (
        <ErrorNote {...shownBeside(lanes.error, !isEmpty)} requestId={requestIdOf(lanes.error)} onRetry={lanes.refresh}>
          <Trans>The runs could not be loaded.</Trans>
        </ErrorNote>
      )}
      {isEmpty && !lanes.error && <NoRuns address={address} window={window} change={change} />}
      {!isEmpty && (
        <RunLanesChart
          lanes={passing}
          window={window}
          nowMs={nowMs}
          selected={address.sel}
          touched={lanes.touched}
          states={state}
          onSelect={select}
          onOpen={open}
          onZoom={zoom}
          onShow={show}
          onEnd={more}
          jobLink={({ jobId }) => `/lineage/${encodeURIComponent(jobId)}`}
        />
      )}
      {!isEmpty && <BelowLanes lanes={lanes} hidden={lanes.lanes.length - passing.length} />}
    </>
  );
}

/** Lanes that have anything to show in these states; their order stays. */
function usePassing(lanes: readonly Lane[], look: Look): readonly Lane[] {
  const { states, window } = look;
  // Which bars there are follows from the time of the window, not from each second.
  return useMemo(
    () =>
      states.length === 0
        ? lanes
        : lanes.filter((lane) => (isDense(lane) ? shownBuckets(lane, look).length > 0 : shownBars(lane, look).length > 0)),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
    [lanes, states, window],
  );
}

/** Nothing yet of what is asked for among the jobs that are loaded: the others are asked for. */
function LookingFurther({ more }: { readonly more: () => void }): React.ReactNode {
  useEffect(() => more());
  return <div className={styles['skeleton']} aria-busy="true" />;
}

function BelowLanes({ lanes, hidden }: { readonly lanes: RunLanes; readonly hidden: number }): React.ReactNode {
  return (
    <div className={styles['below']}>
      <span>
        {lanes.hasMore ? (
          <Plural value={lanes.lanes.length} one="# job loaded, more follow" other="# jobs loaded, more follow" />
        ) : (
          <Plural value={lanes.lanes.length} one="# job ran in this time" other="# jobs ran in this time" />
        )}
        {hidden > 0 && <Plural value={hidden} one=", # of them not in these states" other=", # of them not in these states" />}
        {lanes.isCut && <Trans>; the hub looked at its first 10,000 jobs only: choose a namespace to see others</Trans>}
      </span>
      {lanes.newJobs > 0 && (
        <Button onClick={lanes.refresh}>
          <Plural value={lanes.newJobs} one="# more job has run: show it" other="# more jobs have run: show them" />
        </Button>
      )}
    </div>
  );
}
