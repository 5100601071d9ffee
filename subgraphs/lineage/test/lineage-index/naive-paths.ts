import type { ColumnDependency, LineagePath, PathVertex, Paths, PathsQuery } from '../../src/lineage-index/lineage-index.ts';
import { touches } from './naive-columns.ts';
import type { NaiveGraph } from './naive-graph.ts';

export function pathsOf(graph: NaiveGraph, { fromId, toId, fromColumn, toColumn, maxPaths }: PathsQuery): Paths | null {
  const ends = [graph.nodes.get(fromId), graph.nodes.get(toId)];
  const ofColumns = fromColumn !== null || toColumn !== null;
  if (ends.some((end) => !end || (ofColumns && end.kind !== 'dataset'))) return null;
  const [from, to] = [graph.vertex(fromId), graph.vertex(toId)];
  const found: PathVertex[][] = [];
  const leads = (vertex: PathVertex): PathVertex[] =>
    ofColumns
      ? graph.columnEdges
          .filter((edge) => touches([vertex.id, vertex.column], edge, 'DOWNSTREAM'))
          .map((edge) => ({ id: edge.targetId, column: edge.targetColumn }))
      : graph.neighbours(vertex.id, 'down').map((id) => ({ id, column: null }));
  const extend = (path: PathVertex[]): void => {
    const { id, column } = path.at(-1)!;
    if (path.length > 1 && id === to && (column === null || toColumn === null || column === toColumn)) return void found.push(path);
    const next = new Map(leads(path.at(-1)!).map((vertex) => [JSON.stringify(vertex), vertex]));
    for (const [key, vertex] of next) if (!path.some((one) => JSON.stringify(one) === key)) extend([...path, vertex]);
  };
  if (from !== to || ofColumns) extend([{ id: from, column: fromColumn }]);
  const keys = (path: PathVertex[]): string[] => path.map(({ id, column }) => JSON.stringify([id, column]));
  const ordered = found.toSorted((a, b) => a.length - b.length || (keys(a).join() < keys(b).join() ? -1 : 1));
  return {
    paths: ordered.slice(0, maxPaths).map((vertices) => ({ vertices, ...between(graph, vertices, ofColumns) })),
    hasMore: found.length > maxPaths,
    incomplete: false,
  };
}

function between(graph: NaiveGraph, vertices: readonly PathVertex[], ofColumns: boolean): Pick<LineagePath, 'edges' | 'columnEdges'> {
  const pairs = vertices.slice(1).map((next, i) => [vertices[i]!, next] as const);
  if (!ofColumns) return { edges: pairs.map(([a, b]) => graph.edges.get(`${a.id} ${b.id}`)!), columnEdges: [] };
  const joins = ([a, b]: readonly [PathVertex, PathVertex], edge: ColumnDependency): boolean =>
    touches([a.id, a.column], edge, 'DOWNSTREAM') && edge.targetId === b.id && edge.targetColumn === b.column;
  return { edges: [], columnEdges: pairs.flatMap((pair) => graph.columnEdges.filter((edge) => joins(pair, edge))) };
}
