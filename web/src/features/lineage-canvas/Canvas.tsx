import { useMemo, useRef } from 'react';
import type { Drawing } from '../lineage-graph/graph-drawing.ts';
import { CanvasContext } from './canvas-context.ts';
import { canvasOrder } from './canvas-order.ts';
import { boxOf, canvasNodes, type CanvasNode } from './canvas-nodes.ts';
import type { CanvasProps } from './canvas-props.ts';
import { CanvasPanels } from './CanvasPanels.tsx';
import { CanvasStage } from './CanvasStage.tsx';
import type { Box } from './geometry.ts';
import { HopBands, HopRuler } from './HopRuler.tsx';
import { reusedNodes } from './reused-nodes.ts';
import { traceOf } from './trace.ts';
import { useCanvasFocus, type CanvasFocus } from './use-canvas-focus.ts';
import { useCanvasKeys } from './use-canvas-keys.ts';
import { useCanvasPointer } from './use-canvas-pointer.ts';
import { useEdgeAt } from './use-edge-at.ts';
import { useHover } from './use-hover.ts';
import { useOpening } from './use-opening.ts';
import { useTidying } from './use-tidying.ts';
import { useLevelOfDetail, useViewControls } from './use-view.ts';
import styles from './LineageCanvas.module.css';

/** The canvas of one subject: what is drawn, and what keys and pointer do to it. */
export function Canvas(props: CanvasProps): React.ReactNode {
  const { store, drawing, columnPath, address, actions } = props;
  const { graph, layout } = drawing;
  const root = useRef<HTMLDivElement>(null);
  const controls = useViewControls();
  const trace = useMemo(() => traceOf(columnPath), [columnPath]);
  const opened = useMemo(() => new Set(address.open), [address.open]);
  const placed = usePlaced(drawing);
  const order = useMemo(() => canvasOrder(graph, layout), [graph, layout]);
  const levelOfDetail = useLevelOfDetail(placed, layout.edgePaths);
  const world = useMemo(
    () => ({ store, graph, levelOfDetail, trace, opened, asOf: address.at, actions }),
    [store, graph, levelOfDetail, trace, opened, address.at, actions],
  );
  const boxes = useBoxes(placed);
  const focus = useCanvasFocus(order, boxes, drawing.rows, controls);
  const nodes = useMarked(placed, focus.focus, address.sel);
  const opening = useOpening(props, boxes.get(graph.rootId));
  const edgeAt = useEdgeAt(root, layout.edgePaths);
  return (
    <CanvasContext value={world}>
      <div
        ref={root}
        className={styles['canvas']}
        data-lineage-canvas=""
        data-opening={opening.isOpening || undefined}
        data-tidying={useTidying(layout) || undefined}
        onKeyDown={useCanvasKeys(props, focus, order, controls)}
        {...useCanvasPointer(props, focus, edgeAt)}
        {...useHover(root, graph, edgeAt)}
      >
        <HopBands bands={layout.bands} />
        <CanvasStage nodes={nodes} layout={layout} opening={opening} selectedId={address.sel} />
        <HopRuler bands={layout.bands} />
        <CanvasPanels nodes={nodes} boxes={boxes} layout={layout} controls={controls} onSeen={actions.seen} />
        {address.at !== null && <div className={styles['past']} />}
      </div>
    </CanvasContext>
  );
}

function usePlaced(drawing: Drawing): readonly CanvasNode[] {
  const last = useRef<{ readonly drawing: Drawing; readonly nodes: readonly CanvasNode[] }>(null);
  if (last.current?.drawing !== drawing) last.current = { drawing, nodes: reusedNodes(last.current?.nodes ?? [], canvasNodes(drawing)) };
  return last.current.nodes;
}

function useBoxes(placed: readonly CanvasNode[]): ReadonlyMap<string, Box> {
  return useMemo(() => new Map(placed.map((node) => [node.id, boxOf(node)])), [placed]);
}

/** The vertex with the tab stop never unmounts, which the library promises for what is being dragged. */
function useMarked(placed: readonly CanvasNode[], { id, column, byKeys }: CanvasFocus, selectedId: string | null): readonly CanvasNode[] {
  return useMemo(
    () =>
      placed.map((node): CanvasNode => {
        const isCurrent = node.id === id;
        const isSelected = node.id === selectedId;
        if (!isCurrent && !isSelected) return node;
        const marks = { isSelected, isCurrent, takesFocus: isCurrent && byKeys, currentColumn: isCurrent ? column : null };
        return marked(node, isCurrent, marks);
      }),
    [placed, id, column, byKeys, selectedId],
  );
}

function marked(node: CanvasNode, isDragging: boolean, marks: Partial<CanvasNode['data']>): CanvasNode {
  return { ...node, dragging: isDragging, data: { ...node.data, ...marks } } as CanvasNode;
}
