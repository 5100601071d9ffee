import { TimeoutError } from '@hotpass/kernel';
import type { ReadTx } from '@hotpass/log';
import type { Basis } from '../projection/latest.ts';
import { assembleSlice } from './assemble-slice.ts';
import { fanOutLimit } from './lineage-index.ts';
import type { LineageIndex, Slice, SliceEdge, SliceQuery } from './lineage-index.ts';

interface WalkRow {
  readonly node: string;
  readonly uid: string;
  readonly kind: 'dataset' | 'job';
  readonly hop: number;
  readonly overflowed_upstream: boolean;
  readonly overflowed_downstream: boolean;
  readonly upstream_degree: string;
  readonly downstream_degree: string;
  readonly reached: string;
}

interface EdgeRow {
  readonly source: string;
  readonly target: string;
  readonly basis: Basis;
}

/** The graph has two kinds of vertices, so a step between two of one kind is two edges. */
const hopsPerStep = 2;

const walk = `
  select w.* from lineage.node root, lineage.walk(root.id, $2, $3, $4, $5, $6, $7) w where root.uid = $1
  order by abs(w.hop), w.hop, w.kind, w.uid`;

const edgesBetween = `
  with shown as materialized (select k.node, k.uid from unnest($1::bigint[], $2::text[]) as k(node, uid))
  select s.uid as source, t.uid as target, e.basis
  from shown s
  cross join lateral (select x.dst, x.basis from lineage.edge_at($3, $4) x where x.src = s.node) e
  join shown t on t.node = e.dst
  order by s.uid, t.uid`;

/**
 * Walks in PostgreSQL. The cost follows the answer, not the graph: partial indexes for the newest state,
 * temporal ones for the past. Statements carry no name: only planned with their values do they use them.
 */
export class SqlIndex implements LineageIndex {
  readonly #deadlineMs: number;

  constructor(deadlineMs = 5_000) {
    this.#deadlineMs = deadlineMs;
  }

  async slice(tx: ReadTx, query: SliceQuery): Promise<Slice | null> {
    try {
      await tx.query({ text: `select set_config('statement_timeout', $1, true)`, values: [String(this.#deadlineMs)] });
      return await walkFrom(tx, query);
    } catch (error) {
      if (isStatementTimeout(error))
        throw new TimeoutError('The lineage around this took too long. Ask for fewer steps or fewer nodes.', {
          deadlineMs: this.#deadlineMs,
        });
      throw error;
    }
  }
}

async function walkFrom(tx: ReadTx, query: SliceQuery): Promise<Slice | null> {
  const instant = [query.validAt ?? null, query.knownAt ?? null];
  const hops = [query.upstreamDepth * hopsPerStep, query.downstreamDepth * hopsPerStep];
  const rows = await tx.query<WalkRow>({ text: walk, values: [query.rootId, ...hops, query.maxNodes, fanOutLimit, ...instant] });
  const [root] = rows;
  if (root === undefined) return null;
  const edges = await tx.query<EdgeRow>({
    text: edgesBetween,
    values: [rows.map((row) => row.node), rows.map((row) => row.uid), ...instant],
  });
  return assembleSlice(
    rows.map((row) => ({
      id: row.uid,
      kind: row.kind,
      hop: row.hop,
      upstreamDegree: Number(row.upstream_degree),
      downstreamDegree: Number(row.downstream_degree),
      overflowedUpstream: row.overflowed_upstream,
      overflowedDownstream: row.overflowed_downstream,
    })),
    edges.map(({ source, target, basis }): SliceEdge => ({ sourceId: source, targetId: target, basis })),
    Number(root.reached) > rows.length,
  );
}

/** SQLSTATE query_canceled: statement_timeout has struck. */
function isStatementTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}
