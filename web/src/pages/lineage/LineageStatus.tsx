import { Trans } from '@lingui/react/macro';
import { Link, useParams } from '@tanstack/react-router';
import { requestIdOf } from '../../client/request-id.ts';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Name } from '../../ui/Name.tsx';
import { GraphSkeleton } from './GraphSkeleton.tsx';
import { SubjectSearch } from './SubjectSearch.tsx';
import type { LineagePageProps } from './page-props.ts';
import styles from './LineageStatus.module.css';

/** Why there is no graph, and what to do. */
export function LineageStatus({ graph }: LineagePageProps): React.ReactNode {
  const { id } = useParams({ from: '/lineage/$id/{-$slug}' });
  const { status, failure } = graph.state;
  if (status === 'loading' || status === 'ready') return <GraphSkeleton />;
  return (
    <div className={styles['status']}>
      {status === 'failed' ? (
        <ErrorNote requestId={requestIdOf(failure?.error)} onRetry={() => graph.actions.reload()}>
          <Trans>The graph could not be loaded.</Trans>
        </ErrorNote>
      ) : (
        <EmptyNote title={<Trans>There is no dataset or job with this id</Trans>}>
          <p>
            <Name most={60}>{id}</Name>
          </p>
          <p>
            {status === 'not-found' ? (
              <Trans>Perhaps nobody has named it yet, or you may not see it. As soon as an event names it, it appears here.</Trans>
            ) : (
              <Trans>An id of the hub does not look like this. Perhaps the address was cut off.</Trans>
            )}
          </p>
          <SubjectSearch />
          <p>
            <Link to="/lineage">
              <Trans>See what changed last</Trans>
            </Link>
          </p>
        </EmptyNote>
      )}
    </div>
  );
}
