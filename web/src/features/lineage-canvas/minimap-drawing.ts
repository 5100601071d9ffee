import type { GraphStore } from '../lineage-graph/graph-store.ts';
import type { CanvasNode } from './canvas-nodes.ts';
import type { Box } from './geometry.ts';
import type { Trace } from './trace.ts';
import { statusOf } from './vertex-words.ts';

export const minimapSize = { width: 168, height: 92 } as const;

const inset = 6;

/** How large the graph is on the minimap, and where it begins: as large as fits, in the middle. */
export function minimapScale(bounds: Box): { readonly scale: number; readonly left: number; readonly top: number } {
  const wide = Math.max(1, bounds.maxX - bounds.minX);
  const high = Math.max(1, bounds.maxY - bounds.minY);
  const scale = Math.min((minimapSize.width - 2 * inset) / wide, (minimapSize.height - 2 * inset) / high, 0.14);
  return { scale, left: (minimapSize.width - wide * scale) / 2, top: (minimapSize.height - high * scale) / 2 };
}

/** Where a box of the layout lies on the minimap, cut to it. */
export function toMinimap(box: Box, bounds: Box): Box {
  const { scale, left, top } = minimapScale(bounds);
  const x = (value: number): number => clamp((value - bounds.minX) * scale + left, 1, minimapSize.width - 1);
  const y = (value: number): number => clamp((value - bounds.minY) * scale + top, 1, minimapSize.height - 1);
  return { minX: x(box.minX), minY: y(box.minY), maxX: x(box.maxX), maxY: y(box.maxY) };
}

export function drawMinimap(canvas: HTMLCanvasElement, nodes: readonly CanvasNode[], bounds: Box, store: GraphStore, trace: Trace): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const ratio = globalThis.devicePixelRatio;
  canvas.width = minimapSize.width * ratio;
  canvas.height = minimapSize.height * ratio;
  context.scale(ratio, ratio);
  const { scale, left, top } = minimapScale(bounds);
  paintVertices(context, nodes, store, trace, (x, y) => [(x - bounds.minX) * scale + left, (y - bounds.minY) * scale + top], scale);
}

/** Every vertex as a plain block in the colour of its state. */
export function paintVertices(
  context: CanvasRenderingContext2D,
  nodes: readonly CanvasNode[],
  store: GraphStore,
  trace: Trace,
  place: (x: number, y: number) => readonly [number, number],
  scale: number,
): void {
  const colour = colours(context.canvas);
  for (const node of nodes) {
    if (node.type === 'stub') continue;
    const { id, position, width = 0, height = 0 } = node;
    const [x, y] = place(position.x, position.y);
    context.fillStyle =
      node.type === 'vertex' && node.data.isSubject
        ? colour('--ink')
        : trace.columns.has(id) || trace.jobs.has(id)
          ? colour('--ember')
          : colour(tokens[statusOf(store.card(id)?.run ?? null)] ?? '--control');
    context.globalAlpha = 0.85;
    context.fillRect(x, y, Math.max(1.5, width * scale), Math.max(1.2, height * scale));
  }
}

/** Only what asks for attention has a colour of its own. */
const tokens: Readonly<Partial<Record<ReturnType<typeof statusOf>, string>>> = {
  running: '--running',
  failed: '--failed',
  late: '--late',
};

function colours(element: Element): (token: string) => string {
  if (matchMedia('(forced-colors: active)').matches) return (token) => (token === '--control' ? 'GrayText' : 'CanvasText');
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return (token) => {
    const value = known.get(token) ?? style.getPropertyValue(token).trim();
    known.set(token, value);
    return value;
  };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
