import type { ProjectorTx } from '@hotpass/log';
import { decodeDependency, encodeDependency } from './column-dependency.ts';
import type { ColumnDependency } from './column-dependency.ts';
import type { EdgeOfSide, EdgeTable, StoredEdgeOfSide } from './edge.repository.ts';
import type { Basis } from './latest.ts';
import { slices } from './slices.ts';
import { fromSqlTime, sqlTime } from './sql-time.ts';
import type { Window } from './windows.ts';

interface ColumnEdgeRow extends ColumnDependency {
  readonly id: string;
  readonly teller: string;
  readonly basis: Basis;
  readonly from: Date | number;
  readonly to: Date | number;
  readonly knownFrom: string;
}

/**
 * What a job told, or else a dataset of itself: each meets its own index. `offset 0` keeps the planner from starting
 * at the edges, which costs nothing while there are none.
 */
const readAround = [
  { kind: 'job_', tellsOf: 'e.job = t.id' },
  { kind: 'ds_', tellsOf: 'e.job is null and e.dst = t.id' },
]
  .map(
    ({ kind, tellsOf }) => `
  select distinct on (e.id) e.id, k.teller, s.uid as source, e.src_column as "sourceColumn", d.uid as target, e.dst_column as "targetColumn",
    e.type, e.subtype, e.masking, e.rule, e.basis, e.valid_from as "from", e.valid_to as "to", e.known_from as "knownFrom"
  from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as k(teller, lo, hi)
  join lineage.node t on t.uid = k.teller
  cross join lateral (
    select * from lineage.column_edge e
    where ${tellsOf} and e.known_to = 9223372036854775807 and e.valid_to >= k.lo and e.valid_from <= k.hi
    offset 0
  ) e
  join lineage.node s on s.id = e.src
  join lineage.node d on d.id = e.dst
  where starts_with(k.teller, '${kind}')`,
  )
  .join(' union all ');

const close = `
  update lineage.column_edge e set known_to = k.known_to
  from unnest($1::bigint[], $2::bigint[]) as k(id, known_to)
  where e.id = k.id`;

const open = `
  insert into lineage.column_edge
    (job, src, src_column, dst, dst_column, type, subtype, masking, rule, basis, valid_from, valid_to, known_from)
  select case t.kind when 'job' then t.id end, s.id, k.src_column, d.id, k.dst_column,
    k.type, k.subtype, k.masking, k.rule, k.basis, k.valid_from, k.valid_to, k.known_from
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[], $9::text[], $10::text[],
    $11::timestamptz[], $12::timestamptz[], $13::bigint[])
    as k(teller, src, src_column, dst, dst_column, type, subtype, masking, rule, basis, valid_from, valid_to, known_from)
  join lineage.node t on t.uid = k.teller
  join lineage.node s on s.uid = k.src
  join lineage.node d on d.uid = k.dst`;

/** Edges between columns. Where a dataset tells of itself there is no job. */
export class ColumnEdgeRepository implements EdgeTable {
  async readAround(tx: ProjectorTx, windows: readonly Window[]): Promise<StoredEdgeOfSide[]> {
    const values = [
      windows.map((window) => window.job),
      windows.map((window) => sqlTime(window.from)),
      windows.map((window) => sqlTime(window.to)),
    ];
    const rows = await tx.query<ColumnEdgeRow>({ name: 'lineage.column_edge.around', text: readAround, values });
    return rows.map((row) => ({
      id: row.id,
      job: row.teller,
      side: 'columns',
      member: encodeDependency(row),
      basis: row.basis,
      from: fromSqlTime(row.from),
      to: fromSqlTime(row.to),
      knownFrom: Number(row.knownFrom),
    }));
  }

  async close(tx: ProjectorTx, edges: readonly { readonly id: string; readonly knownTo: number }[]): Promise<void> {
    for (const slice of slices(edges)) {
      const values = [slice.map((edge) => edge.id), slice.map((edge) => edge.knownTo)];
      await tx.query({ name: 'lineage.column_edge.close', text: close, values });
    }
  }

  async open(tx: ProjectorTx, edges: readonly (EdgeOfSide & { readonly knownFrom: number })[]): Promise<void> {
    for (const slice of slices(edges)) {
      const told = slice.map((edge) => decodeDependency(edge.member));
      const values = [
        slice.map((edge) => edge.job),
        told.map((dependency) => dependency.source),
        told.map((dependency) => dependency.sourceColumn),
        told.map((dependency) => dependency.target),
        told.map((dependency) => dependency.targetColumn),
        told.map((dependency) => dependency.type),
        told.map((dependency) => dependency.subtype),
        told.map((dependency) => dependency.masking),
        told.map((dependency) => dependency.rule),
        slice.map((edge) => edge.basis),
        slice.map((edge) => sqlTime(edge.from)),
        slice.map((edge) => sqlTime(edge.to)),
        slice.map((edge) => edge.knownFrom),
      ];
      await tx.query({ name: 'lineage.column_edge.open', text: open, values });
    }
  }
}
