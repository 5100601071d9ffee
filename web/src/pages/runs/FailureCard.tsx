import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { CopyBlastRadius } from '../../features/blast-radius/CopyBlastRadius.tsx';
import { formatDuration, formatMoment } from '../../ui/format.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import { ErrorWords } from '../../ui/ErrorWords.tsx';
import { Name } from '../../ui/Name.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { Consequences } from './Consequences.tsx';
import type { FirstFailure } from './use-first-failures.ts';
import styles from './Failures.module.css';

interface CardProps {
  readonly failure: FirstFailure;
  readonly nowMs: number;
}

/** The failure everything begins with: its words, its last good run, what followed and what is affected. */
export function FailureCard({ failure, nowMs }: CardProps): React.ReactNode {
  const { run, kind, at, lastSuccess } = failure;
  if (!run) return null;
  const error = run.failure?.error ?? run.error;
  return (
    <article className={styles['card']} aria-label={run.job?.name ?? run.id}>
      <header>
        <StatusGlyph status={kind === 'FAILED' ? 'failed' : kind === 'LATE' ? 'late' : 'aborted'} size={16} />
        <h3>
          <Link to="/runs/$id" params={{ id: run.id }} data-open>
            <Name most={64}>{run.job?.name ?? run.id}</Name>
          </Link>
        </h3>
        <span className={styles['when']}>
          <FailureMoment failure={failure} nowMs={nowMs} />
        </span>
      </header>
      {error && <ErrorWords language={run.error?.programmingLanguage ?? null}>{error.message}</ErrorWords>}
      <BrokenRules failure={failure} />
      <p className={styles['lastGood']}>
        {lastSuccess?.endedAt ? (
          <Trans>
            Last good run{' '}
            <Link to="/runs/$id" params={{ id: lastSuccess.id }}>
              <time dateTime={lastSuccess.endedAt}>{formatMoment(lastSuccess.endedAt, nowMs)}</time>
            </Link>
            , {formatDuration(Date.parse(at) - Date.parse(lastSuccess.endedAt))} before.
          </Trans>
        ) : (
          <Trans>No good run of this job is known before it.</Trans>
        )}
      </p>
      <Consequences failure={failure} nowMs={nowMs} />
      <Affected failure={failure} />
    </article>
  );
}

function FailureMoment({ failure: { at, kind, run }, nowMs }: CardProps): React.ReactNode {
  const moment = <time dateTime={at}>{formatMoment(at, nowMs, { seconds: true })}</time>;
  const afterMs = run?.failure?.afterMs;
  const step = run?.failure?.step?.job?.name;
  if (kind === 'LATE') return <Trans>late since {moment}</Trans>;
  return (
    <>
      {kind === 'ABORTED' ? <Trans>stopped at {moment}</Trans> : <Trans>failed at {moment}</Trans>}
      {afterMs !== null && afterMs !== undefined && <Trans>, after {formatDuration(afterMs)}</Trans>}
      {step !== undefined && (
        <Trans>
          , in <Name>{step}</Name>
        </Trans>
      )}
    </>
  );
}

function BrokenRules({ failure: { run } }: { readonly failure: FirstFailure }): React.ReactNode {
  const broken = run?.failure?.brokenAssertions ?? [];
  if (broken.length === 0) return null;
  return (
    <ul className={styles['rules']}>
      {broken.slice(0, 5).map(({ assertion, dataset }, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a rule may be told twice
        <li key={place}>
          <Name>{`${dataset?.name ?? ''}${assertion.column ? `.${assertion.column}` : ''}`}</Name> <Trans>broke rule</Trans>{' '}
          <Name>{assertion.assertion}</Name>
          {assertion.actual && assertion.expected && (
            <Trans>
              : {assertion.actual}, should be {assertion.expected}
            </Trans>
          )}
        </li>
      ))}
    </ul>
  );
}

function Affected({ failure: { run, at, affectedDatasets, affectedJobs } }: { readonly failure: FirstFailure }): React.ReactNode {
  const left = affectedDatasets.totalCount - affectedDatasets.nodes.length;
  return (
    <footer className={styles['affected']}>
      <p>
        <strong>
          <Plural value={affectedDatasets.totalCount} one="# dataset" other="# datasets" />
        </strong>{' '}
        <Trans>and</Trans>{' '}
        <strong>
          <Plural value={affectedJobs.totalCount} one="# job" other="# jobs" />
        </strong>{' '}
        <Trans>affected</Trans>
        {affectedDatasets.nodes.length > 0 && ': '}
        {affectedDatasets.nodes.map(({ id, name }, place) => (
          <span key={id}>
            {place > 0 && ', '}
            <AppLink path={`/lineage/${encodeURIComponent(id)}`}>
              <Name most={40}>{name}</Name>
            </AppLink>
          </span>
        ))}
        {left > 0 && <Plural value={left} one=" and # more" other=" and # more" />}
      </p>
      {run?.job && <CopyBlastRadius runId={run.id} at={at} />}
    </footer>
  );
}
