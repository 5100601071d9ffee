import { NotFoundError } from '@hotpass/kernel';
import type { Principal } from '@hotpass/kernel';
import { consumerCursor } from '@hotpass/log';
import type { Database, ReadTx } from '@hotpass/log';
import type { LineageIndex, Slice, SliceEdge, View } from '../lineage-index/lineage-index.ts';
import { lineageProjectorName } from '../projectors/openlineage.projector.ts';
import { edgeId } from './edge-id.ts';
import type { EdgeTimes, EdgeTimesRepository } from './edge-times.repository.ts';
import { toSliceQuery } from './lineage-request.ts';
import type { LineageRequest } from './lineage-request.ts';

export interface TimedEdge extends SliceEdge, EdgeTimes {
  readonly id: string;
}

export interface TimedSlice extends Slice {
  readonly edges: readonly TimedEdge[];
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
      const cursor = await consumerCursor(tx, lineageProjectorName);
      return { ...slice, edges: await this.#timed(tx, slice, query), asOf: query.validAt ?? null, cursor };
    });
  }

  async #timed(tx: ReadTx, { nodes, edges }: Slice, view: View): Promise<TimedEdge[]> {
    if (edges.length === 0) return [];
    const jobs = new Set(nodes.filter((node) => node.kind === 'job').map((node) => node.id));
    const ofJobs = edges.map((edge) =>
      jobs.has(edge.targetId)
        ? { ...edge, job: edge.targetId, side: 'inputs' as const }
        : { ...edge, job: edge.sourceId, side: 'outputs' as const },
    );
    const times = await this.#times.read(tx, ofJobs, view);
    return edges.map((edge, i) => ({ ...edge, ...times[i]!, id: edgeId(edge.sourceId, edge.targetId) }));
  }
}
