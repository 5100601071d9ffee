import type { ProjectorTx, ReadTx } from '@hotpass/log';
import { conditionsOf, keyOf, type EventFilter, type TimeRange } from './event-filter.ts';
import type { EventRecord, NewEventRecord } from './event-record.ts';

/** Which events, newest received first. */
export interface EventQuery {
  readonly filter: EventFilter;
  /** Position of the last one seen. */
  readonly after: number | null;
  readonly limit: number;
}

/** Events by their own time, as the REST door lists them. */
export interface TimeQuery {
  readonly range: TimeRange;
  readonly direction: 'asc' | 'desc';
  readonly offset: number;
  readonly limit: number;
}

const columns = `e.entry_id as "entryId", e.position::float8 as position, e.kind, e.event_type as "eventType", e.run_id as "runId",
  e.job_id as "jobId", e.dataset_id as "datasetId", e.producer, e.event_time as "eventTime", e.received_at as "receivedAt",
  e.size_bytes as "sizeBytes", e.projected, e.cause::float8 as cause, e.conforms, e.issues::json as issues, e.issue_count as total, e.flags`;

const keyedSource = 'lineage.event_key d join lineage.event e on e.position = d.position';

const insertSql = `
with keys as (
  insert into lineage.event_key (key, position) select * from unnest($18::uuid[], $19::bigint[]) on conflict do nothing
)
insert into lineage.event (position, entry_id, kind, event_type, run_id, job_id, dataset_id, producer, event_time, received_at,
  size_bytes, projected, cause, conforms, issues, issue_count, flags)
select e.position, e.entry_id, e.kind, e.event_type, e.run_id, e.job_id, e.dataset_id, e.producer, e.event_time, e.received_at,
  e.size_bytes, e.projected, e.cause, e.conforms, e.issues, e.issue_count, string_to_array(e.flags, ' ')
from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[],
    $10::timestamptz[], $11::integer[], $12::boolean[], $13::bigint[], $14::boolean[], $15::text[], $16::integer[], $17::text[])
  as e (position, entry_id, kind, event_type, run_id, job_id, dataset_id, producer, event_time, received_at,
    size_bytes, projected, cause, conforms, issues, issue_count, flags)
on conflict do nothing`;

/** Counting goes no further: what is beyond is said to be at least as many. */
const maxCount = 1_000_000;

/** Every query on `lineage.event`. */
export class EventRepository {
  async insert(tx: ProjectorTx, records: readonly NewEventRecord[]): Promise<void> {
    const column = <Value>(read: (record: NewEventRecord) => Value): Value[] => records.map(read);
    const keys = records.flatMap(({ keys: ids, position }) => ids.map((id) => ({ key: keyOf(id), position }))).filter(({ key }) => key);
    await tx.query({
      name: 'lineage.event.insert',
      text: insertSql,
      values: [
        column(({ position }) => position),
        column(({ entryId }) => entryId),
        column(({ kind }) => kind),
        column(({ eventType }) => eventType),
        column(({ runId }) => runId),
        column(({ jobId }) => jobId),
        column(({ datasetId }) => datasetId),
        column(({ producer }) => producer),
        column(({ eventTime }) => eventTime),
        column(({ receivedAt }) => receivedAt),
        column(({ sizeBytes }) => sizeBytes),
        column(({ projected }) => projected),
        column(({ cause }) => cause),
        column(({ conforms }) => conforms),
        column(({ issues }) => JSON.stringify(issues)),
        column(({ total }) => total),
        column(({ flags }) => flags.join(' ')),
        keys.map(({ key }) => key),
        keys.map(({ position }) => position),
      ],
    });
  }

  async clear(tx: ProjectorTx): Promise<void> {
    await tx.query({ text: 'truncate lineage.event, lineage.event_key' });
  }

  byIds(tx: ReadTx, entryIds: readonly string[]): Promise<EventRecord[]> {
    return tx.query<EventRecord>({
      name: 'lineage.event.by_ids',
      text: `select ${columns} from lineage.event e where e.entry_id = any($1)`,
      values: [entryIds],
    });
  }

  /** The events at these positions, and those that took one of them in again. */
  related(tx: ReadTx, positions: readonly number[]): Promise<EventRecord[]> {
    return tx.query<EventRecord>({
      name: 'lineage.event.related',
      text: `select ${columns} from lineage.event e where e.position = any($1::bigint[])
             union all select ${columns} from lineage.event e where e.cause = any($1::bigint[])`,
      values: [positions],
    });
  }

  /** By position downwards. With a key its events are walked, whatever else is asked; the others are looked at one by one. */
  async list(tx: ReadTx, { filter, after, limit }: EventQuery): Promise<EventRecord[]> {
    const [id, rest] = drivingKey(filter);
    const key = id === null ? null : keyOf(id);
    const conditions = conditionsOf(rest, 4);
    if (!conditions || (id !== null && key === null)) return [];
    const [source, place] = key === null ? ['lineage.event e', 'e.position'] : [keyedSource, 'd.position'];
    return tx.query<EventRecord>({
      text: `select ${columns} from ${source}
             where ${place} < coalesce($1::bigint, 9223372036854775807) and ($3::uuid is null or ${key === null ? 'true' : 'd.key = $3'})
               and ${conditions.text}
             order by ${place} desc limit $2`,
      values: [after, limit, key, ...conditions.values],
    });
  }

  /** What was taken in again is listed once, as it first came. */
  byTime(tx: ReadTx, { range, direction, offset, limit }: TimeQuery): Promise<Pick<EventRecord, 'entryId' | 'sizeBytes'>[]> {
    const conditions = conditionsOf({ eventTime: range }, 3);
    return tx.query<Pick<EventRecord, 'entryId' | 'sizeBytes'>>({
      text: `select e.entry_id as "entryId", e.size_bytes as "sizeBytes" from lineage.event e
             where ${conditions?.text ?? 'true'} and e.cause is null
             order by e.event_time ${direction} nulls ${direction === 'asc' ? 'first' : 'last'}, e.position ${direction} limit $1 offset $2`,
      values: [limit, offset, ...(conditions?.values ?? [])],
    });
  }

  /** How many there are, up to {@link maxCount}. */
  async countByTime(tx: ReadTx, range: TimeRange): Promise<number> {
    const conditions = conditionsOf({ eventTime: range }, 2);
    const [row] = await tx.query<{ count: number }>({
      text: `select count(*)::integer as count from (
               select from lineage.event e where ${conditions?.text ?? 'true'} and e.cause is null limit $1
             ) counted`,
      values: [maxCount, ...(conditions?.values ?? [])],
    });
    return row?.count ?? 0;
  }
}

/** The most particular of its ids, and the filter without it. */
function drivingKey(filter: EventFilter): [string | null, EventFilter] {
  if (filter.runId) return [filter.runId, { ...filter, runId: null }];
  if (filter.datasetId) return [filter.datasetId, { ...filter, datasetId: null }];
  return filter.jobId ? [filter.jobId, { ...filter, jobId: null }] : [null, filter];
}
