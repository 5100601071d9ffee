import { LineageCanvas } from '../../features/lineage-canvas/LineageCanvas.tsx';
import type { GraphTopology } from '../../features/lineage-graph/model.ts';
import { TooLarge } from './TooLarge.tsx';
import type { LineagePageProps } from './page-props.ts';
import styles from './LineagePage.module.css';

/** The graph in the view that was chosen. */
export function LineageViews(page: LineagePageProps & { readonly topology: GraphTopology }): React.ReactNode {
  const { graph, address, change } = page;
  if (graph.isTooLarge) return <TooLarge {...page} />;
  return (
    <div className={styles['view']}>
      <LineageCanvas store={graph.store} drawing={graph.drawing} address={address} onAddress={change} actions={graph.actions} />
    </div>
  );
}
