import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { InspectorDatasetRunsDocument, InspectorJobRunsDocument, type InspectorRunFragment } from '../../generated/graphql/graphql.ts';
import styles from './Inspector.module.css';
import { RunLine } from './RunLine.tsx';
import { Answer, Section } from './Section.tsx';

/** The runs that wrote and read a dataset last. */
export function DatasetRuns({ id }: { readonly id: string }): React.ReactNode {
  const [{ data, error }, ask] = useQuery({ query: InspectorDatasetRunsDocument, variables: { id } });
  return (
    <Answer data={data?.dataset} error={error} onRetry={() => ask({ requestPolicy: 'network-only' })}>
      {({ writtenBy, readBy }) => (
        <>
          <Section title={<Trans>Written by</Trans>}>
            <RunList runs={writtenBy?.nodes ?? []} hasJob />
          </Section>
          <Section title={<Trans>Read by</Trans>}>
            <RunList runs={readBy?.nodes ?? []} hasJob />
          </Section>
        </>
      )}
    </Answer>
  );
}

/** The runs of a job, newest first. */
export function JobRuns({ id }: { readonly id: string }): React.ReactNode {
  const [{ data, error }, ask] = useQuery({ query: InspectorJobRunsDocument, variables: { id } });
  return (
    <Answer data={data?.job} error={error} onRetry={() => ask({ requestPolicy: 'network-only' })}>
      {({ runs }) => (
        <Section title={<Trans>Runs</Trans>}>
          <RunList runs={runs?.nodes ?? []} hasJob={false} />
        </Section>
      )}
    </Answer>
  );
}

function RunList({ runs, hasJob }: { readonly runs: readonly InspectorRunFragment[]; readonly hasJob: boolean }): React.ReactNode {
  if (runs.length === 0)
    return (
      <p className={styles['quiet']}>
        <Trans>No run is known.</Trans>
      </p>
    );
  return runs.map((run) => <RunLine key={run.id} run={run} hasJob={hasJob} />);
}
