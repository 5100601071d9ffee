import type { ColumnDependency, LineagePath, PathVertex, Paths } from './lineage-index.ts';
import { shortestPaths } from './shortest-paths.ts';

/** Paths of columns over the dependencies between them. A dependency at a whole dataset concerns every column of it. */
export function columnPaths(edges: readonly ColumnDependency[], from: PathVertex, to: PathVertex, limit: number): Paths {
  const bySource = Map.groupBy(edges, (edge) => edge.sourceId);
  const vertices = new Map([from, ...edges.map(targetOf)].map((vertex) => [keyOf(vertex), vertex]));
  const leaving = (vertex: PathVertex): ColumnDependency[] =>
    (bySource.get(vertex.id) ?? []).filter((edge) => isOne(vertex.column, edge.sourceColumn));
  const successors = new Map(
    [...vertices].map(([key, vertex]) => [key, [...new Set(leaving(vertex).map((edge) => keyOf(targetOf(edge))))].toSorted(byText)]),
  );
  const targets = [...vertices].filter(([, { id, column }]) => id === to.id && isOne(column, to.column)).map(([key]) => key);
  const { paths, ...rest } = shortestPaths(successors, keyOf(from), new Set(targets), limit);
  const asPath = (keys: readonly string[]): LineagePath => {
    const passed = keys.map((key) => vertices.get(key)!);
    const columnEdges = passed.slice(1).flatMap((next, i) => leaving(passed[i]!).filter((edge) => keyOf(targetOf(edge)) === keyOf(next)));
    return { vertices: passed, edges: [], columnEdges };
  };
  return { paths: paths.map(asPath), ...rest };
}

function targetOf(edge: ColumnDependency): PathVertex {
  return { id: edge.targetId, column: edge.targetColumn };
}

/** A null is every column. */
function isOne(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}

function keyOf({ id, column }: PathVertex): string {
  return JSON.stringify([id, column]);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}
