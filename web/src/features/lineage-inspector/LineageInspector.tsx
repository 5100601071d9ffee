import { Trans, useLingui } from '@lingui/react/macro';
import type { InspectorTab, LineageAddress } from '../../address/lineage-address.ts';
import type { GraphStore } from '../lineage-graph/graph-store.ts';
import { parseColumnRef } from '../lineage-graph/column-ref.ts';
import type { LineageActions } from '../lineage-graph/lineage-actions.ts';
import type { GraphTopology, GraphVertex } from '../lineage-graph/model.ts';
import { useCard, useColumnPath } from '../lineage-graph/use-graph-store.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Inspector } from '../../ui/Inspector.tsx';
import { Name } from '../../ui/Name.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { stateWords, statusOf } from '../lineage-canvas/vertex-words.ts';
import { useNow } from '../../ui/use-now.ts';
import { ColumnsTab } from './ColumnsTab.tsx';
import { DatasetOverview } from './DatasetOverview.tsx';
import { EdgeDetail } from './EdgeDetail.tsx';
import { ImpactTab } from './ImpactTab.tsx';
import { DatasetFacets, JobFacets } from './FacetsTab.tsx';
import styles from './Inspector.module.css';
import { JobOverview } from './JobOverview.tsx';
import { DatasetRuns, JobRuns } from './RunsTab.tsx';
import { TraceList } from './TraceList.tsx';
import { Freshness } from './use-asked.ts';

export interface LineageInspectorProps {
  readonly store: GraphStore;
  readonly topology: GraphTopology;
  readonly address: LineageAddress;
  readonly onAddress: (change: Partial<LineageAddress>) => void;
  readonly actions: Pick<LineageActions, 'loadRest'> & { makeSubject(id: string): void };
  readonly onClose: () => void;
}

/** What is known of the selected vertex or edge; of the subject while nothing is selected. */
export function LineageInspector(props: LineageInspectorProps): React.ReactNode {
  const { t } = useLingui();
  const { topology, address, onAddress, onClose } = props;
  const edge = address.sel === null ? undefined : topology.edges.get(address.sel);
  const vertex = topology.vertices.get(address.sel ?? topology.rootId) ?? topology.vertices.get(topology.rootId);
  return (
    <Inspector label={t`Inspector`} onClose={onClose}>
      {edge ? (
        <EdgeDetail edge={edge} topology={topology} onSelect={(id) => onAddress({ sel: id })} />
      ) : (
        vertex && <VertexDetail key={vertex.id} {...props} vertex={vertex} />
      )}
    </Inspector>
  );
}

type VertexDetailProps = LineageInspectorProps & { readonly vertex: GraphVertex };

function VertexDetail(props: VertexDetailProps): React.ReactNode {
  const { t } = useLingui();
  const { store, vertex, address, onAddress, topology } = props;
  const path = useColumnPath(store);
  const isDataset = vertex.kind === 'DATASET';
  const tabs: readonly { readonly key: InspectorTab; readonly name: string }[] = [
    { key: 'overview', name: t`Overview` },
    ...(isDataset ? [{ key: 'columns' as const, name: t`Columns` }] : []),
    { key: 'impact', name: t`Impact` },
    { key: 'runs', name: t`Runs` },
    { key: 'facets', name: t`Facets` },
  ];
  const tab = tabs.find(({ key }) => key === address.tab)?.key ?? 'overview';
  return (
    <>
      <Header {...props} />
      <Tabs label={t`What to show of it`} tabs={tabs} selected={tab} onSelect={(next) => onAddress({ tab: next })}>
        {address.at !== null && tab !== 'impact' && <PresentNote />}
        {path && (tab === 'overview' || tab === 'columns') && (
          <TraceList path={path} topology={topology} onAddress={onAddress} actions={props.actions} />
        )}
        <Freshness value={useFreshness(props)}>
          <TabPanel {...props} tab={tab} />
        </Freshness>
      </Tabs>
    </>
  );
}

/** Only the graph and what a change reaches can be asked for as they were. */
function PresentNote(): React.ReactNode {
  return (
    <p className={styles['note']}>
      <Trans>The graph is as it was; what follows is as it is now.</Trans>
    </p>
  );
}

/** Another text whenever something has happened to the vertex, or its neighbourhood is another; null before that is known. */
function useFreshness({ store, vertex, topology }: VertexDetailProps): string | null {
  const card = useCard(store, vertex.id);
  if (!card || card.status === 'loading') return null;
  const { run } = card;
  return [run?.id, run?.state, run?.endedAt, topology.vertices.size, topology.edges.size].join(' ');
}

function TabPanel({
  vertex: { id, kind, name },
  tab,
  topology,
  address,
  onAddress,
}: VertexDetailProps & { readonly tab: InspectorTab }): React.ReactNode {
  if (tab === 'columns') return <ColumnsTab id={id} rootId={topology.rootId} address={address} onAddress={onAddress} />;
  if (tab === 'runs') return kind === 'DATASET' ? <DatasetRuns id={id} /> : <JobRuns id={id} />;
  if (tab === 'facets') return kind === 'DATASET' ? <DatasetFacets id={id} /> : <JobFacets id={id} />;
  if (tab === 'impact') {
    const traced = address.col === null ? null : parseColumnRef(topology.rootId, address.col);
    const column = traced?.datasetId === id ? traced.column : null;
    return <ImpactTab key={`${id} ${column ?? ''} ${address.at ?? ''}`} id={id} name={name} column={column} at={address.at} />;
  }
  return kind === 'DATASET' ? <DatasetOverview id={id} /> : <JobOverview id={id} />;
}

function Header({ store, vertex, topology, actions }: VertexDetailProps): React.ReactNode {
  const card = useCard(store, vertex.id);
  const now = useNow(10_000);
  const isDataset = vertex.kind === 'DATASET';
  const words = stateWords(vertex.kind, card, now);
  return (
    <header className={styles['header']}>
      <p className={styles['meta']}>{isDataset ? <Trans>Dataset</Trans> : <Trans>Job</Trans>}</p>
      <h2>
        <Name most={200} isWrapped>
          {vertex.name}
        </Name>
      </h2>
      <div className={styles['chips']}>
        {words !== '' && (
          <Chip>
            {card?.run && <StatusGlyph status={statusOf(card.run)} size={12} />} {words}
          </Chip>
        )}
        {card?.hasPii && (
          <Chip kind="pii">
            <Trans>PII</Trans>
          </Chip>
        )}
      </div>
      <div className={styles['actions']}>
        {vertex.id !== topology.rootId && (
          <Button onClick={() => actions.makeSubject(vertex.id)}>
            <Trans>Make it the subject</Trans>
          </Button>
        )}
        {isDataset && (
          <AppLink path={`/datasets/${encodeURIComponent(vertex.id)}`}>
            <Trans>Open the dataset</Trans>
          </AppLink>
        )}
        <CopyButton kind="quiet" text={vertex.id}>
          <Trans>Copy id</Trans>
        </CopyButton>
      </div>
    </header>
  );
}
