import type { Client } from '@urql/core';
import { GraphPathNamesDocument } from '../../generated/graphql/graphql.ts';
import type { ColumnPath, GraphEdge, GraphTopology, GraphVertex } from './model.ts';

/** Ids of what a path runs through. */
function idsOnPath(path: ColumnPath): { readonly datasetIds: ReadonlySet<string>; readonly jobIds: ReadonlySet<string> } {
  const datasetIds = new Set([path.of.datasetId]);
  const jobIds = new Set<string>();
  for (const { source, target, jobId } of path.steps) {
    datasetIds.add(source.datasetId).add(target.datasetId);
    if (jobId !== null) jobIds.add(jobId);
  }
  return { datasetIds, jobIds };
}

/** How many vertices a path runs through that are not shown. */
export function missingOnPath(path: ColumnPath, shown: ReadonlyMap<string, unknown>): number {
  const { datasetIds, jobIds } = idsOnPath(path);
  return [...datasetIds, ...jobIds].filter((id) => !shown.has(id)).length;
}

/** What a traced path runs through, as a part of the graph: its names are asked for, its edges are those of the path. */
export async function loadPathPart(client: Client, path: ColumnPath): Promise<GraphTopology | null> {
  const { datasetIds, jobIds } = idsOnPath(path);
  const named = await namesOf(client, [...datasetIds], [...jobIds]);
  return named ? pathPart(path, named) : null;
}

type Named = Pick<GraphVertex, 'id' | 'kind' | 'name' | 'namespace'>;

const batchSize = 100;

async function namesOf(client: Client, datasetIds: readonly string[], jobIds: readonly string[]): Promise<readonly Named[] | null> {
  const named: Named[] = [];
  for (let from = 0; from < Math.max(datasetIds.length, jobIds.length); from += batchSize) {
    const slice = (ids: readonly string[]): string[] => ids.slice(from, from + batchSize);
    const variables = { datasetIds: slice(datasetIds), jobIds: slice(jobIds) };
    const { data } = await client.query(GraphPathNamesDocument, variables).toPromise();
    if (!data) return null;
    const of = (kind: Named['kind']) => (node: { id: string | number; name: string; namespace: { name: string } }) => ({
      id: String(node.id),
      kind,
      name: node.name,
      namespace: node.namespace.name,
    });
    named.push(...data.datasets.nodes.map(of('DATASET')), ...data.jobs.nodes.map(of('JOB')));
  }
  return named;
}

/** Hops count along the path from the dataset that is traced; a job stands beside what it writes. */
export function pathPart(path: ColumnPath, named: readonly Named[]): GraphTopology {
  const hops = hopsAlong(path);
  const vertices = new Map<string, GraphVertex>();
  for (const one of named) {
    const hop = hops.get(one.id);
    if (hop !== undefined) vertices.set(one.id, { ...one, hop, hiddenUpstream: 0, hiddenDownstream: 0 });
  }
  const edges = new Map<string, GraphEdge>();
  for (const { source, target, jobId, basis } of path.steps) {
    if (jobId === null) continue;
    for (const [sourceId, targetId] of [[source.datasetId, jobId] as const, [jobId, target.datasetId] as const]) {
      const id = `${sourceId}>${targetId}`;
      if (vertices.has(sourceId) && vertices.has(targetId))
        edges.set(id, { id, sourceId, targetId, basis, firstSeenAt: '', lastSeenAt: '' });
    }
  }
  return { rootId: path.of.datasetId, vertices, edges, truncated: false, cursor: '', asOf: null };
}

/** Breadth first from the traced dataset, over datasets in steps of two. */
function hopsAlong({ of, steps }: ColumnPath): ReadonlyMap<string, number> {
  const hops = new Map([[of.datasetId, 0]]);
  let edge = [of.datasetId];
  while (edge.length > 0) {
    const next: string[] = [];
    for (const { source, target, jobId } of steps) {
      const reach = (from: string, to: string, step: number): void => {
        if (!edge.includes(from) || hops.has(to)) return;
        hops.set(to, hops.get(from)! + step);
        next.push(to);
      };
      reach(target.datasetId, source.datasetId, -2);
      reach(source.datasetId, target.datasetId, 2);
      const at = hops.get(target.datasetId);
      if (jobId !== null && at !== undefined && !hops.has(jobId)) hops.set(jobId, at - 1);
    }
    edge = next;
  }
  return hops;
}
