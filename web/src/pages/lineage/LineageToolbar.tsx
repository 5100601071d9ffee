import { Trans, useLingui } from '@lingui/react/macro';
import { Columns3, Layers, ListFilter, ListTree, Network, Table2, WandSparkles } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { ExportMenu } from '../../features/lineage-export/ExportMenu.tsx';
import { parseColumnRef } from '../../features/lineage-graph/column-ref.ts';
import type { GraphTopology } from '../../features/lineage-graph/model.ts';
import { useTopology } from '../../features/lineage-graph/use-graph-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Name } from '../../ui/Name.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { DepthStepper } from './DepthStepper.tsx';
import { FilterChips } from './FilterChips.tsx';
import { LineageShareMenu } from './LineageShareMenu.tsx';
import type { LineagePageProps } from './page-props.ts';
import styles from './LineageToolbar.module.css';

/** Its library of popovers comes after the screen is drawn. */
const FilterMenu = lazy(async () => ({ default: (await import('./FilterMenu.tsx')).FilterMenu }));

/** How much is shown, and how. */
export function LineageToolbar({ end, ...page }: LineagePageProps & { readonly end?: React.ReactNode }): React.ReactNode {
  const { graph, address, change, view } = page;
  const { t } = useLingui();
  const topology = useTopology(graph.store);
  const isGrouped = (graph.drawing?.graph.groups.size ?? 0) > 0 || address.group === 'namespace';
  useViewKeys(page);
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t`What is shown`}>
      <DepthStepper side="up" hops={address.up} isAll={isAllShown(topology, 'up')} onChange={(up) => change({ up })} />
      <DepthStepper side="down" hops={address.down} isAll={isAllShown(topology, 'down')} onChange={(down) => change({ down })} />
      <SegmentedControl
        label={t`Level`}
        value={address.level}
        options={[
          { value: 'dataset', label: t`Datasets` },
          { value: 'column', label: t`Columns` },
        ]}
        onChange={(level) => change({ level })}
      />
      <Button
        aria-pressed={isGrouped}
        className={isGrouped ? styles['pressed'] : ''}
        title={t`Group by namespace`}
        onClick={() => change({ group: isGrouped ? 'none' : 'namespace' })}
      >
        <Layers size={14} aria-hidden />
        <Trans>Namespace</Trans>
      </Button>
      <TraceChip {...page} />
      <FilterChips {...page} />
      <Suspense fallback={<FilterPlace />}>
        <FilterMenu {...page} topology={topology} />
      </Suspense>
      <span className={styles['space']} />
      {view === 'graph' && (
        <Button kind="quiet" title={t`Lay the graph out anew`} onClick={() => graph.actions.tidy()}>
          <WandSparkles size={14} aria-hidden />
          <Trans>Tidy</Trans>
        </Button>
      )}
      {topology && <LineageShareMenu {...page} topology={topology} />}
      {topology && <ExportMenu graph={graph} topology={topology} address={address} hasCanvas={view === 'graph' && !graph.isTooLarge} />}
      <ViewChoice {...page} />
      {end && <span className={styles['end']}>{end}</span>}
    </div>
  );
}

/** Graph, tree or table: the same set. */
function ViewChoice({ view, change }: LineagePageProps): React.ReactNode {
  const { t } = useLingui();
  return (
    <SegmentedControl
      label={t`View`}
      value={view}
      options={[
        { value: 'graph', title: t`Graph (1)`, label: withIcon(<Network size={14} aria-hidden />, t`Graph`) },
        { value: 'tree', title: t`Tree (2)`, label: withIcon(<ListTree size={14} aria-hidden />, t`Tree`) },
        { value: 'table', title: t`Table (3)`, label: withIcon(<Table2 size={14} aria-hidden />, t`Table`) },
      ]}
      onChange={(next) => change({ view: next })}
    />
  );
}

function withIcon(icon: React.ReactNode, words: string): React.ReactNode {
  return (
    <>
      {icon}
      {words}
    </>
  );
}

function useViewKeys({ change }: LineagePageProps): void {
  const { t } = useLingui();
  useShortcuts(t`Lineage`, [
    { keys: '1', does: t`Show as graph`, act: () => change({ view: 'graph' }) },
    { keys: '2', does: t`Show as tree`, act: () => change({ view: 'tree' }) },
    { keys: '3', does: t`Show as table`, act: () => change({ view: 'table' }) },
  ]);
}

/** Whether another hop on a side would show nothing more. */
function isAllShown(topology: GraphTopology | null, side: 'up' | 'down'): boolean {
  if (!topology) return false;
  return [...topology.vertices.values()].every(({ hop, hiddenUpstream, hiddenDownstream }) =>
    side === 'up' ? hop > 0 || hiddenUpstream === 0 : hop < 0 || hiddenDownstream === 0,
  );
}

function TraceChip({ graph, address, change }: LineagePageProps): React.ReactNode {
  const { t } = useLingui();
  const topology = useTopology(graph.store);
  if (address.col === null || !topology) return null;
  const column = parseColumnRef(topology.rootId, address.col).column ?? t`whole dataset`;
  const to = address.to === null ? null : (parseColumnRef(topology.rootId, address.to).column ?? t`whole dataset`);
  return (
    <Chip kind="traced" removeLabel={t`Stop tracing ${column}`} onRemove={() => change({ col: null, to: null })}>
      <Columns3 size={12} aria-hidden />
      {to === null ? (
        <Trans>
          tracing <Name most={24}>{column}</Name>
        </Trans>
      ) : (
        <Trans>
          between <Name most={20}>{column}</Name> and <Name most={20}>{to}</Name>
        </Trans>
      )}
    </Chip>
  );
}

/** The button of the filters, until they are there. */
function FilterPlace(): React.ReactNode {
  return (
    <Button kind="quiet" disabled>
      <ListFilter size={14} aria-hidden />
      <Trans>Filter</Trans>
    </Button>
  );
}
