import { Trans, useLingui } from '@lingui/react/macro';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import { openSearch } from '../../features/omnibox/open-search.ts';
import type { StartChangesQuery, StartFailuresQuery } from '../../generated/graphql/graphql.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { ChangeList } from './ChangeList.tsx';
import { FailureList } from './FailureList.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import { startHeadline, startSummary } from './start-words.ts';
import styles from './Start.module.css';
import { useStart } from './use-start.ts';

/** What needs me now, and where do I find the rest. */
export function StartPage(): React.ReactNode {
  const { t } = useLingui();
  const { failures, changes, retry } = useStart();
  const found = useLast(failures.data?.firstUnexplainedFailures);
  const changed = useLast(changes.data?.recentChanges);
  const error = failures.error ?? changes.error;
  const isEmpty = found !== undefined && changed?.nodes.length === 0 && found.failedCount === 0;
  const counts = found && { unexplained: found.totalCount, failed: found.failedCount };
  usePageTitle(t`Start`);
  return (
    <div className={styles['page']}>
      <header>
        <h1>{isEmpty ? <Trans>This hub has not been told anything yet.</Trans> : counts ? startHeadline(counts) : <Trans>Start</Trans>}</h1>
        <p>
          {isEmpty ? <Trans>It shows what pipelines report. Three ways to begin:</Trans> : counts && startSummary(counts, found.truncated)}
        </p>
        <SearchField />
      </header>
      {error && (
        <ErrorNote onRetry={retry} {...shownBeside(error, (failures.error ? found : changed) !== undefined)} requestId={requestIdOf(error)}>
          {failures.error && changes.error && <Trans>The hub did not answer what failed and what changed.</Trans>}
          {failures.error && !changes.error && <Trans>The hub did not answer what failed.</Trans>}
          {changes.error && !failures.error && <Trans>The hub did not answer what changed.</Trans>}
        </ErrorNote>
      )}
      {isEmpty ? (
        <>
          <FirstSteps />
          <p>
            <Trans>
              Then <AppLink path="/lineage">see it in lineage</AppLink>. This page changes by itself when the first event arrives.
            </Trans>
          </p>
        </>
      ) : (
        <Columns found={found} changed={changed} isLoading={{ found: !failures.error, changed: !changes.error }} />
      )}
    </div>
  );
}

/** What failed beside what changed. */
function Columns({
  found,
  changed,
  isLoading,
}: {
  readonly found: StartFailuresQuery['firstUnexplainedFailures'] | undefined;
  readonly changed: StartChangesQuery['recentChanges'] | undefined;
  /** What may still come; not what the hub did not answer. */
  readonly isLoading: { readonly found: boolean; readonly changed: boolean };
}): React.ReactNode {
  return (
    <div className={styles['columns']}>
      <section aria-labelledby="failed">
        <h2 id="failed">
          <Trans>What failed, and nothing explains</Trans>
        </h2>
        {!found && (isLoading.found ? <SkeletonRows rows={3} height={64} /> : <Unanswered />)}
        {found && found.nodes.length > 0 && <FailureList failures={found.nodes} />}
        {found?.nodes.length === 0 && (
          <EmptyNote title={<Trans>Nothing.</Trans>}>
            <Trans>Runs of the last day have completed, are running, or failed because of another that is not of today.</Trans>
          </EmptyNote>
        )}
        <p className={styles['more']}>
          <AppLink path="/runs">
            <Trans>All runs</Trans>
          </AppLink>
        </p>
      </section>
      <section aria-labelledby="changed">
        <h2 id="changed">
          <Trans>What changed last</Trans>
        </h2>
        {!changed && (isLoading.changed ? <SkeletonRows rows={8} height={33} /> : <Unanswered />)}
        {changed && <ChangeList changes={changed.nodes} />}
      </section>
    </div>
  );
}

/** In the place of what is not there; why stands above. */
function Unanswered(): React.ReactNode {
  return (
    <p className={styles['more']}>
      <Trans>The hub did not answer this.</Trans>
    </p>
  );
}

/** The field that opens the search over everything. */
function SearchField(): React.ReactNode {
  return (
    <button type="button" className={styles['search']} onClick={openSearch}>
      <Search size={18} aria-hidden />
      <Trans>Search datasets, jobs, columns and runs by a part of their name</Trans>
    </button>
  );
}

/** What was there last, while the next is on its way. */
function useLast<Value>(value: Value | undefined): Value | undefined {
  const [last, setLast] = useState(value);
  if (value !== undefined && value !== last) setLast(value);
  return value ?? last;
}
