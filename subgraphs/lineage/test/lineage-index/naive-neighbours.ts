import type { Neighbours, NeighboursQuery, Neighbour } from '../../src/lineage-index/lineage-index.ts';
import { compare } from './naive-columns.ts';
import type { NaiveGraph } from './naive-graph.ts';

export function neighboursOf(graph: NaiveGraph, { rootId, direction, text, pageSize, after }: NeighboursQuery): Neighbours | null {
  if (!graph.nodes.has(rootId)) return null;
  const way = direction === 'UPSTREAM' ? 'up' : 'down';
  const order = (a: Pick<Neighbour, 'uses' | 'name' | 'id'>, b: typeof a): number =>
    b.uses - a.uses || compare(a.name, b.name) || compare(a.id, b.id);
  const found = graph
    .neighbours(graph.vertex(rootId), way)
    .map((id) => graph.nodes.get(id)!)
    .map(({ id, kind, namespace, name }) => ({ id, kind, namespace, name, uses: graph.neighbours(id, 'down').length }))
    .filter(({ name }) => text === null || name.toLowerCase().includes(text.toLowerCase()))
    .toSorted(order);
  const page = found.filter((one) => after === null || order(after, one) < 0);
  return { neighbours: page.slice(0, pageSize), total: found.length, hasNextPage: page.length > pageSize, complete: true };
}
