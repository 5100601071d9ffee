import { NotFoundError, decodeCursor } from '@hotpass/kernel';
import type { Principal } from '@hotpass/kernel';
import { consumerCursor } from '@hotpass/log';
import type { Database } from '@hotpass/log';
import type { FoundColumnEdge } from '../column-trace/trace-steps.ts';
import type { Slice } from '../lineage-index/lineage-index.ts';
import { lineageCursor } from '../projectors/lineage-cursor.ts';
import { lineageProjectorName } from '../projectors/openlineage.projector.ts';
import type { EdgeTimesRepository } from './edge-times.repository.ts';
import { toSliceQuery } from './lineage-request.ts';
import type { LineageRequest } from './lineage-request.ts';
import type { SliceReader } from './slice-reader.ts';
import { jobsOf, timedEdges } from './timed-edges.ts';
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
  readonly #slices: SliceReader;
  readonly #times: EdgeTimesRepository;

  constructor(database: Database, slices: SliceReader, times: EdgeTimesRepository) {
    this.#database = database;
    this.#slices = slices;
    this.#times = times;
  }

  /** The slice, its edges' times and its place in the log, all of one snapshot. @throws NotFoundError when there is no such root, with the place to follow it from. */
  lineage(principal: Principal, request: LineageRequest): Promise<TimedSlice> {
    const asked = toSliceQuery(request);
    return this.#database.read(principal, async (tx) => {
      // What follows from the cursor on must fit what is shown, to the edge: of two places the slice is of the earlier.
      const cursor = await lineageCursor(tx);
      const isNewest = cursor === (await consumerCursor(tx, lineageProjectorName));
      const query = isNewest ? asked : { ...asked, knownAt: decodeCursor(cursor).position };
      const slice = await this.#slices.read(tx, query, request.columnPath ?? null);
      if (!slice) throw new NotFoundError('There is no dataset or job with this id.', { rootId: request.rootId, cursor });
      const edges = await timedEdges(tx, this.#times, slice.edges, jobsOf(slice), query);
      return { ...slice, edges, asOf: query.validAt ?? null, cursor };
    });
  }
}
