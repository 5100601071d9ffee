import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@hotpass/testkit';
import pg from 'pg';
import { append, Writer } from './raw-writer.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(async () => {
  await database[Symbol.asyncDispose]();
});

async function sequence(boundEvery = 8_192): Promise<number | null> {
  const { rows } = await database.pool.query<{ n: number | null }>('select log.sequence(4096, $1) as n', [boundEvery]);
  return rows[0]?.n ?? null;
}

/** Types of the entries in the order of their positions. */
async function inOrder(): Promise<string[]> {
  const { rows } = await database.pool.query<{ type: string }>('select type from log.entry where position is not null order by position');
  return rows.map((row) => row.type);
}

/** Index entries that scans for unsequenced headers have read so far: work, not time. */
async function scanned(client: pg.Client): Promise<number> {
  await client.query('select pg_stat_force_next_flush()');
  await client.query('select pg_stat_clear_snapshot()');
  const { rows } = await client.query<{ n: string }>(
    `select coalesce(sum(s.idx_tup_read), 0) as n from pg_stat_user_indexes s join pg_index i using (indexrelid)
     where s.schemaname = 'log' and pg_get_expr(i.indpred, i.indrelid) like '%IS NULL%'`,
  );
  return Number(rows[0]?.n);
}

test('an entry that commits late gets its position late, and a reader by seq misses it (the negative control)', async () => {
  await using slow = await Writer.open(database, 'slow');
  await slow.begin();
  await slow.append('slow');
  await append(database, 'quick');
  expect(await sequence()).toBe(1);
  const naive: string[] = [];
  let last = 0;
  const readBySeq = async (): Promise<void> => {
    const { rows } = await database.pool.query<{ seq: string; type: string }>(
      'select seq, type from log.entry where seq > $1 order by seq',
      [last],
    );
    for (const row of rows) naive.push(row.type);
    last = Number(rows.at(-1)?.seq ?? last);
  };
  await readBySeq();
  await slow.commit();
  await readBySeq();
  expect(await sequence()).toBe(1);
  expect(await inOrder()).toEqual(['quick', 'slow']);
  expect(naive).toEqual(['quick']);
});

test('an open write transaction elsewhere in the cluster holds nothing back', async () => {
  await using other = await createTestDatabase();
  const elsewhere = new pg.Client(other.url);
  await elsewhere.connect();
  await elsewhere.query('begin');
  await elsewhere.query('select pg_current_xact_id()');
  for (let i = 0; i < 30; i += 1) {
    await append(database, String(i));
    expect(await sequence(10)).toBe(1);
  }
  const { rows } = await database.pool.query<{ low: string }>('select low from log.sequencing_bound');
  expect(Number(rows[0]?.low)).toBeGreaterThanOrEqual(10);
  await elsewhere.end();
});

test('a second call while one is at work answers null, and refuses a snapshot older than its lock', async () => {
  await append(database, 'a');
  await using holder = await Writer.open(database, 'holder');
  await holder.begin();
  expect(await holder.sequence()).toBe(1);
  expect(await sequence()).toBeNull();
  await holder.commit();
  expect(await sequence()).toBe(0);
  await holder.client.query('begin isolation level repeatable read');
  await expect(holder.sequence()).rejects.toMatchObject({ code: '25000' });
});

test('a held snapshot does not make sequencing slower with every entry', async () => {
  const report = new pg.Client(database.url);
  await report.connect();
  await report.query('begin isolation level repeatable read read only');
  await report.query('select count(*) from log.entry');
  const measure = new pg.Client(database.url);
  await measure.connect();
  const work = async (boundEvery: number): Promise<number[]> => {
    const reads: number[] = [];
    for (let round = 0; round < 15; round += 1) {
      for (let i = 0; i < 2; i += 1) await append(database, 'x', 50);
      const before = await scanned(measure);
      await measure.query('select log.sequence(4096, $1)', [boundEvery]);
      reads.push((await scanned(measure)) - before);
    }
    return reads;
  };
  const bounded = await work(100);
  // What a call has to read: the 100 new ones, and at most two bounds' worth of those before.
  expect(Math.max(...bounded.slice(5))).toBeLessThanOrEqual(500);
  const unbounded = await work(1_000_000);
  expect(unbounded.at(-1)).toBeGreaterThan(1_000);
  await measure.end();
  await report.end();
});

/** A appends version 1 and its commit stalls; B waits for A's lock, then writes version 2; others go on meanwhile. */
async function stalledCommit(meanwhile: () => Promise<void>): Promise<string[]> {
  await using a = await Writer.open(database, 'a');
  await using b = await Writer.open(database, 'b');
  await a.begin('agg');
  await a.append('agg v1', 'agg');
  await meanwhile();
  const waiting = b.begin('agg');
  await a.commit();
  await waiting;
  await b.append('agg v2', 'agg');
  await b.commit();
  await sequence(5);
  await sequence(5);
  return (await inOrder()).filter((type) => type.startsWith('agg'));
}

async function othersGoOn(): Promise<void> {
  for (let i = 0; i < 40; i += 1) {
    await append(database, 'other');
    await sequence(5);
  }
}

test('a stalled commit keeps its place before what followed it, however far the bound has gone', async () => {
  expect(await stalledCommit(othersGoOn)).toEqual(['agg v1', 'agg v2']);
  const { rows } = await database.pool.query<{ version: string }>(
    `select aggregate_version as version from log.entry where aggregate = 'agg' order by position`,
  );
  expect(rows.map((row) => row.version)).toEqual(['1', '2']);
});

test('with a bound that ignores open writers the stalled entry is lost (the negative control)', async () => {
  const careless = async (): Promise<void> => {
    await othersGoOn();
    await database.pool.query(`update log.sequencing_bound set low = (select last_value from log.entry_seq), next = null`);
  };
  expect(await stalledCommit(careless)).toEqual(['agg v2']);
});

test('a commit that stalls while bounds rise is found by the call after it', async () => {
  await using stalled = await Writer.open(database, 'stalled');
  await stalled.begin();
  await stalled.append('stalled');
  await othersGoOn();
  await stalled.commit();
  await append(database, 'after');
  await sequence(5);
  expect((await inOrder()).slice(-2)).toEqual(['stalled', 'after']);
  for (let i = 0; i < 3; i += 1) await sequence(1);
  const { rows } = await database.pool.query<{ behind: string }>(
    'select (select last_value from log.entry_seq) - low as behind from log.sequencing_bound',
  );
  expect(Number(rows[0]?.behind)).toBeLessThan(10);
});

test('a writer that begins while a call settles one bound and sets the next is not left below it', async () => {
  await using early = await Writer.open(database, 'early');
  await using holder = await Writer.open(database, 'holder');
  await using sequencer = await Writer.open(database, 'sequencer');
  await using late = await Writer.open(database, 'late');
  await append(database, 'warm', 6);
  // A bound with a writer in its list…
  await early.begin();
  await early.append('early');
  await sequence(5);
  await early.commit();
  // …and enough numbers drawn since for the call that settles it to set another one.
  await append(database, 'more', 6);
  await holder.begin();
  await holder.client.query('select from log.entry where position is null order by seq limit 1 for update');
  const running = sequencer.sequence(5);
  await untilItWaits('sequencer');
  await late.begin();
  await late.append('late');
  await holder.commit();
  await running;
  await append(database, 'tick');
  await sequence(5);
  await late.commit();
  await sequence(5);
  expect(await inOrder()).toContain('late');
});

/** Resolves when the connection of this name waits for a lock. */
async function untilItWaits(name: string): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query("select from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'", [
      name,
    ]);
    if (rows.length > 0) return;
  }
}
