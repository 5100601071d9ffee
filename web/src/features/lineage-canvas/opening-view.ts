import type { Box, Size, Transform } from './geometry.ts';

/** What an address calls `xyz`: the point of the layout in the middle of the canvas, so that it means the same on any screen. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export const zoomLimits = { min: 0.1, max: 2 } as const;

/** Kept free around a fitted graph: the ruler above, the legend below. */
const margin = { x: 28, top: 64, bottom: 76 } as const;

/** A graph opens at the view of its address, else fitted when that stays readable, else around its subject. */
export function openingView(graph: Box, subject: Box, size: Size, asked: View | null): View {
  if (asked) return asked;
  const fitted = fittedView(graph, size, 0.92);
  return fitted.zoom >= 0.7 ? fitted : viewAround(subject, 0.92);
}

export function viewAround(box: Box, zoom: number): View {
  return { x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2, zoom };
}

/** The whole graph, not larger than `most`. */
export function fittedView(graph: Box, size: Size, most = 1): View {
  const wide = Math.max(1, size.width - 2 * margin.x) / Math.max(1, graph.maxX - graph.minX);
  const high = Math.max(1, size.height - margin.top - margin.bottom) / Math.max(1, graph.maxY - graph.minY);
  const zoom = Math.min(most, Math.max(zoomLimits.min, Math.min(wide, high)));
  const { x, y } = viewAround(graph, zoom);
  return { x, y: y + (margin.bottom - margin.top) / 2 / zoom, zoom };
}

export function transformOf(view: View, size: Size): Transform {
  return { x: size.width / 2 - view.x * view.zoom, y: size.height / 2 - view.y * view.zoom, zoom: view.zoom };
}

export function viewOf({ x, y, zoom }: Transform, size: Size): View {
  return { x: (size.width / 2 - x) / zoom, y: (size.height / 2 - y) / zoom, zoom };
}
