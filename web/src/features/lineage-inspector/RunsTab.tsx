import { Trans } from '@lingui/react/macro';
import { InspectorDatasetRunsDocument, InspectorJobRunsDocument, type InspectorRunFragment } from '../../generated/graphql/graphql.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import styles from './Inspector.module.css';
import { RunLine } from './RunLine.tsx';
import { Answer, Section } from './Section.tsx';
import { useAsked } from './use-asked.ts';

/**
 * The runs that wrote and read a dataset last. What the cache knows of it without them is no answer yet; they are missing
 * from an answer only where an error says so.
 */
export function DatasetRuns({ id }: { readonly id: string }): React.ReactNode {
  const asked = useAsked(InspectorDatasetRunsDocument, { id });
  const { error } = asked[0];
  return (
    <Answer asked={asked} of={({ dataset }) => (error || (dataset?.writtenBy && dataset.readBy) ? dataset : null)}>
      {({ writtenBy, readBy }) => (
        <>
          <Section title={<Trans>Written by</Trans>}>
            <RunList runs={writtenBy?.nodes} hasJob />
          </Section>
          <Section title={<Trans>Read by</Trans>}>
            <RunList runs={readBy?.nodes} hasJob />
          </Section>
          <More path={`/datasets/${encodeURIComponent(id)}?tab=runs`}>
            <Trans>See all its runs</Trans>
          </More>
        </>
      )}
    </Answer>
  );
}

/** The runs of a job, newest first. */
export function JobRuns({ id }: { readonly id: string }): React.ReactNode {
  const asked = useAsked(InspectorJobRunsDocument, { id });
  const { error } = asked[0];
  return (
    <Answer asked={asked} of={({ job }) => (error || job?.runs ? job : null)}>
      {({ name, runs }) => (
        <>
          <Section title={<Trans>Runs</Trans>}>
            <RunList runs={runs?.nodes} hasJob={false} />
          </Section>
          <More path={`/runs?${new URLSearchParams({ view: 'table', range: '30d', job: name.slice(0, 200) })}`}>
            <Trans>See its runs of the last 30 days</Trans>
          </More>
        </>
      )}
    </Answer>
  );
}

/** Only the newest are listed here. */
function More({ path, children }: { readonly path: string; readonly children: React.ReactNode }): React.ReactNode {
  return (
    <p className={styles['section']}>
      <AppLink path={path}>{children}</AppLink>
    </p>
  );
}

/** Nothing at all for runs that could not be read, which an error says. */
function RunList({
  runs,
  hasJob,
}: {
  readonly runs: readonly InspectorRunFragment[] | undefined;
  readonly hasJob: boolean;
}): React.ReactNode {
  if (!runs) return null;
  if (runs.length === 0)
    return (
      <p className={styles['quiet']}>
        <Trans>No run is known.</Trans>
      </p>
    );
  return runs.map((run) => <RunLine key={run.id} run={run} hasJob={hasJob} />);
}
