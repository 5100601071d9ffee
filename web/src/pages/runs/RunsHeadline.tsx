import { Trans } from '@lingui/react/macro';
import type { RunLanes } from '../../features/run-timeline/use-run-lanes.ts';
import type { RunRange } from '../../address/runs-address.ts';
import { Sentence } from '../../ui/Sentence.tsx';
import { runsSentence, runsSummary } from './runs-sentence.ts';
import type { FirstFailures } from './use-first-failures.ts';
import styles from './RunsPage.module.css';

export interface RunsHeadlineProps {
  readonly failures: FirstFailures;
  readonly lanes: RunLanes;
  readonly range: RunRange;
  readonly nowMs: number;
}

/** The answer before any chart: what failed first, and how much ran. */
export function RunsHeadline({ failures, lanes, range, nowMs }: RunsHeadlineProps): React.ReactNode {
  const { first } = failures;
  const facts = {
    first: first?.run
      ? { job: first.run.job?.name ?? first.run.id, at: first.at, kind: first.kind, consequences: first.consequences.totalCount }
      : null,
    unexplained: failures.totalCount,
  };
  return (
    <header className={styles['headline']}>
      <h1>
        {failures.isLoaded ? (
          <Sentence>{runsSentence(facts, nowMs)}</Sentence>
        ) : failures.error ? (
          <Trans>Runs</Trans>
        ) : (
          <Trans>Looking at what ran…</Trans>
        )}
      </h1>
      <p>{lanes.lanes.length === 0 && lanes.isLoading ? '\u00A0' : runsSummary(lanes.lanes, range, lanes.hasMore)}</p>
    </header>
  );
}
