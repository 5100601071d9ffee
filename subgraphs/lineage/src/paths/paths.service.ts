import { NotFoundError } from '@hotpass/kernel';
import type { Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import { columnEdgeId } from '../column-trace/column-edge-id.ts';
import { checkColumn } from '../column/known-column.ts';
import type { EdgeTimesRepository } from '../graph/edge-times.repository.ts';
import { checkText, within } from '../graph/lineage-request.ts';
import { timedEdges } from '../graph/timed-edges.ts';
import type { TimedEdge } from '../graph/timed-edges.ts';
import type { ColumnDependency, LineageIndex, PathVertex } from '../lineage-index/lineage-index.ts';
import { lineageCursor } from '../projectors/lineage-cursor.ts';

export interface PathsRequest {
  readonly fromId: string;
  readonly toId: string;
  readonly fromColumn: string | null;
  readonly toColumn: string | null;
  readonly asOf: Date | null;
  readonly maxPaths: number;
}

export interface TimedPath {
  readonly vertices: readonly PathVertex[];
  readonly edges: readonly TimedEdge[];
  readonly columnEdges: readonly (ColumnDependency & { readonly id: string })[];
}

export interface FoundLineagePaths {
  readonly paths: readonly TimedPath[];
  readonly hasMore: boolean;
  readonly complete: boolean;
  readonly asOf: Date | null;
  readonly cursor: string;
}

export const defaultMaxPaths = 5;
const maxPathsCap = 100;

export class PathsService {
  readonly #database: Database;
  readonly #index: LineageIndex;
  readonly #times: EdgeTimesRepository;

  constructor(database: Database, index: LineageIndex, times: EdgeTimesRepository) {
    this.#database = database;
    this.#index = index;
    this.#times = times;
  }

  /** @throws NotFoundError when either end is not there, or is no dataset when columns are asked for. */
  paths(principal: Principal, { asOf, ...request }: PathsRequest): Promise<FoundLineagePaths> {
    for (const text of [request.fromId, request.toId, request.fromColumn, request.toColumn]) checkText(text);
    const instant = asOf ? { validAt: asOf } : {};
    const query = { ...request, maxPaths: within('maxPaths', request.maxPaths, 1, maxPathsCap), ...instant };
    return this.#database.read(principal, async (tx) => {
      const found = await this.#index.paths(tx, query);
      if (!found) throw new NotFoundError('One of the two is not there.', { fromId: request.fromId, toId: request.toId });
      await checkColumn(tx, request.fromId, request.fromColumn, asOf);
      await checkColumn(tx, request.toId, request.toColumn, asOf);
      const timed = await timedEdges(
        tx,
        this.#times,
        found.paths.flatMap((path) => path.edges),
        (id) => id.startsWith('job_'),
        instant,
      );
      const byId = new Map(timed.map((edge) => [`${edge.sourceId} ${edge.targetId}`, edge]));
      return {
        paths: found.paths.map(({ vertices, edges, columnEdges }) => ({
          vertices,
          edges: edges.map((edge) => byId.get(`${edge.sourceId} ${edge.targetId}`)!),
          columnEdges: columnEdges.map((edge) => ({ ...edge, id: columnEdgeId(edge) })),
        })),
        hasMore: found.hasMore,
        complete: !found.incomplete,
        asOf,
        cursor: await lineageCursor(tx),
      };
    });
  }
}
