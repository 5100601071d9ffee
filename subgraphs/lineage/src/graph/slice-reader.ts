import { BadUserInputError } from '@hotpass/kernel';
import type { ReadTx } from '@hotpass/log';
import { maxEdgesCap, traceBothWays } from '../column-trace/column-trace.service.ts';
import type { FoundColumnEdge } from '../column-trace/trace-steps.ts';
import type { LineageIndex, Slice, SliceQuery } from '../lineage-index/lineage-index.ts';

/** A slice with the path of a column of its root, as far as it lies in the slice. */
export interface TracedSlice extends Slice {
  readonly columnEdges: readonly FoundColumnEdge[];
  /** What the whole trace goes through, shown or not. */
  readonly traced: readonly FoundColumnEdge[];
}

export class SliceReader {
  readonly #index: LineageIndex;

  constructor(index: LineageIndex) {
    this.#index = index;
  }

  /** Null when there is no such root. @throws BadUserInputError when a column of a job is asked for. */
  async read(tx: ReadTx, query: SliceQuery, column: string | null): Promise<TracedSlice | null> {
    const slice = await this.#index.slice(tx, query);
    if (!slice) return null;
    if (column === null) return { ...slice, columnEdges: [], traced: [] };
    const bounds = { maxEdges: maxEdgesCap, upstreamHops: query.upstreamDepth, downstreamHops: query.downstreamDepth };
    const trace = await traceBothWays(tx, this.#index, { datasetId: query.rootId, column }, bounds, query);
    if (!trace) throw new BadUserInputError('`columnPath` needs a dataset as the root: a job has no columns.', { argument: 'columnPath' });
    const shown = new Set(slice.nodes.map((node) => node.id));
    const isShown = (edge: FoundColumnEdge): boolean =>
      shown.has(edge.sourceId) && shown.has(edge.targetId) && (edge.jobId === null || shown.has(edge.jobId));
    const edges = trace.edges.filter(isShown);
    return {
      ...slice,
      columnEdges: edges.slice(0, query.maxNodes),
      traced: trace.edges,
      truncated: slice.truncated || trace.truncated || edges.length > query.maxNodes,
    };
  }
}
