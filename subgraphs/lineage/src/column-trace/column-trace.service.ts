import { NotFoundError } from '@hotpass/kernel';
import type { Principal } from '@hotpass/kernel';
import type { Database, ReadTx } from '@hotpass/log';
import { checkColumn } from '../column/known-column.ts';
import { checkText, within } from '../graph/lineage-request.ts';
import type { Direction } from '../graph/lineage-request.ts';
import type { ColumnTraceQuery, Instant, LineageIndex } from '../lineage-index/lineage-index.ts';
import { lineageCursor } from '../projectors/lineage-cursor.ts';
import { joinTraces, stepsOf } from './trace-steps.ts';
import type { FoundColumnEdge, TraceStep } from './trace-steps.ts';

export interface ColumnTraceRequest {
  readonly datasetId: string;
  readonly column: string | null;
  readonly direction: Direction;
  readonly asOf: Date | null;
  readonly maxEdges: number;
}

export interface FoundTrace {
  readonly steps: readonly TraceStep[];
  readonly edges: readonly FoundColumnEdge[];
  readonly asOf: Date | null;
  readonly truncated: boolean;
  readonly cursor: string;
}

/** How far a trace goes each way; as far as it leads unless given. */
export interface TraceBounds {
  readonly maxEdges: number;
  readonly upstreamHops?: number;
  readonly downstreamHops?: number;
}

export const traceDefaults = { direction: 'BOTH', maxEdges: 1_000 } as const;
export const maxEdgesCap = 10_000;

export class ColumnTraceService {
  readonly #database: Database;
  readonly #index: LineageIndex;

  constructor(database: Database, index: LineageIndex) {
    this.#database = database;
    this.#index = index;
  }

  /** @throws NotFoundError when there is no such dataset or column. */
  trace(principal: Principal, { datasetId, column, direction, asOf, maxEdges }: ColumnTraceRequest): Promise<FoundTrace> {
    for (const text of [datasetId, column]) checkText(text);
    const bounds = {
      maxEdges: within('maxEdges', maxEdges, 1, maxEdgesCap),
      ...(direction === 'DOWNSTREAM' ? { upstreamHops: 0 } : {}),
      ...(direction === 'UPSTREAM' ? { downstreamHops: 0 } : {}),
    };
    return this.#database.read(principal, async (tx) => {
      const found = await traceBothWays(tx, this.#index, { datasetId, column }, bounds, asOf ? { validAt: asOf } : {});
      if (!found) throw new NotFoundError('There is no dataset with this id.', { datasetId });
      await checkColumn(tx, found.steps[0]!.datasetId, column, asOf);
      return { ...found, asOf, cursor: await lineageCursor(tx) };
    });
  }
}

/** Null when there is no such dataset. */
export async function traceBothWays(
  tx: ReadTx,
  index: LineageIndex,
  from: Pick<ColumnTraceQuery, 'datasetId' | 'column'>,
  { maxEdges, upstreamHops, downstreamHops }: TraceBounds,
  instant: Instant,
): Promise<Pick<FoundTrace, 'steps' | 'edges' | 'truncated'> | null> {
  const ways = [
    { direction: 'UPSTREAM', maxHops: upstreamHops },
    { direction: 'DOWNSTREAM', maxHops: downstreamHops },
  ] as const;
  const found = [];
  for (const { direction, maxHops } of ways) {
    const trace = await index.columnTrace(tx, { ...from, ...instant, direction, maxEdges, ...(maxHops === undefined ? {} : { maxHops }) });
    if (!trace) return null;
    found.push({ ...trace, direction });
  }
  const { edges, isCut } = joinTraces(found, maxEdges);
  const root = { datasetId: found[0]!.rootId, column: from.column };
  return { steps: stepsOf(root, edges), edges, truncated: isCut || found.some((trace) => trace.truncated) };
}
