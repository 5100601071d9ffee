import type { ProjectorTx, Statement } from '@hotpass/log';
import type pg from 'pg';
import { createProjection } from '../../src/projection/create-projection.ts';
import type { ShapeRepository } from '../../src/projection/shape.repository.ts';
import { OpenLineageProjector } from '../../src/projectors/openlineage.projector.ts';

export function newProjector(shapes?: ShapeRepository): OpenLineageProjector {
  return new OpenLineageProjector(createProjection(shapes));
}

/** A projector's transaction over one client; `statements` counts what went through it. */
export interface CountingTx extends ProjectorTx {
  statements: number;
}

function projectorTx(client: pg.ClientBase): CountingTx {
  let before: Promise<unknown> = Promise.resolve();
  return {
    writes: true,
    statements: 0,
    async query<Row extends object>({ name, text, values }: Statement): Promise<Row[]> {
      this.statements += 1;
      const statement = { ...(name === undefined ? {} : { name }), text, values: values ? [...values] : [] };
      const result = before.then(() => client.query<Row>(statement));
      before = result.catch(() => undefined);
      return (await result).rows;
    },
  };
}

/** Runs inside a transaction that leaves nothing behind. */
export async function rolledBack<T>(pool: pg.Pool, fn: (tx: CountingTx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    return await fn(projectorTx(client));
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const known = 'case when $1::bigint is null then e.known_to = 9223372036854775807 else e.known_from <= $1 and $1 < e.known_to end';

const edgeLines = `
  select case when e.job = e.dst then dn.name || '/' || d.name || ' -> ' || jn.name || '/' || j.name
              else jn.name || '/' || j.name || ' -> ' || dn.name || '/' || d.name end as ends,
         e.basis, e.valid_from, e.valid_to
  from lineage.edge e
  join lineage.node j on j.id = e.job join lineage.namespace jn on jn.id = j.namespace
  join lineage.node d on d.id = case when e.job = e.dst then e.src else e.dst end join lineage.namespace dn on dn.id = d.namespace
  where ${known}`;

const columnEdgeLines = `
  select coalesce(jn.name || '/' || j.name, 'no job') || ': ' || sn.name || '/' || s.name || '.' || coalesce(e.src_column, '*')
           || ' -> ' || dn.name || '/' || d.name || '.' || coalesce(e.dst_column, '*')
           || ' ' || e.type || ' ' || coalesce(e.subtype, '-') || case when e.masking then ' masking ' else ' - ' end || e.rule as ends,
         e.basis, e.valid_from, e.valid_to
  from lineage.column_edge e
  join lineage.node s on s.id = e.src join lineage.namespace sn on sn.id = s.namespace
  join lineage.node d on d.id = e.dst join lineage.namespace dn on dn.id = d.namespace
  left join lineage.node j on j.id = e.job left join lineage.namespace jn on jn.id = j.namespace
  where ${known}`;

const aliasLines = `
  select mn.name || '/' || m.name || ' => ' || rn.name || '/' || r.name as ends, null as basis, e.valid_from, e.valid_to
  from lineage.alias e
  join lineage.node m on m.id = e.member join lineage.namespace mn on mn.id = m.namespace
  join lineage.node r on r.id = e.representative join lineage.namespace rn on rn.id = r.namespace
  where ${known}`;

const seenLines = `
  select sn.name || '/' || s.name || ' -> ' || dn.name || '/' || d.name as ends, null as basis, e.first_seen as valid_from, e.last_seen as valid_to
  from lineage.seen_edge e
  join lineage.node s on s.id = e.src join lineage.namespace sn on sn.id = s.namespace
  join lineage.node d on d.id = e.dst join lineage.namespace dn on dn.id = d.namespace
  where e.job in (e.src, e.dst)`;

interface EdgeLineRow {
  readonly ends: string;
  readonly basis: string | null;
  readonly valid_from: Date;
  readonly valid_to: Date | number;
}

/** The edges known at a position (null: known for ever), in the oracle's words. */
export function storedEdges(tx: ProjectorTx, knownAt: number | null = null): Promise<string[]> {
  return linesOf(tx, edgeLines, knownAt);
}

export function storedColumnEdges(tx: ProjectorTx, knownAt: number | null = null): Promise<string[]> {
  return linesOf(tx, columnEdgeLines, knownAt);
}

export function storedAliases(tx: ProjectorTx, knownAt: number | null = null): Promise<string[]> {
  return linesOf(tx, aliasLines, knownAt);
}

/** The pairs known to have been seen at a position, without their spans. */
export async function storedSeenPairs(tx: ProjectorTx, knownAt: number | null = null): Promise<string[]> {
  const rows = await tx.query<{ ends: string }>({
    text: `select ends from (${seenLines} and ($1::bigint is null or e.known_from <= $1)) pair`,
    values: [knownAt],
  });
  return rows.map((row) => row.ends).toSorted();
}

export function storedSeenEdges(tx: ProjectorTx): Promise<string[]> {
  return linesOf(tx, seenLines);
}

async function linesOf(tx: ProjectorTx, text: string, ...values: readonly (number | null)[]): Promise<string[]> {
  const rows = await tx.query<EdgeLineRow>({ text, values });
  const lines = rows.map(({ ends, basis, valid_from, valid_to }) => {
    const to = valid_to instanceof Date ? valid_to.toISOString() : 'infinity';
    return `${ends} ${basis === null ? '' : `${basis} `}${valid_from.toISOString()} .. ${to}`;
  });
  return lines.toSorted();
}

export async function storedNodes(tx: ProjectorTx): Promise<string[]> {
  const rows = await tx.query<{ node: string; first_seen: Date; last_seen: Date }>({
    text: `select n.kind || ' ' || s.name || '/' || n.name as node, n.first_seen, n.last_seen
           from lineage.node n join lineage.namespace s on s.id = n.namespace`,
  });
  return rows.map((row) => `${row.node} ${row.first_seen.toISOString()} ${row.last_seen.toISOString()}`).toSorted();
}
