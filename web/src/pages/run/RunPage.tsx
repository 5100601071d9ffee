import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { runIdOf } from '../../address/run-address.ts';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import { FacetsPanel } from '../../features/facets/FacetsPanel.tsx';
import { CompareWith } from '../../features/run-comparison/CompareWith.tsx';
import { RunComparisonPanel } from '../../features/run-comparison/RunComparisonPanel.tsx';
import { RunGlance } from '../../features/run-timeline/RunGlance.tsx';
import { Waterfall } from '../../features/waterfall/Waterfall.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Name } from '../../ui/Name.tsx';
import { useNow } from '../../ui/use-now.ts';
import { RunError } from './RunError.tsx';
import { RunHeader } from './RunHeader.tsx';
import { RunInOut } from './RunInOut.tsx';
import { UnknownRun } from './UnknownRun.tsx';
import { useRunKeys } from './use-run-keys.ts';
import { useRunAddress } from './use-run-address.ts';
import { useRunPage, type PageRun, type RunOfPage } from './use-run-page.ts';
import styles from './RunPage.module.css';

/** One run: how it stands, its error, its steps, what it read and wrote, and what differs from the last success. */
export function RunPage(): React.ReactNode {
  const { id: path = '' } = useParams({ strict: false });
  const [address] = useRunAddress();
  const id = address.attempt ?? runIdOf(path) ?? path;
  const page = useRunPage(id);
  if (page.run) return <KnownRun page={page} run={page.run} />;
  return (
    <div className={styles['main']}>
      {page.error ? (
        <>
          <h1>
            <Trans>This run could not be loaded.</Trans>
          </h1>
          <ErrorNote requestId={requestIdOf(page.error)} onRetry={page.reload}>
            <Name>{id}</Name>
          </ErrorNote>
        </>
      ) : (
        <UnknownRun id={id} isLoaded={page.isLoaded} />
      )}
    </div>
  );
}

function KnownRun({ page, run }: { readonly page: RunOfPage; readonly run: PageRun }): React.ReactNode {
  const [address, change] = useRunAddress();
  const nowMs = useNow(1_000);
  const closeStep = (): void => change({ step: null });
  useRunKeys(closeStep);
  const isLive = run.state === 'RUNNING' || page.steps.some(({ state }) => state === 'RUNNING');
  const clockMs = run.startedAt && isLive ? nowMs - Date.parse(run.startedAt) : 0;
  const time = useMemo(() => ({ durationMs: run.durationMs ?? null, nowMs: clockMs }), [run.durationMs, clockMs]);
  return (
    <div className={styles['page']}>
      <div className={styles['main']}>
        {page.error && (
          <ErrorNote {...shownBeside(page.error, true)} requestId={requestIdOf(page.error)} onRetry={page.reload}>
            {page.error.networkError ? (
              <Trans>The run could not be loaded again.</Trans>
            ) : (
              <Trans>A part of the run could not be read.</Trans>
            )}
          </ErrorNote>
        )}
        <RunHeader run={run} steps={page.steps} isWhole={!page.error && !page.stepsError && !page.isTruncated} nowMs={nowMs} />
        <RunError run={run} />
        <Steps page={page} time={time} />
      </div>
      {address.step === null ? (
        <RunSide page={page} run={run} nowMs={nowMs} />
      ) : (
        <RunGlance runId={address.step} nowMs={nowMs} onClose={closeStep} />
      )}
    </div>
  );
}

interface StepsProps {
  readonly page: RunOfPage;
  readonly time: { readonly durationMs: number | null; readonly nowMs: number };
}

/** What ran below it; when that could not be read, not as if there were none. */
function Steps({ page: { steps, stepsError, isTruncated, reload }, time }: StepsProps): React.ReactNode {
  const [address, change] = useRunAddress();
  return (
    <>
      {stepsError && (
        <ErrorNote isPartial={steps.length > 0} requestId={requestIdOf(stepsError)} onRetry={reload}>
          <Trans>The steps could not be read.</Trans>
        </ErrorNote>
      )}
      {steps.length > 0 && (
        <Waterfall
          steps={steps}
          time={time}
          mode={address.mode}
          onMode={(mode) => change({ mode })}
          selected={address.step}
          onSelect={(step) => change({ step: step === address.step ? null : step })}
          isTruncated={isTruncated}
        />
      )}
      {steps.length === 0 && !stepsError && (
        <p className={styles['quiet']}>
          <Trans>No steps were told under this run.</Trans>
        </p>
      )}
    </>
  );
}

function RunSide({ page, run, nowMs }: { readonly page: RunOfPage; readonly run: PageRun; readonly nowMs: number }): React.ReactNode {
  const { t } = useLingui();
  const [address, change] = useRunAddress();
  return (
    <aside id="inspector" className={styles['side']} tabIndex={-1} aria-label={t`About this run`}>
      <RunComparisonPanel runId={run.id} otherId={address.vs} nowMs={nowMs} key={`${run.id} ${run.state}`}>
        {run.job && <CompareWith runId={run.id} jobId={run.job.id} otherId={address.vs} nowMs={nowMs} onChange={(vs) => change({ vs })} />}
      </RunComparisonPanel>
      <RunInOut runId={run.id} endedAt={run.endedAt ?? null} version={page.version} />
      <section>
        <h2>
          <Trans>Facets</Trans>
        </h2>
        <FacetsPanel facets={run.facets ?? []} total={run.facetCount ?? 0} />
      </section>
    </aside>
  );
}
