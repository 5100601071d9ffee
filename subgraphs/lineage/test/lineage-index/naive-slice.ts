import type { Slice, SliceNode, SliceQuery } from '../../src/lineage-index/lineage-index.ts';
import { compare } from './naive-columns.ts';
import type { NaiveGraph } from './naive-graph.ts';

export function sliceOf(graph: NaiveGraph, query: SliceQuery): Slice | null {
  if (!graph.nodes.has(query.rootId)) return null;
  const root = graph.vertex(query.rootId);
  const up = graph.reach(root, 'up', query.upstreamDepth * 2);
  const down = graph.reach(root, 'down', query.downstreamDepth * 2);
  const hops = new Map(down.hops);
  for (const [id, hop] of up.hops) if (!hops.has(id) || hop <= hops.get(id)!) hops.set(id, -hop || 0);
  const candidates = eligible(graph, root, [...hops.keys()], query);
  const byDistance = (a: string, b: string): number => Math.abs(hops.get(a)!) - Math.abs(hops.get(b)!) || graph.byName(a, b);
  const kept = candidates.toSorted(byDistance).slice(0, query.maxNodes);
  const edges = [...graph.edges.values()].filter((edge) => kept.includes(edge.sourceId) && kept.includes(edge.targetId));
  const isCut = [up, down].some((walk) => walk.unfollowed.some((id) => !hops.has(id)));
  return {
    nodes: kept.map((id) => shown(graph, id, hops.get(id)!, kept)),
    edges: edges.toSorted((a, b) => compare(a.sourceId, b.sourceId) || compare(a.targetId, b.targetId)),
    truncated: isCut || candidates.length > kept.length,
  };
}

/** `everNamed` is the same graph by the cumulative view. */
export function watchedOf(graph: NaiveGraph, { rootId: asked, ...query }: SliceQuery, everNamed: NaiveGraph): string[] {
  if (!graph.nodes.has(asked)) return [];
  const root = graph.vertex(asked);
  const walks = [graph.reach(root, 'up', query.upstreamDepth * 2), graph.reach(root, 'down', query.downstreamDepth * 2)];
  const visited = new Set(walks.flatMap(({ hops }) => [...hops.keys()]));
  const tied = [...visited].flatMap((id) => [...everNamed.neighbours(id, 'up'), ...everNamed.neighbours(id, 'down')]);
  const vertices = new Set([...visited, ...tied]);
  return [...graph.nodes.keys()].filter((id) => vertices.has(graph.vertex(id)));
}

function eligible(graph: NaiveGraph, root: string, walked: readonly string[], { namespaces, tags }: SliceQuery): string[] {
  const matches = (id: string): boolean => {
    const node = graph.nodes.get(id)!;
    const carried = tags?.some((tag) => node.tags.some((one) => one === tag || one.split(':')[0] === tag));
    return id === root || ((namespaces?.includes(node.namespace) ?? true) && (carried ?? true));
  };
  const datasets = walked.filter((id) => graph.nodes.get(id)!.kind === 'dataset' && matches(id));
  const isNextToOne = (id: string): boolean =>
    [...graph.neighbours(id, 'up'), ...graph.neighbours(id, 'down')].some((far) => datasets.includes(far));
  return walked.filter((id) => matches(id) || (graph.nodes.get(id)!.kind === 'job' && isNextToOne(id)));
}

function shown(graph: NaiveGraph, id: string, hop: number, kept: readonly string[]): SliceNode {
  const { kind, namespace, name } = graph.nodes.get(id)!;
  const hidden = (way: 'up' | 'down'): number => graph.neighbours(id, way).filter((far) => !kept.includes(far)).length;
  return { id, kind, namespace, name, hop, hiddenUpstream: hidden('up'), hiddenDownstream: hidden('down') };
}
