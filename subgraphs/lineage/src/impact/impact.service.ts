import { NotFoundError } from '@hotpass/kernel';
import type { Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import { decodePageCursor, pageSize, wrongPageCursor, type PageKey } from '@hotpass/server';
import { checkColumn } from '../column/known-column.ts';
import { checkText } from '../graph/lineage-request.ts';
import type { AffectedVertex, Impact, ImpactQuery, LineageIndex } from '../lineage-index/lineage-index.ts';
import { lineageCursor } from '../projectors/lineage-cursor.ts';

export interface ImpactRequest {
  readonly id: string;
  readonly column: string | null;
  readonly asOf: Date | null;
  readonly first: number | null;
  readonly after: string | null;
}

export interface FoundImpact extends Impact {
  readonly asOf: Date | null;
  readonly isFirstPage: boolean;
  readonly cursor: string;
}

export class ImpactService {
  readonly #database: Database;
  readonly #index: LineageIndex;

  constructor(database: Database, index: LineageIndex) {
    this.#database = database;
    this.#index = index;
  }

  /** @throws NotFoundError when there is no such dataset or job, or no such dataset or column when a column is asked about. */
  impact(principal: Principal, { id, column, asOf, first, after }: ImpactRequest): Promise<FoundImpact> {
    for (const text of [id, column]) checkText(text);
    const page = { pageSize: pageSize(first), after: placeOf(after) };
    return this.#database.read(principal, async (tx) => {
      const impact = await this.#index.impact(tx, { rootId: id, column, ...page, ...(asOf ? { validAt: asOf } : {}) });
      if (!impact) throw new NotFoundError(`There is no dataset${column === null ? ' or job' : ''} with this id.`, { id });
      await checkColumn(tx, impact.rootId, column, asOf);
      return { ...impact, asOf, isFirstPage: after === null, cursor: await lineageCursor(tx) };
    });
  }
}

export function affectedKey({ uses, hop, id }: AffectedVertex): PageKey {
  return [uses, hop, id];
}

function placeOf(after: string | null): ImpactQuery['after'] {
  if (after === null) return null;
  const [uses, hop, id] = decodePageCursor(after, 3);
  if (
    !Number.isSafeInteger(uses) ||
    !Number.isInteger(hop) ||
    Math.abs(Number(hop)) > 2 ** 31 - 1 ||
    typeof id !== 'string' ||
    id.includes('\0')
  )
    throw wrongPageCursor();
  return { uses: Number(uses), hop: Number(hop), id };
}
