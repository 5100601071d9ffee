import type { MigrationInterface, QueryRunner } from 'typeorm';

/*
 * One call for a whole batch. Bodies come one after the other in one bytea (as an array they would travel as hex),
 * keys in one array with where each entry's begin and end. Entries with digests are events: one whose key is
 * known is not stored, and its answer is the first one's.
 */
const append = `
create function log.append(
  actor text, on_behalf_of text, aggregate_id text,
  types text[], all_keys text[], key_from integer[], key_to integer[], event_times timestamptz[],
  decisions jsonb[], trace_ids text[], causes bigint[],
  salts bytea, hashes bytea, digests bytea, bodies bytea, body_from integer[], body_length integer[], sizes integer[]
) returns table (n integer, seq bigint, received_at timestamptz, repeated boolean)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  total   constant integer := cardinality(types);
  drawn   bigint[];
  kept    bigint[];
  at      timestamptz;
  version bigint;
begin
  perform pg_current_xact_id();  -- before a seq is drawn: log.sequence() counts on it
  if aggregate_id is not null then
    insert into log.aggregate as a (id, version) values (aggregate_id, total)
    on conflict (id) do update set version = a.version + total returning a.version - total into version;
  end if;
  drawn := array(select nextval('log.entry_seq') from generate_series(1, total));
  kept := drawn;
  at := clock_timestamp();
  -- A clock that jumped, or a hub whose timer slept: the week is made here, no entry is refused for it.
  if to_regclass('log.body_' || to_char(date_trunc('week', at, 'UTC') at time zone 'UTC', 'YYYYMMDD')) is null then
    perform log.make_partitions(at, 0);
  end if;
  if digests is not null then
    -- In the order of the key, so that two calls with the same events wait for each other and do not deadlock.
    with fresh as (
      insert into log.event_key (event_time, digest, seq, received_at)
      select coalesce(e.event_time, '-infinity'), substring(digests from (e.n::integer - 1) * 32 + 1 for 32), drawn[e.n], at
      from unnest(event_times) with ordinality as e (event_time, n)
      order by 1, 2, e.n
      on conflict do nothing returning seq
    )
    select coalesce(array_agg(f.seq), '{}') into kept from fresh f;
  end if;
  insert into log.entry (seq, received_at, type, keys, event_time, actor, on_behalf_of, decision, trace_id, cause,
    aggregate, aggregate_version, body_id, body_hash)
  select drawn[e.n], at, e.type, coalesce(all_keys[e.key_from:e.key_to], '{}'), e.event_time, actor, on_behalf_of, e.decision, e.trace_id, e.cause,
    aggregate_id, version + e.n, drawn[e.n], substring(hashes from (e.n::integer - 1) * 32 + 1 for 32)
  from unnest(types, key_from, key_to, event_times, decisions, trace_ids, causes) with ordinality
    as e (type, key_from, key_to, event_time, decision, trace_id, cause, n)
  where drawn[e.n] = any(kept);
  insert into log.body (id, received_at, salt, size_bytes, zstd)
  select drawn[b.n], at, substring(salts from (b.n::integer - 1) * 16 + 1 for 16), b.size, substring(bodies from b.start + 1 for b.length)
  from unnest(body_from, body_length, sizes) with ordinality as b (start, length, size, n)
  where drawn[b.n] = any(kept);
  if digests is null then
    return query select i::integer, drawn[i], at, false from generate_series(1, total) i;
  else
    -- A fresh snapshot: it sees the key that another transaction committed while this one waited for it.
    return query
      select e.n::integer, k.seq, k.received_at, k.seq <> drawn[e.n]
      from unnest(event_times) with ordinality as e (event_time, n)
      join log.event_key k on k.event_time = coalesce(e.event_time, '-infinity')
        and k.digest = substring(digests from (e.n::integer - 1) * 32 + 1 for 32);
  end if;
end $$;
`;

/** The one way into the log. */
export class LogAppend1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(append);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
