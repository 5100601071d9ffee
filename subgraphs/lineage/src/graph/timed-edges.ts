import type { ReadTx } from '@hotpass/log';
import type { Slice, SliceEdge, View } from '../lineage-index/lineage-index.ts';
import { edgeId } from './edge-id.ts';
import type { EdgeTimes, EdgeTimesRepository } from './edge-times.repository.ts';

export interface TimedEdge extends SliceEdge, EdgeTimes {
  readonly id: string;
}

/** Tells the jobs of a slice. */
export function jobsOf({ nodes }: Pick<Slice, 'nodes'>): (id: string) => boolean {
  const jobs = new Set(nodes.filter((node) => node.kind === 'job').map((node) => node.id));
  return (id) => jobs.has(id);
}

/** The edges with their ids and times, in their order. `isJob` tells which end of each is the job that makes it. */
export async function timedEdges(
  tx: ReadTx,
  repository: EdgeTimesRepository,
  edges: readonly SliceEdge[],
  isJob: (id: string) => boolean,
  view: View,
): Promise<TimedEdge[]> {
  if (edges.length === 0) return [];
  const ofJobs = edges.map((edge) =>
    isJob(edge.targetId)
      ? { ...edge, job: edge.targetId, side: 'inputs' as const }
      : { ...edge, job: edge.sourceId, side: 'outputs' as const },
  );
  const times = await repository.read(tx, ofJobs, view);
  return edges.map((edge, i) => ({ ...edge, ...times[i]!, id: edgeId(edge.sourceId, edge.targetId) }));
}
