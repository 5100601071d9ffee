import type { AffectedVertex, Impact, ImpactQuery } from '../../src/lineage-index/lineage-index.ts';
import { compare } from './naive-columns.ts';
import type { NaiveGraph } from './naive-graph.ts';
import { traceOf } from './naive-trace.ts';

export function impactOf(graph: NaiveGraph, { rootId: asked, column, pageSize, after }: ImpactQuery): Impact | null {
  const node = graph.nodes.get(asked);
  if (!node || (column !== null && node.kind !== 'dataset')) return null;
  const rootId = graph.vertex(asked);
  const hops = new Map<string, number>();
  const columns = new Map<string, number>();
  const put = (map: Map<string, number>, key: string, hop: number): void => void map.set(key, Math.min(hop, map.get(key) ?? hop));
  if (column === null) for (const [id, hop] of graph.reach(rootId, 'down', Infinity, Infinity).hops) put(hops, id, hop);
  else {
    for (const edge of traceOf(graph, { datasetId: rootId, column, direction: 'DOWNSTREAM', maxEdges: Infinity })!.edges) {
      put(hops, edge.targetId, 2 * edge.hop);
      if (edge.jobId !== null) put(hops, edge.jobId, 2 * edge.hop - 1);
      if (edge.targetColumn !== null) put(columns, JSON.stringify([edge.targetId, edge.targetColumn]), 2 * edge.hop);
    }
  }
  hops.delete(rootId);
  columns.delete(JSON.stringify([rootId, column]));
  const affected = [...hops].map(([id, hop]) => ({
    id,
    kind: graph.nodes.get(id)!.kind,
    hop,
    uses: graph.neighbours(id, 'down').length,
  }));
  const order = (a: Pick<AffectedVertex, 'uses' | 'hop' | 'id'>, b: typeof a): number =>
    b.uses - a.uses || a.hop - b.hop || compare(a.id, b.id);
  const page = affected.filter((one) => after === null || order(after, one) < 0).toSorted(order);
  const count = (hop: number, kind: string): number => affected.filter((one) => one.hop === hop && one.kind === kind).length;
  return {
    rootId,
    byHop: [...new Set([...hops.values(), ...columns.values()])]
      .toSorted((a, b) => a - b)
      .map((hop) => ({
        hop,
        datasets: count(hop, 'dataset'),
        jobs: count(hop, 'job'),
        columns: [...columns.values()].filter((one) => one === hop).length,
      })),
    affected: page.slice(0, pageSize),
    hasNextPage: page.length > pageSize,
    incomplete: null,
  };
}
