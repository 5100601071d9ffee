import { useLingui } from '@lingui/react/macro';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { lineageSearch, slugOf } from '../../address/lineage-address.ts';
import { useLineageGraph } from '../../features/lineage-graph/use-lineage-graph.ts';
import { useTopology } from '../../features/lineage-graph/use-graph-store.ts';
import { rememberRecent } from '../../features/omnibox/recents.ts';
import { usePageTitle } from '../../ui/page-title.ts';
import { useMedia } from '../../ui/use-media.ts';
import { InspectorColumn, InspectorToggle } from './InspectorColumn.tsx';
import { LineageNews } from './LineageNews.tsx';
import { LineageNotices } from './LineageNotices.tsx';
import { LineageSentence } from './LineageSentence.tsx';
import { LineageStatus } from './LineageStatus.tsx';
import { LineageToolbar } from './LineageToolbar.tsx';
import { LineageViews } from './LineageViews.tsx';
import { useInspectorPlace } from './use-inspector-place.ts';
import { useLineageAddress } from './use-lineage-address.ts';
import styles from './LineagePage.module.css';

/** The Lineage Explorer: where the data of one dataset or job comes from, and where it goes. */
export function LineagePage(): React.ReactNode {
  const { id, slug } = useParams({ from: '/lineage/$id/{-$slug}' });
  const { address, change } = useLineageAddress();
  const graph = useLineageGraph(id, address, change);
  const topology = useTopology(graph.store);
  const subject = topology?.vertices.get(topology.rootId);
  const name = subject?.name ?? '';
  const { t } = useLingui();
  const isNarrow = useMedia('(max-width: 899px)');
  const view = address.view ?? (isNarrow ? 'tree' : 'graph');
  usePageTitle(name === '' ? t`Lineage` : name, name === '' ? [] : [{ text: name, isName: true }]);
  useSlug(id, slug, subject);
  const makeSubject = useMakeSubject();
  const actions = useMemo(() => ({ ...graph.actions, makeSubject }), [graph.actions, makeSubject]);
  const place = useInspectorPlace(address, change, topology !== null);
  const page = { graph: { ...graph, actions }, address, change, view };
  return (
    <div className={styles['page']}>
      <h1 className="visually-hidden">{name === '' ? t`Lineage` : t`Lineage of ${name}`}</h1>
      {(topology || graph.state.status === 'loading') && <LineageToolbar {...page} end={topology && <InspectorToggle place={place} />} />}
      {topology && <LineageSentence {...page} topology={topology} />}
      {topology && <LineageNotices {...page} topology={topology} />}
      <div className={styles['stage']}>
        {topology ? <LineageViews {...page} topology={topology} /> : <LineageStatus {...page} />}
        {topology && <InspectorColumn {...page} topology={topology} place={place} />}
      </div>
      <LineageNews store={graph.store} />
      {graph.state.isRefreshing && topology && <div className={styles['progress']} />}
    </div>
  );
}

/** The readable part of the address follows the name; a subject that was looked at is offered again. */
function useSlug(id: string, slug: string | undefined, subject: { id: string; name: string; kind: string } | undefined): void {
  const navigate = useNavigate();
  const name = subject?.name;
  const kind = subject?.kind;
  useEffect(() => {
    if (name === undefined) return;
    const right = slugOf(name);
    rememberRecent({
      path: `/lineage/${encodeURIComponent(id)}/${encodeURIComponent(right)}`,
      name,
      kind: kind === 'JOB' ? 'job' : 'dataset',
    });
    if (slug !== right) void navigate({ to: '/lineage/$id/{-$slug}', params: { id, slug: right }, search: true as never, replace: true });
  }, [navigate, id, slug, name, kind]);
}

/** Another subject keeps how the graph is looked at, and drops what was about the old one. */
function useMakeSubject(): (id: string) => void {
  const navigate = useNavigate();
  const { address } = useLineageAddress();
  const latest = useRef(address);
  useEffect(() => {
    latest.current = address;
  });
  return useCallback(
    (id) => {
      const { up, down, level, group, tag, ns, at, view } = latest.current;
      const search = lineageSearch({ up, down, level, group, tag, ns, at, view });
      void navigate({ to: '/lineage/$id/{-$slug}', params: { id, slug: undefined }, search: search as never });
    },
    [navigate],
  );
}
