import type { GraphEdge, GraphVertex } from './model.ts';

/** Vertices of one namespace on one side of the subject. */
export interface GraphGroup {
  readonly key: string;
  readonly namespace: string;
  readonly side: 'up' | 'down';
  readonly vertexIds: readonly string[];
  readonly datasetCount: number;
  readonly jobCount: number;
  /** Where its card stands when it is folded: the hop of its nearest dataset. */
  readonly hop: number;
  readonly isFolded: boolean;
}

/**
 * Groups of two or more. A job belongs with what it writes, or reads: the namespace of a job names its scheduler, and would put
 * every job into one group.
 */
export function groupsOf(
  vertices: ReadonlyMap<string, GraphVertex>,
  edges: Iterable<GraphEdge>,
  rootId: string,
  isFolded: (key: string) => boolean,
): ReadonlyMap<string, GraphGroup> {
  const homes = homesOfJobs(vertices, edges, rootId);
  const members = new Map<string, GraphVertex[]>();
  for (const vertex of vertices.values()) {
    const namespace = vertex.kind === 'DATASET' ? vertex.namespace : homes.get(vertex.id)?.namespace;
    if (vertex.id === rootId || namespace === undefined) continue;
    const key = `${namespace}@${sideOf(vertex)}`;
    members.set(key, [...(members.get(key) ?? []), vertex]);
  }
  const groups = new Map<string, GraphGroup>();
  for (const [key, own] of members) {
    const datasets = own.filter(({ kind }) => kind === 'DATASET');
    const [first] = datasets;
    if (own.length < 2 || !first) continue;
    const hop = datasets.reduce((nearest, vertex) => (Math.abs(vertex.hop) < Math.abs(nearest) ? vertex.hop : nearest), first.hop);
    groups.set(key, {
      key,
      namespace: first.namespace,
      side: sideOf(first),
      vertexIds: own.map(({ id }) => id),
      datasetCount: datasets.length,
      jobCount: own.length - datasets.length,
      hop,
      isFolded: isFolded(key),
    });
  }
  return groups;
}

function sideOf({ hop }: GraphVertex): 'up' | 'down' {
  return hop < 0 ? 'up' : 'down';
}

/** The dataset each job is grouped with: on its own side, written before read. */
function homesOfJobs(
  vertices: ReadonlyMap<string, GraphVertex>,
  edges: Iterable<GraphEdge>,
  rootId: string,
): ReadonlyMap<string, GraphVertex> {
  const homes = new Map<string, { readonly dataset: GraphVertex; readonly isWritten: boolean }>();
  for (const { sourceId, targetId } of edges) {
    const source = vertices.get(sourceId);
    const target = vertices.get(targetId);
    if (!source || !target) continue;
    const [job, dataset] = source.kind === 'JOB' ? [source, target] : [target, source];
    const isWritten = job === source;
    if (dataset.id === rootId || dataset.kind !== 'DATASET' || sideOf(job) !== sideOf(dataset)) continue;
    const known = homes.get(job.id);
    if (!known || (isWritten && !known.isWritten)) homes.set(job.id, { dataset, isWritten });
  }
  return new Map([...homes].map(([id, { dataset }]) => [id, dataset]));
}
