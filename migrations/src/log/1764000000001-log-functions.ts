import type { MigrationInterface, QueryRunner } from 'typeorm';

const partitions = `
-- Weeks begin on Monday, UTC. A table is made first and then attached: CREATE TABLE … PARTITION OF would lock the
-- parent against every reader and writer, ATTACH does not.
create function log.make_partitions(around timestamptz default clock_timestamp(), ahead integer default 4) returns integer
language plpgsql volatile as $$
declare
  parent text;
  week   timestamptz;
  child  text;
  made   integer := 0;
begin
  perform pg_advisory_xact_lock(7100, 2);
  foreach parent in array array['entry', 'body'] loop
    for i in 0..ahead loop
      week := date_trunc('week', around, 'UTC') + i * interval '168 hours';
      child := parent || '_' || to_char(week at time zone 'UTC', 'YYYYMMDD');
      continue when to_regclass('log.' || child) is not null;
      execute format('create table log.%I (like log.%I including defaults including constraints including storage)', child, parent);
      if parent = 'entry' then
        -- Unsequenced rows are not in it, so an append does not touch it.
        execute format('create unique index %I on log.%I (position) where position is not null', child || '_position', child);
      end if;
      execute format('alter table log.%I attach partition log.%I for values from (%L) to (%L)', parent, child, week, week + interval '168 hours');
      made := made + 1;
    end loop;
  end loop;
  return made;
end $$;
`;

const eras = `
-- The timeline from the write position: the control file may lag behind a promotion.
create function log.server(out system_identifier text, out timeline text) language sql volatile as $$
  select c.system_identifier::text, left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) from pg_control_system() c
$$;

-- Called on every new connection: after a failover, a restore or a copy the log goes on in a new era.
create function log.open_era() returns integer language plpgsql volatile as $$
declare
  latest log.era;
  here   record;
  newest bigint;
begin
  select * into here from log.server();
  select * into latest from log.era order by id desc limit 1;
  if latest.system_identifier = here.system_identifier and latest.timeline = here.timeline then return latest.id; end if;
  perform pg_advisory_xact_lock(7100, 1);
  select * into latest from log.era order by id desc limit 1;
  if latest.system_identifier = here.system_identifier and latest.timeline = here.timeline then return latest.id; end if;
  if latest.id is null then
    insert into log.era values (0, 0, null, here.system_identifier, here.timeline);
    return 0;
  end if;
  select greatest(max(position), latest.floor) into newest from log.entry;
  update log.era set last_position = newest where id = latest.id;
  insert into log.era values (latest.id + 1, (newest / 1099511627776 + 1) * 1099511627776, null, here.system_identifier, here.timeline);
  return latest.id + 1;
end $$;
`;

const sequencing = `
-- Transactions of this database that have written. A transaction takes its id before it draws seq (log.append).
create view log.writer as
  select backend_xid::text as xid from pg_stat_activity
  where backend_xid is not null and datname = current_database() and pid <> pg_backend_pid()
  union all
  select transaction::text from pg_prepared_xacts where database = current_database();

-- Gives the next positions, in seq order, to committed entries that have none; null when another call is at it.
-- Every statement needs a snapshot taken after the lock, hence volatile and READ COMMITTED.
--
-- Sequenced entries leave dead tuples in entry_unsequenced, which vacuum may not remove while anybody holds a snapshot:
-- so the scan has a lower bound. A bound is a value of the sequence (next) together with the transactions that had
-- written when it was read; it comes into force once a complete scan has run after all of them ended. Whatever is
-- at or below it was drawn by one of those, so nothing can appear there later, however long a commit stalls.
create function log.sequence(max_entries integer default 4096, bound_every integer default 8192) returns integer
language plpgsql volatile
-- The join below is by primary key; these keep it so whatever the statistics say.
set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  bound   log.sequencing_bound;
  base    bigint;
  drawn   bigint;
  done    integer;
  settled boolean := false;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'log.sequence() needs READ COMMITTED' using errcode = 'invalid_transaction_state';
  end if;
  if not pg_try_advisory_xact_lock(7100, 1) then return null; end if;
  -- A connection that outlived a promotion (it need not break) must not go on in the old era.
  if (select timeline from log.era order by id desc limit 1) <> left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) then
    perform log.open_era();
  end if;
  select * into bound from log.sequencing_bound order by id desc limit 1;
  if bound.next is not null then
    settled := not exists (select from log.writer where xid = any(bound.writers));
  end if;
  select greatest((select max(position) from log.entry), (select floor from log.era order by id desc limit 1)) into base;
  with next as (
    select seq, received_at, row_number() over (order by seq) as n
    from (select seq, received_at from log.entry where position is null and seq > bound.low order by seq limit max_entries) open
  )
  update log.entry e set position = base + next.n from next where e.seq = next.seq and e.received_at = next.received_at;
  get diagnostics done = row_count;
  if settled and done < max_entries then
    bound.low := bound.next;
    bound.next := null;
  else
    settled := false;
  end if;
  if bound.next is null then
    -- First the sequence, then the writers: who drew up to here has an id by now or has ended.
    select last_value into drawn from log.entry_seq;
    if drawn - bound.low >= bound_every then
      -- pg_stat_activity is read once a transaction; a writer that began since \`settled\` was asked for is not in that copy.
      perform pg_stat_clear_snapshot();
      bound.next := drawn;
      bound.writers := array(select xid from log.writer);
      settled := true;
    end if;
  end if;
  if settled then
    insert into log.sequencing_bound values (bound.id + 1, bound.low, bound.next, bound.writers);
    delete from log.sequencing_bound where id = bound.id;
  end if;
  return done;
end $$;
`;

/** What keeps the log's order: partitions, eras, sequencing. */
export class LogFunctions1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(partitions);
    await runner.query(eras);
    await runner.query(sequencing);
    await runner.query('select log.make_partitions(), log.open_era()');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
