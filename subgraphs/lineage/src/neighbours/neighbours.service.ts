import { NotFoundError } from '@hotpass/kernel';
import type { Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import { decodePageCursor, pageSize, wrongPageCursor, type PageKey } from '@hotpass/server';
import { checkText } from '../graph/lineage-request.ts';
import type { LineageIndex, Neighbour, Neighbours, NeighboursQuery } from '../lineage-index/lineage-index.ts';
import { lineageCursor } from '../projectors/lineage-cursor.ts';

export interface NeighboursRequest {
  readonly id: string;
  readonly direction: 'UPSTREAM' | 'DOWNSTREAM';
  readonly text: string | null;
  readonly asOf: Date | null;
  readonly first: number | null;
  readonly after: string | null;
}

export interface FoundNeighbours extends Neighbours {
  readonly isFirstPage: boolean;
  readonly cursor: string;
}

export class NeighboursService {
  readonly #database: Database;
  readonly #index: LineageIndex;

  constructor(database: Database, index: LineageIndex) {
    this.#database = database;
    this.#index = index;
  }

  /** @throws NotFoundError when there is no such dataset or job. */
  neighbours(principal: Principal, { id, direction, text, asOf, first, after }: NeighboursRequest): Promise<FoundNeighbours> {
    for (const one of [id, text]) checkText(one);
    const query = { rootId: id, direction, text: text || null, pageSize: pageSize(first), after: placeOf(after) };
    return this.#database.read(principal, async (tx) => {
      const found = await this.#index.neighbours(tx, { ...query, ...(asOf ? { validAt: asOf } : {}) });
      if (!found) throw new NotFoundError('There is no dataset or job with this id.', { id });
      return { ...found, isFirstPage: after === null, cursor: await lineageCursor(tx) };
    });
  }
}

export function neighbourKey({ uses, name, id }: Neighbour): PageKey {
  return [uses, name, id];
}

function placeOf(after: string | null): NeighboursQuery['after'] {
  if (after === null) return null;
  const [uses, name, id] = decodePageCursor(after, 3);
  const isPlace = Number.isSafeInteger(uses) && typeof name === 'string' && typeof id === 'string';
  if (!isPlace || `${name}${id}`.includes('\0')) throw wrongPageCursor();
  return { uses: Number(uses), name, id };
}
