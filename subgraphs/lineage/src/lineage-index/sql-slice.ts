import type { ReadTx } from '@hotpass/log';
import { assembleSlice } from './assemble-slice.ts';
import { fanOutLimit, hopsPerStep, visitLimit } from './lineage-index.ts';
import type { Slice, SliceNode, SliceQuery } from './lineage-index.ts';
import { readEdges } from './sql-edges.ts';

interface WalkRow extends Pick<SliceNode, 'kind' | 'namespace' | 'name' | 'hop'> {
  readonly node: string;
  readonly uid: string;
  readonly upstream_degree: string;
  readonly downstream_degree: string;
  readonly truncated: boolean;
}

const walk = `
  select w.*
  from lineage.node asked
  left join lineage.alias_at($9, $10) a on a.member = asked.id
  cross join lateral lineage.walk(coalesce(a.representative, asked.id), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) w
  where asked.uid = $1
  order by abs(w.hop), w.hop, w.kind, w.uid`;

/** Statements carry no name: only planned with their values do they use the partial indexes on current rows. */
export async function readSlice(tx: ReadTx, query: SliceQuery): Promise<Slice | null> {
  const { validAt, knownAt, cumulative, since, maxNodes, namespaces, tags } = query;
  const isFiltered = namespaces !== undefined || tags !== undefined;
  const rows = await tx.query<WalkRow>({
    text: walk,
    values: [
      query.rootId,
      query.upstreamDepth * hopsPerStep,
      query.downstreamDepth * hopsPerStep,
      maxNodes,
      isFiltered ? visitLimit : maxNodes,
      fanOutLimit,
      cumulative ?? false,
      since ?? null,
      validAt ?? null,
      knownAt ?? null,
      namespaces ?? null,
      tags ?? null,
    ],
  });
  const [root] = rows;
  if (root === undefined) return null;
  return assembleSlice(
    rows.map((row) => ({
      id: row.uid,
      kind: row.kind,
      namespace: row.namespace,
      name: row.name,
      hop: row.hop,
      upstreamDegree: Number(row.upstream_degree),
      downstreamDegree: Number(row.downstream_degree),
    })),
    await readEdges(tx, rows, query),
    root.truncated,
  );
}
