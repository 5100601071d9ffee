import type { ReadTx } from '@hotpass/log';
import { fanOutLimit, hopsPerStep, visitLimit } from './lineage-index.ts';
import type { SliceQuery } from './lineage-index.ts';
import { readVertex } from './sql-vertex.ts';

const watched = `select w.uid from lineage.watched($1, $2, $3, $4, $5, $6, $7, $8, $9) as w(uid)`;

export async function readWatched(
  tx: ReadTx,
  query: SliceQuery,
  also: readonly string[],
  limit: number,
): Promise<readonly string[] | null> {
  const { knownAt, cumulative, namespaces, tags } = query;
  const root = await readVertex(tx, query.rootId, query);
  if (!root) return [];
  const isFiltered = namespaces !== undefined || tags !== undefined;
  const hops = [query.upstreamDepth * hopsPerStep, query.downstreamDepth * hopsPerStep];
  const bounds = [isFiltered ? visitLimit : query.maxNodes, fanOutLimit];
  const values = [root.node, ...hops, ...bounds, cumulative ?? false, knownAt ?? null, also, limit + 1];
  const rows = await tx.query<{ uid: string }>({ text: watched, values });
  return rows.length > limit ? null : rows.map((row) => row.uid);
}
