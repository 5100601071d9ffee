import { t } from '@lingui/core/macro';
import type { Box } from '../lineage-canvas/geometry.ts';
import { isAside, isIndirect, traceOf, type Trace } from '../lineage-canvas/trace.ts';
import { placedWords } from '../lineage-canvas/trace-words.ts';
import { rulerLabel } from '../lineage-canvas/vertex-words.ts';
import { groupVertexId } from '../lineage-graph/display-graph.ts';
import type { Drawing } from '../lineage-graph/graph-drawing.ts';
import type { EdgePath } from '../lineage-graph/layout/layout.ts';
import type { ColumnPath, EdgeBasis, VertexCard } from '../lineage-graph/model.ts';
import { cutMiddle } from '../../ui/format.ts';
import { datasetShapes, groupShapes, jobShapes, stubShapes, words, type PlacedVertex } from './card-shapes.ts';
import type { Ink, Picture, PicturePart, Shape } from './picture.ts';

export interface PictureRequest {
  readonly drawing: Drawing;
  readonly cardOf: (id: string) => VertexCard | undefined;
  readonly columnPath: ColumnPath | null;
  readonly nowMs: number;
  /** What stands beneath: subject, time, address. */
  readonly caption: readonly string[];
  readonly title: string;
  /** The part of the layout to show; null shows all of it. */
  readonly box: Box | null;
}

const margin = 28;
const ruler = 32;
const captionLine = 18;
/** A caption needs room, also under a graph of one vertex. */
const leastWidth = 640;

/** A graph as it is laid out, with all that is not on the screen, above a caption. */
export function lineagePicture(request: PictureRequest): Picture {
  const { drawing, box, caption, title } = request;
  const { bounds } = drawing.layout;
  const shown = box ?? { minX: bounds.minX - margin, minY: bounds.minY - margin, maxX: bounds.maxX + margin, maxY: bounds.maxY + margin };
  // Whole pixels, or the edges of a PNG stay empty.
  const width = Math.max(leastWidth, Math.ceil(shown.maxX - shown.minX));
  const x = shown.minX - (width - (shown.maxX - shown.minX)) / 2;
  const y = shown.minY - ruler;
  const height = Math.ceil(shown.maxY - shown.minY) + ruler + captionLine * caption.length + 20;
  const clip = { x, y: shown.minY, width, height: shown.maxY - shown.minY };
  return {
    ...{ title, x, y, width, height, background: 'canvas' },
    parts: [...frameParts(drawing), ...edgeParts(drawing), ...traceParts(request), ...nodeParts(request), ...stubParts(drawing)],
    caption: [...rulerShapes(drawing, clip), ...captionShapes(caption, x, shown.maxY, width)],
    clip: box === null ? null : clip,
  };
}

function rulerShapes({ layout }: Drawing, clip: { x: number; y: number; width: number }): readonly Shape[] {
  const line: Shape = { kind: 'path', d: `M${clip.x} ${clip.y}H${clip.x + clip.width}`, stroke: 'line' };
  const labels = layout.bands
    .filter(({ hop, x, width }) => hop % 2 === 0 && x + width / 2 > clip.x && x + width / 2 < clip.x + clip.width)
    .map(({ hop, x, width }) =>
      words({
        ...{ x: x + width / 2, y: clip.y - 11, size: 11, weight: hop === 0 ? 600 : 400, anchor: 'middle' },
        text: rulerLabel(hop, false),
        fill: hop === 0 ? 'ink' : 'ink-3',
      }),
    );
  return [line, ...labels];
}

function captionShapes(lines: readonly string[], x: number, y: number, width: number): readonly Shape[] {
  return [
    { kind: 'path', d: `M${x} ${y}H${x + width}`, stroke: 'line' },
    ...lines.map((text, place) =>
      words({
        ...{ x: x + 16, y: y + 24 + place * captionLine, size: place === 0 ? 13 : 11, weight: place === 0 ? 600 : 400 },
        text: cutMiddle(text, Math.floor((width - 32) / (place === 0 ? 7.5 : 6))),
        fill: place === 0 ? 'ink' : 'ink-3',
      }),
    ),
  ];
}

function frameParts({ graph, layout }: Drawing): readonly PicturePart[] {
  return layout.frames.map(({ group, x, y, width: w, height: h }) => {
    const name = graph.groups.get(group)?.namespace ?? group;
    return {
      ...{ kind: 'other', id: group, title: name },
      shapes: [
        { kind: 'rect', x, y, w, h, radius: 8, stroke: 'control', dash: [4, 3] },
        words({ x: x + 10, y: y + 17, font: 'mono', size: 11, text: cutMiddle(name, Math.max(8, Math.floor(w / 7))), fill: 'ink-2' }),
      ],
    };
  });
}

