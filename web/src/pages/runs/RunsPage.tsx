import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { jobFilterOf } from '../../features/run-timeline/job-filter.ts';
import { RunGlance } from '../../features/run-timeline/RunGlance.tsx';
import { useRunLanes } from '../../features/run-timeline/use-run-lanes.ts';
import { panned, rangeAround, visibleWindow, zoomed } from '../../features/run-timeline/visible-window.ts';
import type { TimeWindow } from '../../features/run-timeline/time-axis.ts';
import { useNow } from '../../ui/use-now.ts';
import { useMedia } from '../../ui/use-media.ts';
import { FirstFailuresList } from './FirstFailuresList.tsx';
import { LanesView } from './LanesView.tsx';
import { RunsHeadline } from './RunsHeadline.tsx';
import { RunsShareMenu } from './RunsShareMenu.tsx';
import { RunsTable } from './RunsTable.tsx';
import { RunsToolbar } from './RunsToolbar.tsx';
import { useFirstFailures } from './use-first-failures.ts';
import { useRunsAddress } from './use-runs-address.ts';
import { useRunsNews } from './use-runs-news.ts';
import { useRunsKeys } from './use-runs-keys.ts';
import styles from './RunsPage.module.css';

/** What ran, how long, and what failed first. */
export function RunsPage(): React.ReactNode {
  const [address, change] = useRunsAddress();
  const navigate = useNavigate();
  const nowMs = useNow(1_000);
  const isNarrow = useMedia('(max-width: 900px)');
  const view = address.view ?? (isNarrow ? 'table' : 'lanes');
  const window = useStillWindow(visibleWindow(address.range, address.to, nowMs));
  const jobs = useMemo(() => jobFilterOf(address), [address]);
  const [news, tell] = useRunsNews();
  const lanes = useRunLanes(window, jobs, tell);
  const [asked, setAsked] = useState(0);
  const { fromMs } = window;
  const list = JSON.stringify([address.range, address.to, jobs, asked]);
  const failures = useFirstFailures({ fromMs, until: address.to, jobs, list });
  const show = (time: TimeWindow): void => change(rangeAround(time, nowMs));
  const zoom = (step: -1 | 1, at = 1): void => change(zoomed(address.range, window, step, at, nowMs), { replace: true });
  const pan = (step: -1 | 1): void => change({ to: panned(address.range, window, step, nowMs) }, { replace: true });
  const refresh = (): void => {
    setAsked((count) => count + 1);
    lanes.refresh();
  };
  const open = (id: string): void => {
    void navigate({ to: '/runs/$id', params: { id } });
  };
  const close = (): void => {
    change({ sel: null }, { replace: true });
  };
  useRunsKeys({ change, zoom, pan, refresh, close });
  return (
    <div className={address.sel === null ? styles['page'] : styles['withInspector']}>
      <div className={styles['main']}>
        <div role="status" className="visually-hidden">
          {news}
        </div>
        <RunsHeadline failures={failures} lanes={lanes} range={address.range} nowMs={nowMs} />
        <FirstFailuresList failures={failures} nowMs={nowMs} onRetry={refresh} />
        <RunsToolbar address={address} view={view} change={change} onZoom={zoom} onPan={pan} onRefresh={refresh}>
          <RunsShareMenu address={address} view={view} window={window} />
        </RunsToolbar>
        {view === 'lanes' ? (
          <LanesView {...{ address, change, lanes, window, nowMs, open, show, zoom }} />
        ) : (
          <RunsTable {...{ address, change, window, nowMs, open, asked }} />
        )}
      </div>
      {address.sel !== null && <RunGlance runId={address.sel} nowMs={nowMs} onClose={close} />}
    </div>
  );
}

/** The same object while it says the same, so that nothing is asked for again. */
function useStillWindow(next: TimeWindow): TimeWindow {
  const [window, setWindow] = useState(next);
  if (window.fromMs === next.fromMs && window.toMs === next.toMs) return window;
  setWindow(next);
  return next;
}
