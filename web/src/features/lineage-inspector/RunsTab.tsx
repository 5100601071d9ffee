import { Trans } from '@lingui/react/macro';
import { InspectorDatasetRunsDocument, InspectorJobRunsDocument, type InspectorRunFragment } from '../../generated/graphql/graphql.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import styles from './Inspector.module.css';
import { RunLine } from './RunLine.tsx';
import { Answer, Section } from './Section.tsx';
import { useAsked } from './use-asked.ts';

/** The runs that wrote and read a dataset last. */
export function DatasetRuns({ id }: { readonly id: string }): React.ReactNode {
  const asked = useAsked(InspectorDatasetRunsDocument, { id });
  return (
    <Answer asked={asked} of={(data) => data.dataset}>
      {({ writtenBy, readBy }) => (
        <>
          <Section title={<Trans>Written by</Trans>}>
            <RunList runs={writtenBy?.nodes} hasJob />
          </Section>
          <Section title={<Trans>Read by</Trans>}>
            <RunList runs={readBy?.nodes} hasJob />
          </Section>
          <AllRuns path={`/datasets/${encodeURIComponent(id)}?tab=runs`} />
        </>
      )}
    </Answer>
  );
}

/** The runs of a job, newest first. */
export function JobRuns({ id }: { readonly id: string }): React.ReactNode {
  const asked = useAsked(InspectorJobRunsDocument, { id });
  return (
    <Answer asked={asked} of={(data) => data.job}>
      {({ name, runs }) => (
        <>
          <Section title={<Trans>Runs</Trans>}>
            <RunList runs={runs?.nodes} hasJob={false} />
          </Section>
          <AllRuns path={`/runs?${new URLSearchParams({ view: 'table', range: '30d', job: name.slice(0, 200) })}`} />
        </>
      )}
    </Answer>
  );
}

/** Only the newest are listed here. */
function AllRuns({ path }: { readonly path: string }): React.ReactNode {
  return (
    <p className={styles['section']}>
      <AppLink path={path}>
        <Trans>Only the newest are listed: see more</Trans>
      </AppLink>
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
