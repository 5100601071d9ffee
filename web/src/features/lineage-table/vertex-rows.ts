import { hopWords, stateWords, statusOf } from '../lineage-canvas/vertex-words.ts';
import type { GraphTopology, GraphVertex, VertexCard } from '../lineage-graph/model.ts';
import type { Status } from '../../ui/StatusGlyph.tsx';

/** One dataset or job of the graph, as the table lists it. */
export interface VertexRow {
  readonly id: string;
  readonly vertex: GraphVertex;
  readonly card: VertexCard | undefined;
  readonly hop: string;
  readonly status: Status | null;
  /** What stands beside the glyph. */
  readonly statusWords: string;
  /** When the run that says so ended or began, in ms; null when it is not known. */
  readonly runAtMs: number | null;
}

/** Every vertex that is shown, in the order of the graph: nearest first. */
export function vertexRows(
  vertices: Iterable<GraphVertex>,
  cardOf: (id: string) => VertexCard | undefined,
  nowMs: number,
): readonly VertexRow[] {
  return [...vertices].map((vertex) => {
    const card = cardOf(vertex.id);
    const run = card?.run ?? null;
    const at = run?.endedAt ?? run?.startedAt ?? null;
    return {
      id: vertex.id,
      vertex,
      card,
      hop: hopWords(vertex.hop),
      status: run ? statusOf(run) : null,
      statusWords: stateWords(vertex.kind, card, nowMs),
      runAtMs: at === null ? null : Date.parse(at),
    };
  });
}

/** One edge, by the names of what it joins. */
export interface EdgeRow {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly basis: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

/** The edges between vertices that are shown. */
export function edgeRows({ edges, vertices }: GraphTopology, isShown: (id: string) => boolean): readonly EdgeRow[] {
  const nameOf = (id: string): string => vertices.get(id)?.name ?? id;
  return [...edges.values()]
    .filter(({ sourceId, targetId }) => isShown(sourceId) && isShown(targetId))
    .map(({ id, sourceId, targetId, basis, firstSeenAt, lastSeenAt }) => ({
      id,
      source: nameOf(sourceId),
      target: nameOf(targetId),
      basis,
      firstSeenAt,
      lastSeenAt,
    }));
}
