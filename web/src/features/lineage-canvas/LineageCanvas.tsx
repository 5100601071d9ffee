import '@xyflow/react/dist/base.css';
import { ReactFlowProvider } from '@xyflow/react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useColumnPath } from '../lineage-graph/use-graph-store.ts';
import { Canvas } from './Canvas.tsx';
import type { LineageCanvasProps } from './canvas-props.ts';
import type { Size } from './geometry.ts';
import styles from './LineageCanvas.module.css';

/** The graph of a subject, drawn: one tab stop, moved over by keys, panned and zoomed. */
export function LineageCanvas(props: LineageCanvasProps): React.ReactNode {
  const columnPath = useColumnPath(props.store);
  const frame = useRef<HTMLDivElement>(null);
  const size = useFirstSize(frame);
  const { drawing } = props;
  return (
    <div ref={frame} className={styles['frame']}>
      {drawing && size && (
        // Another subject is another picture: it opens at its own view.
        <ReactFlowProvider key={drawing.graph.rootId} initialWidth={size.width} initialHeight={size.height}>
          <Canvas {...props} drawing={drawing} columnPath={columnPath} size={size} />
        </ReactFlowProvider>
      )}
    </div>
  );
}

/** How much room there is when the graph is first drawn. */
function useFirstSize(frame: React.RefObject<HTMLDivElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    if (!frame.current) return;
    const { width, height } = frame.current.getBoundingClientRect();
    setSize({ width, height });
  }, [frame]);
  return size;
}
