import { Trans } from '@lingui/react/macro';
import { InspectorJobDocument, type InspectorJobQuery } from '../../generated/graphql/graphql.ts';
import { formatDuration, formatShare } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import { Description, Facts, Owners, TagList } from './Facts.tsx';
import styles from './Inspector.module.css';
import { RunLine } from './RunLine.tsx';
import { Answer, Section } from './Section.tsx';
import { useAsked } from './use-asked.ts';

type Found = NonNullable<InspectorJobQuery['job']>;

/** What a job does, how it usually goes, and how it went last. */
export function JobOverview({ id }: { readonly id: string }): React.ReactNode {
  const asked = useAsked(InspectorJobDocument, { id });
  return (
    <Answer asked={asked} of={(data) => data.job}>
      {(job) => (
        <>
          <Description {...job} />
          <Section title={<Trans>Latest run</Trans>}>
            {job.latestRun ? (
              <RunLine run={job.latestRun} hasJob={false} />
            ) : (
              <p className={styles['quiet']}>
                <Trans>No run is known.</Trans>
              </p>
            )}
            {job.latestRun?.error && (
              // Long messages scroll in their box, which keys have to reach.
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
              <p className={styles['error']} dir="auto" tabIndex={0}>
                {job.latestRun.error.message.slice(0, 600)}
              </p>
            )}
          </Section>
          <Usual job={job} />
          <Code job={job} />
          <Owners owners={job.owners} />
          <TagList tags={job.tags} />
          <Facts namespace={job.namespace.name} firstSeenAt={job.firstSeenAt} lastSeenAt={job.lastSeenAt} />
        </>
      )}
    </Answer>
  );
}

function Usual({ job: { medianDurationMs, successRate, lastSuccess, latestRun, type } }: { readonly job: Found }): React.ReactNode {
  const lastGood = lastSuccess && lastSuccess.id !== latestRun?.id ? lastSuccess : null;
  if ((medianDurationMs ?? successRate ?? type ?? lastGood ?? null) === null) return null;
  return (
    <Section title={<Trans>Usually</Trans>}>
      <dl className={styles['facts']}>
        {medianDurationMs !== null && medianDurationMs !== undefined && (
          <>
            <dt>
              <Trans>Takes</Trans>
            </dt>
            <dd>{formatDuration(medianDurationMs)}</dd>
          </>
        )}
        {successRate !== null && successRate !== undefined && (
          <>
            <dt>
              <Trans>Completes</Trans>
            </dt>
            <dd>{formatShare(successRate)}</dd>
          </>
        )}
        {type && (
          <>
            <dt>
              <Trans>Type</Trans>
            </dt>
            <dd>{[type.integration, type.jobType, type.processingType].filter(Boolean).join(' · ')}</dd>
          </>
        )}
      </dl>
      {lastGood && (
        <>
          <p className={styles['meta']}>
            <Trans>Last good run</Trans>
          </p>
          <RunLine run={lastGood} hasJob={false} />
        </>
      )}
    </Section>
  );
}

function Code({ job: { sql, sourceCodeLocation } }: { readonly job: Found }): React.ReactNode {
  if (!sql?.query && !sourceCodeLocation?.url) return null;
  return (
    <Section title={<Trans>Code</Trans>}>
      {sourceCodeLocation?.url && (
        <p>
          <Name most={44}>{sourceCodeLocation.url}</Name>
        </p>
      )}
      {sourceCodeLocation?.version && (
        <p className={styles['meta']}>
          <Trans>version</Trans> <Name most={16}>{sourceCodeLocation.version}</Name>
        </p>
      )}
      {sql?.query && (
        // Long queries scroll in their box, which keys have to reach.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className={`mono ${styles['code']}`} tabIndex={0}>
          {sql.query.slice(0, 20_000)}
        </pre>
      )}
    </Section>
  );
}
