import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatMoment } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { FailureCard } from './FailureCard.tsx';
import type { FirstFailure, FirstFailures } from './use-first-failures.ts';
import styles from './Failures.module.css';

interface ListProps {
  readonly failures: FirstFailures;
  readonly nowMs: number;
  readonly onRetry: () => void;
}

/** Failures that no other explains, and what keeps them from being shown. */
export function FirstFailuresList({ failures, nowMs, onRetry }: ListProps): React.ReactNode {
  return (
    <>
      {failures.error && (
        <ErrorNote {...shownBeside(failures.error, failures.isLoaded)} requestId={requestIdOf(failures.error)} onRetry={onRetry}>
          <Trans>What failed first could not be loaded.</Trans>
        </ErrorNote>
      )}
      <OpenList failures={failures} nowMs={nowMs} />
    </>
  );
}

/** The earliest open, those after it a line each. */
function OpenList({ failures, nowMs }: Omit<ListProps, 'onRetry'>): React.ReactNode {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const justOpened = useRef<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  // The button that had the focus is gone: what it opened has it.
  useEffect(() => {
    if (justOpened.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-failure="${CSS.escape(justOpened.current)}"] [data-open]`)?.focus();
    justOpened.current = null;
  }, [opened]);
  const [first, ...others] = failures.nodes;
  if (!first) return null;
  return (
    <section className={styles['failures']} aria-labelledby="first-failures">
      <ListTitle failures={failures} />
      <ul className={styles['list']} ref={list}>
        <li data-failure={first.run?.id}>
          <FailureCard failure={first} nowMs={nowMs} />
        </li>
        {others.map((failure) => (
          <li key={failure.run?.id ?? failure.at} data-failure={failure.run?.id}>
            {opened.has(failure.run?.id ?? '') ? (
              <FailureCard failure={failure} nowMs={nowMs} />
            ) : (
              <FailureLine
                failure={failure}
                nowMs={nowMs}
                onOpen={() => {
                  setOpened((before) => new Set([...before, failure.run?.id ?? '']));
                  justOpened.current = failure.run?.id ?? null;
                }}
              />
            )}
          </li>
        ))}
      </ul>
      {failures.hasMore && (
        <Button kind="quiet" onClick={failures.loadMore}>
          <Trans>Show later failures</Trans>
        </Button>
      )}
      {failures.truncated && (
        <p className={styles['note']}>
          <Trans>More went wrong in this time than was looked at. Choose less time to see all of it.</Trans>
        </p>
      )}
    </section>
  );
}

function ListTitle({ failures: { failedCount, newer, showNewer } }: { readonly failures: FirstFailures }): React.ReactNode {
  return (
    <header className={styles['title']}>
      <h2 id="first-failures">
        <Trans>What failed first</Trans>
      </h2>
      <span>
        <Plural
          value={failedCount}
          one="# failed run, each in this list or folded under what explains it"
          other="# failed runs, each in this list or folded under what explains it"
        />
      </span>
      {newer > 0 && (
        <Button onClick={showNewer}>
          <Plural value={newer} one="# new failure: show it" other="# new failures: show them" />
        </Button>
      )}
    </header>
  );
}

function FailureLine({
  failure,
  nowMs,
  onOpen,
}: {
  readonly failure: FirstFailure;
  readonly nowMs: number;
  readonly onOpen: () => void;
}): React.ReactNode {
  const { t } = useLingui();
  const { run, kind, at, consequences } = failure;
  if (!run) return null;
  const message = (run.failure?.error ?? run.error)?.message.split('\n')[0];
  return (
    <div className={styles['line']}>
      <StatusGlyph status={kind === 'FAILED' ? 'failed' : kind === 'LATE' ? 'late' : 'aborted'} />
      <Link to="/runs/$id" params={{ id: run.id }} data-open>
        <Name most={44}>{run.job?.name ?? run.id}</Name>
      </Link>
      <span className={styles['message']}>{message}</span>
      {consequences.totalCount > 0 && (
        <span className={styles['count']}>
          <Plural value={consequences.totalCount} one="+ # run" other="+ # runs" />
        </span>
      )}
      <time dateTime={at}>{formatMoment(at, nowMs)}</time>
      <Button kind="quiet" onClick={onOpen} aria-label={t`Show more of ${run.job?.name ?? run.id}`}>
        <Trans>Show</Trans>
      </Button>
    </div>
  );
}
