import type { Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import DataLoader from 'dataloader';
import { rowsOf } from '../node/in-order.ts';
import type { AliasRow, DatasetLifeRepository, DatasetLifeRow, LifecycleRow } from './dataset-life.repository.ts';

interface HistoryRequest {
  readonly dataset: string;
  readonly size: number;
}

export interface DatasetLifeLoaders {
  readonly datasetLife: DataLoader<string, DatasetLifeRow>;
  readonly lifecycle: DataLoader<HistoryRequest, readonly LifecycleRow[], string>;
  readonly aliases: DataLoader<string, AliasRow>;
}

/** What a list that is no connection shows at most. */
const shown = 100;

export function datasetLifeLoaders(database: Database, lives: DatasetLifeRepository, principal: Principal): DatasetLifeLoaders {
  return {
    datasetLife: new DataLoader(async (ids) => {
      const rows = await database.read(principal, (tx) => lives.lives(tx, ids));
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? { id, state: 'ACTIVE', renamedTo: null, renamedFrom: null });
    }),
    lifecycle: new DataLoader(async (requests) => rowsOf(requests, await database.read(principal, (tx) => lives.history(tx, requests))), {
      cacheKeyFn: (request) => JSON.stringify(request),
    }),
    aliases: new DataLoader(async (ids) => {
      const rows = await database.read(principal, (tx) => lives.aliases(tx, ids, shown));
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? { id, representative: id, aliases: [] });
    }),
  };
}