const edgeLooks: Readonly<Record<EdgeBasis, { readonly stroke: Ink; readonly width: number; readonly dash?: readonly number[] }>> = {
  COMPLETED: { stroke: 'control', width: 1.3 },
  DECLARED: { stroke: 'control', width: 1.3, dash: [2, 4] },
  RUNNING: { stroke: 'running', width: 1.8 },
  FAILED: { stroke: 'failed', width: 1.5, dash: [7, 3] },
};

function edgeParts({ graph, layout }: Drawing): readonly PicturePart[] {
  return layout.edgePaths.map((path) => {
    const look = edgeLooks[graph.edges.get(path.id)?.basis ?? 'COMPLETED'];
    return { kind: 'edge', id: path.id, title: null, shapes: [{ kind: 'path', d: path.d, ...look }, arrowhead(path, look.stroke)] };
  });
}

/** Two short lines at the end of a path, the way it arrives. */
function arrowhead({ points }: EdgePath, stroke: Ink): Shape {
  const tip = points.at(-1) ?? { x: 0, y: 0 };
  const from = points.at(-2) ?? { x: tip.x - 1, y: tip.y };
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  const side = (turn: number): string => {
    const at = angle + Math.PI + turn;
    return `${(tip.x + 6 * Math.cos(at)).toFixed(1)} ${(tip.y + 6 * Math.sin(at)).toFixed(1)}`;
  };
  return { kind: 'path', d: `M${side(0.5)}L${tip.x} ${tip.y}L${side(-0.5)}`, stroke, width: 1.5 };
}

function traceParts({ drawing: { layout }, columnPath }: PictureRequest): readonly PicturePart[] {
  const { columnPaths } = layout;
  if (columnPaths.length === 0) return [];
  const trace: Trace = traceOf(columnPath);
  const casings = columnPaths.map(({ d }): Shape => ({ kind: 'path', d, stroke: 'canvas', width: 6.4 }));
  const lines = columnPaths.flatMap((path): readonly Shape[] => [
    {
      ...{ kind: 'path', d: path.d, stroke: 'ember', width: isAside(trace, path) ? 1.3 : 2.4 },
      ...(isIndirect(trace, path) ? { dash: [6, 4] } : {}),
    },
    ...(path.part === 'in' ? [] : [arrowhead(path, 'ember')]),
  ]);
  const said = placedWords(columnPaths, trace).flatMap(({ x, y, words: all }) =>
    all.map((text, place) =>
      words({
        ...{ x, y: y - 6 - (all.length - 1 - place) * 10, size: 9.5, weight: 500 as const, text },
        ...{ fill: 'ember-text', anchor: 'middle' as const, halo: 'canvas' },
      }),
    ),
  );
  return [{ kind: 'other', id: 'trace', title: t`Traced column path`, shapes: [...casings, ...lines, ...said] }];
}

function nodeParts({ drawing, cardOf, columnPath, nowMs }: PictureRequest): readonly PicturePart[] {
  const { graph, layout, shapes, rows } = drawing;
  const tracedJobs = new Set(columnPath?.steps.map(({ jobId }) => jobId));
  const at = (id: string) => ({ ...(layout.positions.get(id) ?? { x: 0, y: 0 }), ...sizeOf(shapes.get(id)) });
  const single = [...graph.vertices.values()].map((vertex): PicturePart => {
    const { id, kind, name } = vertex;
    const isSubject = id === graph.rootId;
    const placed: PlacedVertex = { vertex, card: cardOf(id), ...at(id), isSubject, isTraced: tracedJobs.has(id), rows: rows.get(id) };
    return { kind: 'node', id, title: name, shapes: kind === 'JOB' ? jobShapes(placed, nowMs) : datasetShapes(placed, nowMs) };
  });
  const folded = [...graph.groups.values()].filter(({ isFolded }) => isFolded);
  const stacks = folded.map((group): PicturePart => {
    const id = groupVertexId(group.key);
    const { x, y, width, height } = at(id);
    return { kind: 'node', id, title: group.namespace, shapes: groupShapes(group, x, y, width, height) };
  });
  return [...single, ...stacks];
}

function sizeOf(shape: { readonly width: number; readonly height: number } | undefined) {
  return { width: shape?.width ?? 0, height: shape?.height ?? 0 };
}

function stubParts({ graph, layout }: Drawing): readonly PicturePart[] {
  return layout.stubs.map((stub) => {
    const vertex = graph.vertices.get(stub.vertexId);
    const count = (stub.side === 'up' ? vertex?.hiddenUpstream : vertex?.hiddenDownstream) ?? 0;
    return { kind: 'other', id: `${stub.vertexId}:${stub.side}`, title: null, shapes: stubShapes(stub, count) };
  });
}
