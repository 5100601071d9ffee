import type { LayoutResult } from '../lineage-graph/layout/layout.ts';
import { useCanvas } from './canvas-context.ts';
import type { CanvasNode } from './canvas-nodes.ts';
import type { Box } from './geometry.ts';
import { Legend } from './Legend.tsx';
import { Minimap } from './Minimap.tsx';
import { NewcomerPill } from './NewcomerPill.tsx';
import type { ViewControls } from './use-view.ts';
import { ZoomControls } from './ZoomControls.tsx';
import styles from './Minimap.module.css';

interface CanvasPanelsProps {
  readonly nodes: readonly CanvasNode[];
  readonly boxes: ReadonlyMap<string, Box>;
  readonly layout: LayoutResult;
  readonly controls: ViewControls;
  readonly onSeen: (ids: Iterable<string>) => void;
}

/** What lies over the picture: legend, overview with zoom, and what came in outside the view. */
export function CanvasPanels({ nodes, boxes, layout, controls, onSeen }: CanvasPanelsProps): React.ReactNode {
  const { store, graph, trace } = useCanvas();
  return (
    <>
      <Legend traced={trace.of !== null} />
      <NewcomerPill store={store} boxes={boxes} controls={controls} onSeen={onSeen} />
      <div className={styles['panel']}>
        <Minimap nodes={nodes} bounds={layout.bounds} controls={controls} />
        <ZoomControls controls={controls} graph={layout.bounds} subject={boxes.get(graph.rootId) ?? null} />
      </div>
    </>
  );
}
