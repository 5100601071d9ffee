import { Plural, Trans } from '@lingui/react/macro';
import { useCallback } from 'react';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import type { RunsAddress } from '../../address/runs-address.ts';
import type { Bar } from '../../features/run-timeline/lanes.ts';
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
  const isShown = useCallback(({ shape }: Bar) => state.length === 0 || state.includes(shape), [state]);
  const select = useCallback(
    (sel: string) => {
      change({ sel }, { replace: true });
    },
    [change],
  );
  const isEmpty = lanes.lanes.length === 0;
  if (isEmpty && lanes.isLoading) return <div className={styles['skeleton']} aria-busy="true" />;
  return (
    <>
      {lanes.error && (
        <ErrorNote {...shownBeside(lanes.error, !isEmpty)} requestId={requestIdOf(lanes.error)} onRetry={lanes.refresh}>
          <Trans>The runs could not be loaded.</Trans>
        </ErrorNote>
      )}
      {isEmpty && !lanes.error && <NoRuns address={address} change={change} />}
      {!isEmpty && (
        <RunLanesChart
          lanes={lanes.lanes}
          window={window}
          nowMs={nowMs}
          selected={address.sel}
          touched={lanes.touched}
          isShown={isShown}
          onSelect={select}
          onOpen={open}
          onZoom={zoom}
          onShow={show}
          jobLink={({ jobId }) => `/lineage/${encodeURIComponent(jobId)}`}
        />
      )}
      <div className={styles['below']}>
        {lanes.newJobs > 0 && (
          <Button onClick={lanes.refresh}>
            <Plural value={lanes.newJobs} one="# more job has run: show it" other="# more jobs have run: show them" />
          </Button>
        )}
        {lanes.hasMore && (
          <Button onClick={lanes.loadMore}>
            <Trans>Show more jobs</Trans>
          </Button>
        )}
      </div>
    </>
  );
}
