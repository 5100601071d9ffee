import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import type { GraphTopology } from '../../features/lineage-graph/model.ts';
import { pathEntry } from '../../features/lineage-graph/lineage-actions.ts';
import { missingOnPath } from '../../features/lineage-graph/path-part.ts';
import { useColumnPath } from '../../features/lineage-graph/use-graph-store.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import type { LineagePageProps } from './page-props.ts';
import styles from './LineageNotices.module.css';

/** What is left out of the picture, and why; what could not be loaded. */
export function LineageNotices(page: LineagePageProps & { readonly topology: GraphTopology }): React.ReactNode {
  const { graph, topology } = page;
  const { failure, failedEntries, isStale } = graph.state;
  const failed = failure ?? [...failedEntries.values()].find(({ kind }) => kind === 'failed');
  return (
    <>
      {failed && (
        <ErrorNote
          {...shownBeside(failed.error, failure !== null)}
          requestId={requestIdOf(failed.error)}
          onRetry={() => graph.actions.reload()}
        >
          {failure ? <Trans>The graph could not be loaded again.</Trans> : <Trans>Part of what you opened could not be loaded.</Trans>}
        </ErrorNote>
      )}
      {isStale && (
        <Notice action={<Trans>Load again</Trans>} onAction={() => graph.actions.reload()}>
          <Trans>The hub no longer tells what changes here.</Trans>
        </Notice>
      )}
      <FilteredOut {...page} />
      {failedEntries.get(pathEntry)?.kind === 'not-found' && (
        <Notice action={<Trans>Stop tracing</Trans>} onAction={() => page.change({ col: null, to: null })}>
          <Trans>The dataset has no such column, so nothing can be traced.</Trans>
        </Notice>
      )}
      <PathRest {...page} />
      {topology.truncated && !(graph.isTooLarge && page.view === 'graph') && (
        <Notice>
          <Trans>Not everything within these hops is shown: a limit has left something out.</Trans>
        </Notice>
      )}
    </>
  );
}

function FilteredOut({ graph, topology, address, change }: LineagePageProps & { readonly topology: GraphTopology }): React.ReactNode {
  const { t } = useLingui();
  const filteredOut = graph.drawing?.graph.filteredOut ?? 0;
  const isServerFiltered = address.tag.length > 0 || address.ns.length > 0;
  const isAlone = isServerFiltered ? topology.vertices.size === 1 : topology.vertices.size - filteredOut === 1;
  if (filteredOut === 0 && !(isServerFiltered && isAlone)) return null;
  const names = [
    ...(address.q === null ? [] : [t`the name`]),
    ...(address.state.length === 0 ? [] : [t`the last run`]),
    ...(address.tag.length === 0 ? [] : [t`the tag`]),
    ...(address.ns.length === 0 ? [] : [t`the namespace`]),
  ];
  const filters = new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
  return (
    <Notice action={<Trans>Clear filters</Trans>} onAction={() => change({ q: null, state: [], tag: [], ns: [] })}>
      {isAlone ? (
        <Trans>Nothing but the subject passes the filter by {filters}.</Trans>
      ) : (
        <Plural
          value={filteredOut}
          one={`The filter by ${filters} hides # dataset or job.`}
          other={`The filter by ${filters} hides # datasets and jobs.`}
        />
      )}{' '}
      {isAlone && filteredOut > 0 && <Plural value={filteredOut} one="It hides # dataset or job." other="It hides # datasets and jobs." />}
    </Notice>
  );
}

function PathRest({ graph, topology, address }: LineagePageProps & { readonly topology: GraphTopology }): React.ReactNode {
  const path = useColumnPath(graph.store);
  if (address.col !== null && path && path.steps.length === 0) {
    return (
      <Notice>
        {address.to === null ? (
          <Trans>No event reports where this column comes from or goes to.</Trans>
        ) : (
          <Trans>No path leads from one of these columns to the other.</Trans>
        )}
      </Notice>
    );
  }
  const missing = path ? missingOnPath(path, topology.vertices) : 0;
  if (address.col === null || missing === 0 || address.open.includes(pathEntry)) return null;
  return (
    <Notice action={<Trans>Load the rest of this path</Trans>} onAction={() => graph.actions.loadRest()}>
      <Plural
        value={missing}
        one="The traced path runs through # more that is not shown."
        other="The traced path runs through # more that are not shown."
      />
    </Notice>
  );
}

function Notice({
  children,
  action,
  onAction,
}: {
  readonly children: React.ReactNode;
  readonly action?: React.ReactNode;
  readonly onAction?: () => void;
}): React.ReactNode {
  return (
    <div className={styles['notice']} role="status">
      <p>{children}</p>
      {action && <Button onClick={onAction}>{action}</Button>}
    </div>
  );
}
