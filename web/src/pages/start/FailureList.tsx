import { Plural, Trans } from '@lingui/react/macro';
import type { StartFailuresQuery } from '../../generated/graphql/graphql.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import { Name } from '../../ui/Name.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import styles from './Start.module.css';

type Failure = StartFailuresQuery['firstUnexplainedFailures']['nodes'][number];

/** What failed first: its words, when it last went well, and what waits behind it. */
export function FailureList({ failures }: { readonly failures: readonly Failure[] }): React.ReactNode {
  const unread = failures.filter(({ run }) => !run).length;
  return (
    <ul className={styles['failures']}>
      {failures.map((failure) => failure.run && <FailureRow key={failure.run.id} failure={failure} run={failure.run} />)}
      {unread > 0 && (
        <li>
          <p className={styles['meta']}>
            <Plural value={unread} one="# failure that could not be read" other="# failures that could not be read" />
          </p>
        </li>
      )}
    </ul>
  );
}

function FailureRow({ failure, run }: { readonly failure: Failure; readonly run: NonNullable<Failure['run']> }): React.ReactNode {
  const { kind, at, lastSuccess, affectedDatasets, affectedJobs } = failure;
  const error = run.failure?.error?.message ?? run.error?.message;
  const status = kind === 'FAILED' ? 'failed' : kind === 'LATE' ? 'late' : 'aborted';
  return (
    <li>
      <StatusGlyph status={status} size={16} />
      <div>
        <p className={styles['title']}>
          <AppLink path={`/runs/${encodeURIComponent(run.id)}`}>
            <Name most={56}>{run.job?.name ?? run.id}</Name>
          </AppLink>{' '}
          {kind === 'FAILED' && <Trans>failed</Trans>}
          {kind === 'LATE' && <Trans>is late</Trans>}
          {kind === 'ABORTED' && <Trans>was stopped</Trans>}
        </p>
        {error !== undefined && <p className={styles['error']}>{firstLine(error)}</p>}
        <p className={styles['meta']}>
          {lastSuccess?.endedAt ? (
            <Trans>
              Last good <RelativeTime at={lastSuccess.endedAt} />
            </Trans>
          ) : (
            <Trans>No good run known</Trans>
          )}
          {affectedDatasets.totalCount + affectedJobs.totalCount > 0 && (
            <>
              {' · '}
              <Trans>
                reaches <Plural value={affectedDatasets.totalCount} one="# dataset" other="# datasets" /> and{' '}
                <Plural value={affectedJobs.totalCount} one="# job" other="# jobs" />
              </Trans>
            </>
          )}
        </p>
      </div>
      <RelativeTime at={at} className={styles['when']} />
    </li>
  );
}

/** The first words of an error; the run has all of them. */
function firstLine(message: string): string {
  const line = message.split('\n').find((one) => one.trim() !== '') ?? message;
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
