import type { ReadTx } from '@hotpass/log';
import type { VertexChangeKind } from './change-facts.ts';

export type ChangeKind = VertexChangeKind | 'INPUT_ADDED' | 'INPUT_REMOVED' | 'OUTPUT_ADDED' | 'OUTPUT_REMOVED';

export interface ChangeRow {
  readonly position: number;
  /** Tells changes of one position apart. */
  readonly place: string;
  readonly kind: ChangeKind;
  readonly at: Date | null;
  readonly dataset: string | null;
  readonly job: string | null;
  readonly entryId: string | null;
}

export type ChangePlace = Pick<ChangeRow, 'position' | 'place'>;

const now = '9223372036854775807';

/** Of a pair of vertices: whether the newest state as known just before this position had it, or as known at it. */
const heldOpen = (edge: string, known: string): string => `exists (
  select from lineage.edge o where o.src = ${edge}.src and o.dst = ${edge}.dst and o.valid_to = 'infinity' and ${known})`;

/** `$1` bounds to what all projectors have read; `$2`, `$3` is the place to go on after. */
const page = (position: string, place: string): string =>
  `${position} <= $1::bigint and ${position} <= $2::bigint and (${position} < $2::bigint or ${place} < $3)`;

const vertexPlace = `(('v ' || c.kind || ' ' || c.entity || ' ' || c.told_by) collate "C")`;

const vertices = `
  select c.position, ${vertexPlace} as place, c.kind, c.at,
    case when c.kind = 'JOB_ADDED' then null else c.entity end as dataset, case when c.kind = 'JOB_ADDED' then c.entity end as job
  from lineage.graph_change c
  where ${page('c.position', vertexPlace)}
  order by c.position desc, place desc limit $4`;

function edges(known: 'known_from' | 'known_to', change: 'ADDED' | 'REMOVED', condition: string, at: string): string {
  const place = `(('${known === 'known_from' ? 'a' : 'r'} ' || lpad(e.id::text, 20, '0')) collate "C")`;
  return `
    select e.${known} as position, ${place} as place,
      case when e.dst = e.job then 'INPUT_${change}' else 'OUTPUT_${change}' end as kind, ${at} as at, d.uid as dataset, j.uid as job
    from lineage.edge e
    join lineage.node j on j.id = e.job
    join lineage.node d on d.id = case when e.dst = e.job then e.src else e.dst end
    where e.valid_to = 'infinity' and ${known === 'known_to' ? `e.known_to < ${now} and` : ''} ${page(`e.${known}`, place)} and ${condition}
    order by e.${known} desc, place desc limit $4`;
}

const added = edges(
  'known_from',
  'ADDED',
  `e.known_to > e.known_from and not ${heldOpen('e', 'o.known_from < e.known_from and o.known_to >= e.known_from')}`,
  'e.valid_from',
);

/** It ended when the last interval known of it did. */
const removed = edges(
  'known_to',
  'REMOVED',
  `e.known_from < e.known_to and not ${heldOpen('e', 'o.known_from <= e.known_to and o.known_to > e.known_to')}`,
  `(select max(o.valid_to) from lineage.edge o where o.src = e.src and o.dst = e.dst and o.known_from <= e.known_to and o.known_to > e.known_to)`,
);

const changes = `
  select x.position::float8 as position, x.place, x.kind, x.at, x.dataset, x.job, v.entry_id as "entryId"
  from ((${vertices}) union all (${added}) union all (${removed})) x
  left join lineage.event v on v.position = x.position
  order by x.position desc, x.place collate "C" desc limit $4`;

/** What changed last: vertices by the entries that told it, edges of the newest state by their bitemporal rows. */
export class ChangeRepository {
  /** Up to a position of the log, newest first. */
  page(tx: ReadTx, upTo: number, after: ChangePlace | null, limit: number): Promise<ChangeRow[]> {
    return tx.query<ChangeRow>({ text: changes, values: [upTo, after?.position ?? now, after?.place ?? '', limit] });
  }
}
