import { LineageCanvas } from '../../features/lineage-canvas/LineageCanvas.tsx';
import type { GraphTopology } from '../../features/lineage-graph/model.ts';
import { LineageTable } from '../../features/lineage-table/LineageTable.tsx';
import { LineageTree } from '../../features/lineage-tree/LineageTree.tsx';
import { TooLarge } from './TooLarge.tsx';
import type { LineagePageProps } from './page-props.ts';
import styles from './LineagePage.module.css';

/** The graph in the view that was chosen. */
export function LineageViews(page: LineagePageProps & { readonly topology: GraphTopology }): React.ReactNode {
  return (
    <div className={styles['view']}>
      <View {...page} />
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
