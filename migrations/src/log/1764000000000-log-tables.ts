import { randomBytes } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
create schema log;

-- cache 1: a cached sequence hands smaller numbers to later transactions, and seq would not be causal.
create sequence log.entry_seq as bigint cache 1;

-- Headers. Partitioned by received_at, never by event_time: a wrong clock must not decide what is dropped.
-- No default partition: one would block the making of later ones.
create table log.entry (
  seq               bigint not null default nextval('log.entry_seq'),
  position          bigint,
  received_at       timestamptz not null default clock_timestamp(),
  type              text not null,
  keys              text[] not null,
  event_time        timestamptz,
  actor             text not null,
  on_behalf_of      text,
  decision          jsonb,
  trace_id          text,
  cause             bigint,
  aggregate         text,
  aggregate_version bigint,
  body_id           bigint not null,
  body_hash         bytea not null check (octet_length(body_hash) = 32),
  primary key (seq, received_at),
  check ((aggregate is null) = (aggregate_version is null))
) partition by range (received_at);

create index entry_unsequenced on log.entry (seq) where position is null;

-- Bodies, id and received_at as in the header. A body may be replaced by a redacted one; the header stays.
create table log.body (
  id          bigint not null,
  received_at timestamptz not null,
  salt        bytea not null,
  size_bytes  integer not null,
  zstd        bytea not null,
  redacted_at timestamptz,
  primary key (id, received_at)
) partition by range (received_at);
alter table log.body alter column zstd set storage external;

-- The idempotency key of events. A table of its own: sequencing updates a header and with it each of its indexes.
create table log.event_key (
  event_time  timestamptz not null,
  digest      bytea not null,
  seq         bigint not null,
  received_at timestamptz not null,
  primary key (event_time, digest)
);

create table log.aggregate (
  id      text primary key,
  version bigint not null
);

-- One row for each server history the log has lived in; positions of an era begin after its floor.
create table log.era (
  id                integer primary key,
  floor             bigint not null,
  last_position     bigint,
  system_identifier text not null,
  timeline          text not null,
  opened_at         timestamptz not null default clock_timestamp()
);

-- Below which seq nothing can be left to sequence. Rows are only inserted (and old ones deleted): the newest is found
-- from the right end of the index however many dead versions a held snapshot keeps.
create table log.sequencing_bound (
  id      bigint primary key,
  low     bigint not null,
  next    bigint,
  writers text[] not null
);
insert into log.sequencing_bound values (1, 0, null, '{}');

create table log.consumer_owner (
  name       text not null,
  shard      integer not null default 0,
  kind       text not null check (kind in ('projector', 'reactor')),
  version    integer not null,
  token      bigint not null default 0,
  rebuild_to bigint,
  primary key (name, shard)
);

-- A move inserts the next step and deletes the last, for the same reason as above: an updated row would be found
-- behind all its dead versions while a snapshot is held.
create table log.consumer_position (
  name        text not null,
  shard       integer not null default 0,
  step        bigint not null,
  position    bigint not null,
  body_check  bytea not null default '\\x00000000',
  received_at timestamptz not null default '-infinity',
  primary key (name, shard, step)
);

create view log.consumer as
  select o.name, o.shard, o.kind, o.version, o.token, p.step, p.position, p.body_check, p.received_at,
    case when o.rebuild_to > p.position then o.rebuild_to end as rebuild_to
  from log.consumer_owner o cross join lateral (
    select * from log.consumer_position p where p.name = o.name and p.shard = o.shard order by p.step desc limit 1
  ) p;

-- Entries a consumer could not take. held_behind: kept back because an earlier entry of its aggregate is here.
create table log.quarantine (
  consumer    text not null,
  position    bigint not null,
  seq         bigint not null,
  received_at timestamptz not null,
  aggregate   text,
  reason      text not null,
  held_behind bigint,
  at          timestamptz not null default clock_timestamp(),
  primary key (consumer, position)
);

create table log.secret (
  name text primary key,
  key  bytea not null
);
`;

/** Schema `log`: headers, bodies and what belongs to them. */
export class LogTables1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    // The digest of an event is keyed: without the key nobody can test a guess against log.event_key.
    await runner.query(`insert into log.secret (name, key) values ('event_digest', $1)`, [randomBytes(32)]);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
