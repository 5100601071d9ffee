import { Trans } from '@lingui/react/macro';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { useLive } from '../../client/live-context.ts';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import { DatasetPageRunsDocument, DatasetPageRunUpdatedDocument } from '../../generated/graphql/graphql.ts';
import { RunLine } from '../../features/lineage-inspector/RunLine.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import styles from './Dataset.module.css';

/** The runs that wrote and read it last; they change in place as they go on. */
export function RunsSection({ id }: { readonly id: string }): React.ReactNode {
  const [{ data, error }, ask] = useQuery({ query: DatasetPageRunsDocument, variables: { id } });
  const runs = data?.dataset;
  useRunChanges(id, runs?.writtenBy?.cursor, () => ask({ requestPolicy: 'network-only' }));
  return (
    <>
      {error && (
        <ErrorNote
          onRetry={() => ask({ requestPolicy: 'network-only' })}
          {...shownBeside(error, runs !== undefined)}
          requestId={requestIdOf(error)}
        >
          <Trans>The runs could not be read.</Trans>
        </ErrorNote>
      )}
      {!runs && !error && <SkeletonRows rows={6} height={33} />}
      {runs && (
        <div className={styles['two']}>
          <section>
            <h2>
              <Trans>Written by</Trans>
            </h2>
            {runs.writtenBy?.nodes.map((run) => (
              <RunLine key={run.id} run={run} hasJob />
            ))}
            {!runs.writtenBy?.nodes.length && <None />}
          </section>
          <section>
            <h2>
              <Trans>Read by</Trans>
            </h2>
            {runs.readBy?.nodes.map((run) => (
              <RunLine key={run.id} run={run} hasJob />
            ))}
            {!runs.readBy?.nodes.length && <None />}
          </section>
        </div>
      )}
    </>
  );
}

function None(): React.ReactNode {
  return (
    <p className={styles['quiet']}>
      <Trans>No run is known.</Trans>
    </p>
  );
}

/** Asks again when a run that touches the dataset has changed, at most every two seconds. */
function useRunChanges(id: string, cursor: string | undefined, onChange: () => void): void {
  const live = useLive();
  useEffect(() => {
    if (cursor === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        onChange();
      }, 2_000);
    };
    const filter = { or: [{ outputId: { eq: id } }, { inputId: { eq: id } }] };
    const end = live.subscribe(
      DatasetPageRunUpdatedDocument,
      { filter, after: cursor },
      { onEvent: soon, onResync: soon, onError: () => undefined },
    );
    return () => {
      clearTimeout(timer);
      end();
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asking again is the same whatever the render
  }, [live, id, cursor]);
}
