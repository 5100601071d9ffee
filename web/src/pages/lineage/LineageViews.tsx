import { lazy, Suspense } from 'react';
import { LineageCanvas } from '../../features/lineage-canvas/LineageCanvas.tsx';
import type { GraphTopology } from '../../features/lineage-graph/model.ts';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { TooLarge } from './TooLarge.tsx';
import type { LineagePageProps } from './page-props.ts';
import styles from './LineagePage.module.css';

/** Only what the address asks for is loaded. */
const LineageTable = lazy(async () => ({ default: (await import('../../features/lineage-table/LineageTable.tsx')).LineageTable }));
const LineageTree = lazy(async () => ({ default: (await import('../../features/lineage-tree/LineageTree.tsx')).LineageTree }));

/** The graph in the view that was chosen. */
export function LineageViews(page: LineagePageProps & { readonly topology: GraphTopology }): React.ReactNode {
  return (
    <div className={styles['view']}>
      <Suspense fallback={<SkeletonRows rows={14} height={33} />}>
        <View {...page} />
      </Suspense>
    </div>
  );
}

function View(page: LineagePageProps & { readonly topology: GraphTopology }): React.ReactNode {
  const { graph, address, change, view, topology } = page;
  const shared = { store: graph.store, address, onAddress: change };
  if (view === 'table') return <LineageTable {...shared} topology={topology} onSubject={graph.actions.makeSubject} />;
  if (view === 'tree') return <LineageTree {...shared} topology={topology} actions={graph.actions} />;
  if (graph.isTooLarge) return <TooLarge {...page} />;
  return <LineageCanvas {...shared} drawing={graph.drawing} actions={graph.actions} />;
}
