import { BadUserInputError, NotFoundError } from '@hotpass/kernel';
import type { Principal } from '@hotpass/kernel';
import type { Database, ReadTx } from '@hotpass/log';
import { maxEdgesCap, traceBothWays } from '../column-trace/column-trace.service.ts';
import type { FoundColumnEdge } from '../column-trace/trace-steps.ts';
import type { LineageIndex, Slice, SliceQuery, View } from '../lineage-index/lineage-index.ts';
import { lineageCursor } from '../projectors/lineage-cursor.ts';
import type { EdgeTimesRepository } from './edge-times.repository.ts';
import { toSliceQuery } from './lineage-request.ts';
import type { LineageRequest } from './lineage-request.ts';
import { timedEdges } from './timed-edges.ts';
import type { TimedEdge } from './timed-edges.ts';

export interface TimedSlice extends Slice {
  readonly edges: readonly TimedEdge[];
  /** Of the column asked for, between vertices of the slice. */
  readonly columnEdges: readonly FoundColumnEdge[];
  readonly asOf: Date | null;
  /** Place in the log the slice shows. */
  readonly cursor: string;
}

export class GraphService {
  readonly #database: Database;
  readonly #index: LineageIndex;
  readonly #times: EdgeTimesRepository;

  constructor(database: Database, index: LineageIndex, times: EdgeTimesRepository) {
    this.#database = database;
    this.#index = index;
    this.#times = times;
  }

  /** The slice, its edges' times and its place in the log, all of one snapshot. @throws NotFoundError when there is no such root. */
  lineage(principal: Principal, request: LineageRequest): Promise<TimedSlice> {
    const query = toSliceQuery(request);
    return this.#database.read(principal, async (tx) => {
      const slice = await this.#index.slice(tx, query);
      if (slice === null) throw new NotFoundError('There is no dataset or job with this id.', { rootId: request.rootId });
      const traced = await this.#traced(tx, slice, query, request.columnPath ?? null);
      return {
        ...slice,
        edges: await this.#timed(tx, slice, query),
        columnEdges: traced.edges,
        truncated: slice.truncated || traced.isCut,
        asOf: query.validAt ?? null,
        cursor: await lineageCursor(tx),
      };
    });
  }

  /** The path of a column of the root as far as it lies in the slice. */
  async #traced(
    tx: ReadTx,
    { nodes }: Slice,
    query: SliceQuery,
    column: string | null,
  ): Promise<{ edges: FoundColumnEdge[]; isCut: boolean }> {
    if (column === null) return { edges: [], isCut: false };
    const bounds = { maxEdges: maxEdgesCap, upstreamHops: query.upstreamDepth, downstreamHops: query.downstreamDepth };
    const trace = await traceBothWays(tx, this.#index, { datasetId: query.rootId, column }, bounds, query);
    if (!trace) throw new BadUserInputError('`columnPath` needs a dataset as the root: a job has no columns.', { argument: 'columnPath' });
    const shown = new Set(nodes.map((node) => node.id));
    const isShown = (edge: FoundColumnEdge): boolean =>
      shown.has(edge.sourceId) && shown.has(edge.targetId) && (edge.jobId === null || shown.has(edge.jobId));
    const edges = trace.edges.filter(isShown);
    return { edges: edges.slice(0, query.maxNodes), isCut: trace.truncated || edges.length > query.maxNodes };
  }

  #timed(tx: ReadTx, { nodes, edges }: Slice, view: View): Promise<TimedEdge[]> {
    const jobs = new Set(nodes.filter((node) => node.kind === 'job').map((node) => node.id));
    return timedEdges(tx, this.#times, edges, (id) => jobs.has(id), view);
  }
}
