import type { ReadTx } from '@hotpass/log';
import { columnPaths } from './column-paths.ts';
import { pathsBound } from './lineage-index.ts';
import type { Instant, Paths, PathsQuery, SliceEdge } from './lineage-index.ts';
import { shortestPaths } from './shortest-paths.ts';
import { readColumnTrace } from './sql-column-trace.ts';
import { readEdges } from './sql-edges.ts';
import type { EdgeEnd } from './sql-edges.ts';
import { readVertex } from './sql-vertex.ts';
import type { Vertex } from './sql-vertex.ts';

const closure = `
  select w.node, n.uid, w.stopped from lineage.closure($1, $2, $3, null, $4, $5) w left join lineage.node n on n.id = w.node`;

interface Closure {
  readonly vertices: readonly EdgeEnd[];
  readonly isWhole: boolean;
}

export async function readPaths(tx: ReadTx, query: PathsQuery): Promise<Paths | null> {
  const [from, to] = [await readVertex(tx, query.fromId, query), await readVertex(tx, query.toId, query)];
  if (!from || !to) return null;
  if (query.fromColumn === null && query.toColumn === null) return pathsOfVertices(tx, from, to, query);
  if (from.kind !== 'dataset' || to.kind !== 'dataset') return null;
  return pathsOfColumns(tx, from, to, query);
}

/** All that lies between the two is downstream of the one and upstream of the other; the side that ends says it all. */
async function pathsOfVertices(tx: ReadTx, from: Vertex, to: Vertex, query: PathsQuery): Promise<Paths> {
  if (from.node === to.node) return { paths: [], hasMore: false, incomplete: false };
  const below = await readClosure(tx, from, false, query);
  const above = below.isWhole ? null : await readClosure(tx, to, true, query);
  const [vertices, isWhole] = above?.isWhole ? [above.vertices, true] : [between(below, above), below.isWhole];
  const edges = await readEdges(tx, vertices, query);
  const successors = new Map(
    [...Map.groupBy(edges, (edge) => edge.sourceId)].map(([source, own]) => [source, own.map((edge) => edge.targetId)]),
  );
  const byEnds = new Map(edges.map((edge) => [`${edge.sourceId} ${edge.targetId}`, edge]));
  const { paths, ...found } = shortestPaths(successors, from.id, new Set([to.id]), query.maxPaths);
  return {
    paths: paths.map((ids) => ({
      vertices: ids.map((id) => ({ id, column: null })),
      edges: ids.slice(1).map((id, i): SliceEdge => byEnds.get(`${ids[i]} ${id}`)!),
      columnEdges: [],
    })),
    hasMore: found.hasMore,
    incomplete: found.incomplete || !isWhole,
  };
}

async function pathsOfColumns(tx: ReadTx, from: Vertex, to: Vertex, query: PathsQuery): Promise<Paths> {
  const { fromColumn, toColumn, maxPaths, ...rest } = query;
  const bounds = { ...rest, maxEdges: pathsBound };
  const below = (await readColumnTrace(tx, { ...bounds, datasetId: from.id, column: fromColumn, direction: 'DOWNSTREAM' }))!;
  const above = below.truncated
    ? (await readColumnTrace(tx, { ...bounds, datasetId: to.id, column: toColumn, direction: 'UPSTREAM' }))!
    : null;
  const trace = above && !above.truncated ? above : below;
  const paths = columnPaths(trace.edges, { id: from.id, column: fromColumn }, { id: to.id, column: toColumn }, maxPaths);
  return { ...paths, incomplete: paths.incomplete || trace.truncated };
}

async function readClosure(tx: ReadTx, root: Vertex, upstream: boolean, { validAt, knownAt }: Instant): Promise<Closure> {
  const values = [root.node, upstream, pathsBound, validAt ?? null, knownAt ?? null];
  const rows = await tx.query<{ node: string | null; uid: string; stopped: string | null }>({ text: closure, values });
  return {
    vertices: rows.flatMap(({ node, uid }) => (node === null ? [] : [{ node, uid }])),
    isWhole: rows.every((row) => row.stopped === null),
  };
}

function between(below: Closure, above: Closure | null): readonly EdgeEnd[] {
  if (!above) return below.vertices;
  const nodes = new Set(above.vertices.map((vertex) => vertex.node));
  return below.vertices.filter((vertex) => nodes.has(vertex.node));
}
