import { ViewportPortal } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { LayoutResult } from '../lineage-graph/layout/layout.ts';
import { useCanvas } from './canvas-context.ts';
import type { CanvasNode } from './canvas-nodes.ts';
import { paintVertices } from './minimap-drawing.ts';
import { useThemeChange } from './use-theme-change.ts';

interface SilhouetteProps {
  readonly nodes: readonly CanvasNode[];
  readonly bounds: LayoutResult['bounds'];
}

/** From very far single vertices are no elements any more: one picture of them lies under the groups. */
export function Silhouette(props: SilhouetteProps): React.ReactNode {
  const { levelOfDetail } = useCanvas();
  return levelOfDetail === 'groups' ? <Picture {...props} /> : null;
}

/** What one picture may take, in pixels. */
const most = 4_000_000;

function Picture({ nodes, bounds }: SilhouetteProps): React.ReactNode {
  const { store, trace } = useCanvas();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeChange();
  const width = Math.max(1, bounds.maxX - bounds.minX);
  const height = Math.max(1, bounds.maxY - bounds.minY);
  const scale = Math.min(0.3, Math.sqrt(most / (width * height)));
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    paintVertices(context, nodes, store, trace, (x, y) => [(x - bounds.minX) * scale, (y - bounds.minY) * scale], scale);
  }, [nodes, bounds, store, trace, theme, scale]);
  return (
    <ViewportPortal>
      <canvas
        ref={canvas}
        width={Math.ceil(width * scale)}
        height={Math.ceil(height * scale)}
        style={{ position: 'absolute', left: bounds.minX, top: bounds.minY, width, height, zIndex: -1 }}
      />
    </ViewportPortal>
  );
}
