import type { ProjectorTx } from '@hotpass/log';
import type { EdgeInterval, StoredEdge } from './edge-changes.ts';
import type { Basis } from './latest.ts';
import type { Side } from './side.ts';
import { slices } from './slices.ts';
import { fromSqlTime, sqlTime } from './sql-time.ts';
import type { Window } from './windows.ts';

/** An edge of one side of a job. */
export interface EdgeOfSide extends EdgeInterval {
  readonly job: string;
  readonly side: Side;
}

export interface StoredEdgeOfSide extends StoredEdge, EdgeOfSide {}

/** Bitemporal rows of some sides. They are closed and added, never changed otherwise. */
export interface EdgeTable {
  /** Edges held to be true that overlap or touch a window. */
  readAround(tx: ProjectorTx, windows: readonly Window[]): Promise<StoredEdgeOfSide[]>;
  close(tx: ProjectorTx, edges: readonly { readonly id: string; readonly knownTo: number }[]): Promise<void>;
  open(tx: ProjectorTx, edges: readonly (EdgeOfSide & { readonly knownFrom: number })[]): Promise<void>;
}

interface EdgeRow {
  readonly id: string;
  readonly job: string;
  readonly side: Side;
  readonly dataset: string;
  readonly basis: Basis;
  readonly valid_from: Date | number;
  readonly valid_to: Date | number;
  readonly known_from: string;
}

/** Inputs point at the job, outputs away from it. */
const datasetColumns = [
  ['inputs', 'src'],
  ['outputs', 'dst'],
] as const satisfies readonly [Side, string][];

// `offset 0` makes a lookup for each window on what a job's edges are held to be: a plan made while there are none would
// start from the edges, or from the dataset, and read the whole history. For the same reason the side is told by an
// inequality.
const readAround = datasetColumns
  .map(
    ([side, column]) => `
  select distinct on (e.id) e.id, k.job, k.side, d.uid as dataset, e.basis, e.valid_from, e.valid_to, e.known_from
  from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[]) as k(job, side, lo, hi)
  join lineage.node j on j.uid = k.job
  cross join lateral (
    select * from lineage.edge e
    where e.job = j.id and e.known_to = 9223372036854775807 and e.valid_to >= k.lo and e.valid_from <= k.hi and e.${column} <> e.job
    offset 0
  ) e
  join lineage.node d on d.id = e.${column}
  where k.side = '${side}'`,
  )
  .join(' union all ');

const close = `
  update lineage.edge e set known_to = k.known_to
  from unnest($1::bigint[], $2::bigint[]) as k(id, known_to)
  where e.id = k.id`;

const open = `
  insert into lineage.edge (src, dst, job, basis, valid_from, valid_to, known_from)
  select case k.side when 'inputs' then d.id else j.id end, case k.side when 'inputs' then j.id else d.id end,
         j.id, k.basis, k.valid_from, k.valid_to, k.known_from
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::bigint[])
    as k(job, side, dataset, basis, valid_from, valid_to, known_from)
  join lineage.node j on j.uid = k.job
  join lineage.node d on d.uid = k.dataset`;

/** Edges between jobs and datasets: inputs and outputs. */
export class EdgeRepository implements EdgeTable {
  async readAround(tx: ProjectorTx, windows: readonly Window[]): Promise<StoredEdgeOfSide[]> {
    const values = [
      windows.map((window) => window.job),
      windows.map((window) => window.side),
      windows.map((window) => sqlTime(window.from)),
      windows.map((window) => sqlTime(window.to)),
    ];
    const rows = await tx.query<EdgeRow>({ name: 'lineage.edge.around', text: readAround, values });
    return rows.map((row) => ({
      id: row.id,
      job: row.job,
      side: row.side,
      member: row.dataset,
      basis: row.basis,
      from: fromSqlTime(row.valid_from),
      to: fromSqlTime(row.valid_to),
      knownFrom: Number(row.known_from),
    }));
  }

  async close(tx: ProjectorTx, edges: readonly { readonly id: string; readonly knownTo: number }[]): Promise<void> {
    for (const slice of slices(edges)) {
      const values = [slice.map((edge) => edge.id), slice.map((edge) => edge.knownTo)];
      await tx.query({ name: 'lineage.edge.close', text: close, values });
    }
  }

  async open(tx: ProjectorTx, edges: readonly (EdgeOfSide & { readonly knownFrom: number })[]): Promise<void> {
    for (const slice of slices(edges)) {
      await tx.query({
        name: 'lineage.edge.open',
        text: open,
        values: [
          slice.map((edge) => edge.job),
          slice.map((edge) => edge.side),
          slice.map((edge) => edge.member),
          slice.map((edge) => edge.basis),
          slice.map((edge) => sqlTime(edge.from)),
          slice.map((edge) => sqlTime(edge.to)),
          slice.map((edge) => edge.knownFrom),
        ],
      });
    }
  }
}
