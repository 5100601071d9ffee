import { useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LayoutResult } from '../lineage-graph/layout/layout.ts';
import type { CanvasProps } from './canvas-props.ts';
import type { Box, Size, Transform } from './geometry.ts';
import { openingView, transformOf, viewOf } from './opening-view.ts';
import { leaveViewAt, viewLeftAt } from './left-view.ts';
import { useOnMove } from './use-view.ts';

export interface Opening {
  readonly isOpening: boolean;
  readonly viewport: Transform;
  readonly onInit: () => void;
}

/** Cards grow while their columns and the traced path come in; for so long the view is still being opened. */
const settlesMs = 2_500;

/** Where the canvas opens; it shows itself once the library has moved there. */
export function useOpening({ drawing: { graph, layout }, address, size }: CanvasProps, subject: Box | undefined): Opening {
  const [isOpening, setOpening] = useState(true);
  const { rootId } = graph;
  const [asked] = useState(() => address.xyz ?? viewLeftAt(rootId));
  const room = { width: size.width, height: useHeight(size.height) };
  const wanted = transformOf(openingView(layout.bounds, subject ?? layout.bounds, room, asked), room);
  const [viewport] = useState(wanted);
  const onInit = useCallback(() => {
    setOpening(false);
  }, []);
  const tell = useCallback(
    (transform: Transform, now: Size) => {
      if (!isOpening) leaveViewAt(rootId, viewOf(transform, now));
    },
    [isOpening, rootId],
  );
  useOnMove(tell);
  const [first] = useState(layout);
  const isSettling = !isOpening && (address.xyz !== null || hasSameVertices(first, layout));
  useSettling(isSettling ? wanted : null, viewport, address.xyz === null ? settlesMs : Infinity);
  return { isOpening, viewport, onInit };
}

/** A notice above the canvas takes of its height, often after the graph is there; what opens beside it was asked for by a press. */
function useHeight(first: number): number {
  return useStore(({ height }) => (height > 0 ? height : first));
}

/** What comes in live moves nothing, however early. */
function hasSameVertices(one: LayoutResult, other: LayoutResult): boolean {
  return one === other || (one.positions.size === other.positions.size && [...one.positions.keys()].every((id) => other.positions.has(id)));
}

/** Opens anew when cards have grown or the canvas has shrunk, unless somebody has moved the view or time is up. */
function useSettling(wanted: Transform | null, first: Transform, forMs: number): void {
  const { getViewport, setViewport } = useReactFlow();
  const left = useRef({ at: first, until: performance.now() + forMs });
  const key = wanted && `${wanted.x},${wanted.y},${wanted.zoom}`;
  const latest = useRef(wanted);
  latest.current = wanted;
  useEffect(() => {
    const to = latest.current;
    if (!to || performance.now() > left.current.until || !isSame(getViewport(), left.current.at)) return;
    left.current.at = to;
    void setViewport(to);
  }, [key, getViewport, setViewport]);
}

function isSame(a: Transform, b: Transform): boolean {
  return Math.abs(a.x - b.x) < 1 && Math.abs(a.y - b.y) < 1 && a.zoom === b.zoom;
}
