import { useMemo, useRef } from 'react';
import { CanvasContext } from './canvas-context.ts';
import { canvasOrder } from './canvas-order.ts';
import { boxOf, canvasNodes, type CanvasNode } from './canvas-nodes.ts';
import type { CanvasProps } from './canvas-props.ts';
import { CanvasPanels } from './CanvasPanels.tsx';
import { CanvasStage } from './CanvasStage.tsx';
import type { Box } from './geometry.ts';
import { HopBands, HopRuler } from './HopRuler.tsx';
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
  const { store, topology, columnPath, layout, shapes, address, actions } = props;
  const root = useRef<HTMLDivElement>(null);
  const controls = useViewControls();
  const trace = useMemo(() => traceOf(columnPath), [columnPath]);
  const opened = useMemo(() => new Set(address.open), [address.open]);
  const placed = useMemo(() => canvasNodes(topology, layout, shapes), [topology, layout, shapes]);
  const order = useMemo(() => canvasOrder(topology, layout), [topology, layout]);
  const levelOfDetail = useLevelOfDetail(placed, layout.edgePaths);
  const world = useMemo(
    () => ({ store, topology, levelOfDetail, trace, opened, actions }),
    [store, topology, levelOfDetail, trace, opened, actions],
  );
  const boxes = useBoxes(placed);
  const focus = useCanvasFocus(order, boxes, controls);
  const nodes = useMarked(placed, focus.focus, address.sel);
  const opening = useOpening(props, boxes.get(topology.rootId));
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
        {...useHover(root, topology, edgeAt)}
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
        return node.type === 'stub'
          ? { ...node, dragging: isCurrent, data: { ...node.data, ...marks } }
          : { ...node, dragging: isCurrent, data: { ...node.data, ...marks } };
      }),
    [placed, id, column, byKeys, selectedId],
  );
}
