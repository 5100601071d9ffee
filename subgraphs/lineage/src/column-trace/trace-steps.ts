import type { ColumnTraceQuery, TracedColumnEdge } from '../lineage-index/lineage-index.ts';
import { columnEdgeId } from './column-edge-id.ts';

export interface TraceStep {
  readonly hop: number;
  readonly datasetId: string;
  readonly column: string | null;
}

/** A dependency with its id, and how far from the root it was found: negative upstream. */
export interface FoundColumnEdge extends TracedColumnEdge {
  readonly id: string;
}

/** What each direction found. */
export interface FoundEdges {
  readonly direction: ColumnTraceQuery['direction'];
  readonly edges: readonly TracedColumnEdge[];
}

/** Both directions as one list, nearest first and upstream before downstream, each edge once, at most `limit`. */
export function joinTraces(found: readonly FoundEdges[], limit: number): { edges: FoundColumnEdge[]; isCut: boolean } {
  const all = found.flatMap(({ direction, edges }) =>
    edges.map((edge) => ({ ...edge, hop: direction === 'UPSTREAM' ? -edge.hop : edge.hop, id: columnEdgeId(edge) })),
  );
  const byId = new Map<string, FoundColumnEdge>();
  for (const edge of all.toSorted((a, b) => Math.abs(a.hop) - Math.abs(b.hop) || a.hop - b.hop)) {
    if (!byId.has(edge.id)) byId.set(edge.id, edge);
  }
  const edges = [...byId.values()];
  return { edges: edges.slice(0, limit), isCut: edges.length > limit };
}

/** The columns at the far ends, each at its smallest distance. */
export function stepsOf(root: Omit<TraceStep, 'hop'>, edges: readonly FoundColumnEdge[]): TraceStep[] {
  const steps = new Map([[keyOf(root), { ...root, hop: 0 }]]);
  for (const { hop, ...edge } of edges) {
    const far =
      hop < 0 ? { datasetId: edge.sourceId, column: edge.sourceColumn, hop } : { datasetId: edge.targetId, column: edge.targetColumn, hop };
    if (!steps.has(keyOf(far))) steps.set(keyOf(far), far);
  }
  return [...steps.values()];
}

function keyOf({ datasetId, column }: Omit<TraceStep, 'hop'>): string {
  return JSON.stringify([datasetId, column]);
}
