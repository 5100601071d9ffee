import { Trans, useLingui } from '@lingui/react/macro';
import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { LineageAddress } from '../../address/lineage-address.ts';
import { csvOf } from '../export/csv.ts';
import { download, fileName } from '../export/download.ts';
import { displayGraph } from '../lineage-graph/display-graph.ts';
import type { GraphStore } from '../lineage-graph/graph-store.ts';
import type { GraphTopology } from '../lineage-graph/model.ts';
import { useCards } from '../lineage-graph/use-cards.ts';
import { useColumnPath } from '../lineage-graph/use-graph-store.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { sortRows, type TableColumn, type TableSort } from '../../ui/table-model.ts';
import { useNow } from '../../ui/use-now.ts';
import { VirtualTable } from '../../ui/VirtualTable.tsx';
import { stepRows, useEdgeColumns, useStepColumns } from './edge-columns.tsx';
import styles from './LineageTable.module.css';
import { useVertexColumns } from './vertex-columns.tsx';
import { edgeRows, vertexRows } from './vertex-rows.ts';

export interface LineageTableProps {
  readonly store: GraphStore;
  readonly topology: GraphTopology;
  readonly address: LineageAddress;
  readonly onAddress: (change: Partial<LineageAddress>, how?: { readonly replace: boolean }) => void;
  /** Opens the graph of another vertex. */
  readonly onSubject: (id: string) => void;
}

type Part = 'vertices' | 'edges' | 'path';

/** The same set as the graph, as lists: vertices, edges, and the steps of the traced path. */
export function LineageTable(props: LineageTableProps): React.ReactNode {
  const { t } = useLingui();
  const path = useColumnPath(props.store);
  const [part, setPart] = useState<Part>('vertices');
  const shown = useShown(props);
  const parts = [
    { value: 'vertices' as const, label: t`Datasets and jobs` },
    { value: 'edges' as const, label: t`Edges` },
    ...(path ? [{ value: 'path' as const, label: t`Traced path` }] : []),
  ];
  const current = part === 'path' && !path ? 'vertices' : part;
  const list = { props, shown, head: <SegmentedControl label={t`What to list`} options={parts} value={current} onChange={setPart} /> };
  if (current === 'edges') return <EdgeList {...list} />;
  if (current === 'path' && path) return <StepList {...list} rows={stepRows(path, props.topology)} />;
  return <VertexList {...list} />;
}

type Shown = ReturnType<typeof useShown>;

/** What the filters leave, ungrouped. */
function useShown({ store, topology, address }: LineageTableProps) {
  const { state, q } = address;
  const ids = useMemo(() => [...topology.vertices.keys()], [topology]);
  const version = useCards(store, ids);
  return useMemo(
    () => displayGraph(topology, { group: 'none', open: [], shut: [], state, q }, (id) => store.card(id)),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the version stands for the cards, which are read from the store
    [topology, state, q, store, version],
  );
}

interface ListProps {
  readonly props: LineageTableProps;
  readonly shown: Shown;
  readonly head: React.ReactNode;
}

function VertexList({ props: { store, address, onAddress, onSubject, topology }, shown, head }: ListProps): React.ReactNode {
  const { t } = useLingui();
  const now = useNow(10_000);
  const columns = useVertexColumns(now);
  const rows = vertexRows(shown.vertices.values(), (id) => store.card(id), now);
  return (
    <List
      label={t`Datasets and jobs of this lineage`}
      file={[topology.vertices.get(topology.rootId)?.name ?? topology.rootId, 'lineage']}
      head={head}
      rows={rows}
      columns={columns}
      selected={address.sel}
      onSelect={(row) => onAddress({ sel: row.id }, { replace: true })}
      onOpen={(row) => onSubject(row.id)}
    />
  );
}

function EdgeList({ props: { address, onAddress, topology }, shown, head }: ListProps): React.ReactNode {
  const { t } = useLingui();
  const columns = useEdgeColumns(useNow(60_000));
  return (
    <List
      label={t`Edges of this lineage`}
      file={[topology.vertices.get(topology.rootId)?.name ?? topology.rootId, 'edges']}
      head={head}
      rows={edgeRows(topology, (id) => shown.vertices.has(id))}
      columns={columns}
      selected={address.sel}
      onSelect={(row) => onAddress({ sel: row.id }, { replace: true })}
    />
  );
}

function StepList({ props: { topology }, head, rows }: ListProps & { readonly rows: ReturnType<typeof stepRows> }): React.ReactNode {
  const { t } = useLingui();
  const [selected, setSelected] = useState<string | null>(null);
  return (
    <List
      label={t`Steps of the traced path`}
      file={[topology.vertices.get(topology.rootId)?.name ?? topology.rootId, 'path']}
      head={head}
      rows={rows}
      columns={useStepColumns()}
      selected={selected}
      onSelect={(row) => setSelected(row.id)}
    />
  );
}

interface ListOfProps<Row> {
  readonly label: string;
  readonly file: readonly string[];
  readonly head: React.ReactNode;
  readonly rows: readonly Row[];
  readonly columns: readonly TableColumn<Row>[];
  readonly selected: string | null;
  readonly onSelect: (row: Row) => void;
  readonly onOpen?: (row: Row) => void;
}

/** A table with its head: what is listed, how much that is, and the way to take it along. */
function List<Row extends { readonly id: string }>({ head, file, rows, columns, ...rest }: ListOfProps<Row>): React.ReactNode {
  const [sort, setSort] = useState<TableSort | null>(null);
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort]);
  const save = (): void => {
    const lines = [columns.map(({ name }) => name), ...sorted.map((row) => columns.map(({ text }) => text(row)))];
    download(fileName(file, 'csv'), csvOf(lines), 'text/csv');
  };
  return (
    <section className={styles['section']}>
      <div className={styles['head']}>
        {head}
        <span className={styles['count']}>
          <Trans>{rows.length} listed</Trans>
        </span>
        <Button onClick={save} disabled={rows.length === 0}>
          <Download size={14} aria-hidden /> CSV
        </Button>
      </div>
      {rows.length === 0 ? (
        <EmptyNote title={<Trans>Nothing to list.</Trans>}>
          <Trans>The graph has none of these, or a filter above leaves none.</Trans>
        </EmptyNote>
      ) : (
        <VirtualTable
          {...rest}
          rows={sorted}
          columns={columns}
          rowKey={({ id }) => id}
          sort={sort}
          onSort={setSort}
          className={styles['table']}
        />
      )}
    </section>
  );
}
