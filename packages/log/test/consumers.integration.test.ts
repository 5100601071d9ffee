import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { consumerCursor, DataError, type Entry, type Reactor } from '@hotpass/log';
import { createTestDatabase, type TestDatabase, until } from '@hotpass/testkit';
import pg from 'pg';
import { anEvent, aProjector, createSeen, events, gate, openTestLog, record, seen, someone } from './log-under-test.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  await createSeen(database);
});

afterEach(async () => {
  await database[Symbol.asyncDispose]();
});

function valueOf(entry: Entry): unknown {
  const json = entry.json();
  return typeof json === 'object' && json !== null && 'n' in json ? json.n : null;
}

test('a projector takes every entry once, in order, and its cursor is read in the snapshot of its data', async () => {
  await using log = await openTestLog(database);
  await log.start(aProjector());
  await log.appendEvents(someone, events(300));
  await log.settle();
  expect(await seen(database)).toEqual(Array.from({ length: 300 }, (_, i) => `{"n":${i + 1}}`));
  const cursor = await log.database.read(someone, (tx) => consumerCursor(tx, 'test.seen'));
  expect(cursor).toBe(await log.feed.head());
  expect(log.problems()).toEqual([]);
  expect(log.status()).toEqual([{ name: 'test.seen', position: 300, lag: 0, lagMs: 0, state: 'running', reason: null, quarantined: 0 }]);
});

test('a consumer is moved past entries of other types, and its cursor before any entry is the start of the log', async () => {
  await using log = await openTestLog(database);
  await log.start(aProjector({ types: ['other'] }));
  expect(await log.database.read(someone, (tx) => consumerCursor(tx, 'test.seen'))).toBe('AAAAAAAAAAAAAAAA');
  await log.appendEvents(someone, events(3));
  await log.settle();
  expect(log.status()[0]?.position).toBe(3);
  expect(await seen(database)).toEqual([]);
});

test('the cursor of several consumers is that of the one that is least far, one never started included', async () => {
  await using log = await openTestLog(database);
  const gated = gate();
  await log.start(aProjector({ name: 'test.ahead', project: async () => {} }));
  await log.appendEvents(someone, events(3));
  await log.settle();
  const cursor = (...names: string[]): Promise<string> => log.database.read(someone, (tx) => consumerCursor(tx, ...names));
  expect(await cursor('test.ahead')).toBe(await log.feed.head());
  expect(await cursor('test.ahead', 'test.never')).toBe('AAAAAAAAAAAAAAAA');
  await log.start(
    aProjector({
      name: 'test.behind',
      async project(tx, entries) {
        await gated.opened;
        await record(tx, entries);
      },
    }),
  );
  expect(await cursor('test.ahead', 'test.behind')).toBe('AAAAAAAAAAAAAAAA');
  gated.open();
  await log.settle();
  expect(await cursor('test.behind', 'test.ahead')).toBe(await log.feed.head());
});

test('poison of every kind is set aside with its reason, its neighbours are taken, and replay takes it later', async () => {
  await using log = await openTestLog(database);
  let strict = true;
  await log.start(
    aProjector({
      async project(tx, entries) {
        for (const entry of entries) {
          if (strict && valueOf(entry) === 'data error') throw new DataError('It has no run.');
          await tx.query({ text: 'select $1::text::integer', values: [strict ? (valueOf(entry) === 'sql' ? 'x' : '1') : '1'] });
        }
        await record(tx, entries);
      },
    }),
  );
  await log.appendEvents(someone, [
    ...events(40),
    anEvent({ n: 'sql' }),
    ...events(40, 41),
    anEvent('no json'),
    anEvent({ n: 'data error' }),
    anEvent({ n: 'last' }),
  ]);
  await log.settle();
  const quarantined = await log.quarantine('test.seen');
  expect(quarantined.map(({ position, reason, keys }) => ({ position, reason, keys }))).toEqual([
    { position: 41, reason: 'The database refused it (SQLSTATE 22P02).', keys: ['run_1'] },
    { position: 82, reason: 'Its body is not JSON.', keys: ['run_1'] },
    { position: 83, reason: 'It has no run.', keys: ['run_1'] },
  ]);
  expect((await seen(database)).length).toBe(81);
  expect(log.status()[0]).toMatchObject({ state: 'running', quarantined: 3 });
  await expect(log.replay(someone, 'test.seen', '83')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  strict = false;
  await log.replay(someone, 'test.seen', '83');
  await log.replay(someone, 'test.seen', '41');
  expect((await log.quarantine('test.seen')).map(({ position }) => position)).toEqual([82]);
  expect((await seen(database)).length).toBe(83);
  expect(log.status()[0]?.quarantined).toBe(1);
  await expect(log.replay(someone, 'test.seen', '41')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('an ordered consumer holds back the later entries of the aggregate and replays them in order', async () => {
  await using log = await openTestLog(database);
  let strict = true;
  await log.start(
    aProjector({
      ordered: true,
      async project(tx, entries) {
        if (strict && entries.some((entry) => valueOf(entry) === 'bad')) throw new DataError('Not yet.');
        await record(tx, entries);
      },
    }),
  );
  const write = async (aggregate: string, n: unknown): Promise<void> => {
    await log.database.transact(someone, { aggregate }, async (tx) =>
      tx.log.append({ type: 'test.event', keys: [aggregate], data: { n } }),
    );
  };
  await write('a', 'bad');
  await write('a', 2);
  await write('b', 1);
  await log.settle();
  await write('a', 3);
  await log.settle();
  expect(await seen(database)).toEqual(['{"n":1}']);
  const held = await log.quarantine('test.seen');
  expect(held.map(({ reason }) => reason)).toEqual([
    'Not yet.',
    'It waits for entry 1 of the same aggregate.',
    'It waits for entry 1 of the same aggregate.',
  ]);
  await expect(log.replay(someone, 'test.seen', String(held[1]?.position))).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { first: 1 },
  });
  strict = false;
  await log.replay(someone, 'test.seen', '1');
  await write('a', 4);
  await log.settle();
  expect(await seen(database)).toEqual(['{"n":"bad"}', '{"n":2}', '{"n":1}', '{"n":3}', '{"n":4}']);
  expect(await log.quarantine('test.seen')).toEqual([]);
});

test('a consumer that finds fault with more than 1 % of the last 1,000 stops, and a restart does not forget', async () => {
  const strict = aProjector({
    async project(tx, entries) {
      if (entries.some((entry) => Number(valueOf(entry)) % 20 === 0)) throw new DataError('Twenty.');
      await record(tx, entries);
    },
  });
  {
    await using log = await openTestLog(database);
    await log.start(strict);
    await log.appendEvents(someone, events(400));
    while (log.status()[0]?.state !== 'stopped') await new Promise((resolve) => setTimeout(resolve, 20));
    expect(log.status()[0]).toMatchObject({ state: 'stopped', position: 219, quarantined: 10 });
    expect(log.problems()).toEqual([expect.stringContaining('More than 1 % of the last 1,000')]);
  }
  await using again = await openTestLog(database);
  await again.start(strict);
  await again.reached('test.seen', '219', 1_000);
  await expect(again.reached('test.seen', '220', 500)).rejects.toMatchObject({ code: 'TIMEOUT' });
  expect((await again.quarantine('test.seen')).length).toBe(10);
});

test('a mistake in a consumer stops it, quarantines nothing, and resume goes on', async () => {
  await using log = await openTestLog(database);
  let broken = true;
  await log.start(
    aProjector({
      async project(tx, entries) {
        if (broken) throw new TypeError('cannot read properties of undefined');
        await record(tx, entries);
      },
    }),
  );
  await log.appendEvents(someone, events(3));
  await until(() => log.status()[0]?.state === 'stopped');
  await expect(log.settle(500)).rejects.toMatchObject({ code: 'TIMEOUT' });
  expect(log.problems()).toEqual(['test.seen has stopped. An unexpected error stopped it; the log of this process tells more.']);
  expect(await log.quarantine('test.seen')).toEqual([]);
  broken = false;
  log.resume('test.seen');
  await log.settle();
  expect((await seen(database)).length).toBe(3);
  expect(log.problems()).toEqual([]);
});

test('a reactor appends what it did with the cause, in the transaction of its position', async () => {
  await using log = await openTestLog(database);
  const reactor: Reactor = {
    kind: 'reactor',
    name: 'test.echo',
    types: ['test.event'],
    async react(tx, entries) {
      for (const entry of entries)
        tx.log.append({ type: 'test.echo', keys: entry.keys, data: { of: entry.position }, cause: entry.position });
    },
  };
  await log.start(reactor);
  await log.start(aProjector({ types: ['test.echo'] }));
  await log.appendEvents(someone, events(5));
  await log.settle();
  await log.settle();
  expect(await seen(database)).toEqual([1, 2, 3, 4, 5].map((of) => `{"of":${of}}`));
  const { rows } = await database.pool.query(`select cause, actor from log.entry where type = 'test.echo' order by position`);
  expect(rows).toEqual([1, 2, 3, 4, 5].map((cause) => ({ cause: String(cause), actor: 'system:test.echo' })));
});

test('a reactor that never skips stops at poison instead', async () => {
  await using log = await openTestLog(database);
  const react: Reactor['react'] = async (tx, entries) => {
    if (entries.some((entry) => valueOf(entry) === 2)) throw new DataError('Two.');
    await record(tx, entries);
  };
  await log.start({ kind: 'reactor', name: 'test.ledger', types: ['test.event'], neverSkips: true, react });
  await log.appendEvents(someone, events(3));
  await expect(log.settle(1_000)).rejects.toMatchObject({ code: 'TIMEOUT' });
  expect(log.problems()).toEqual(['test.ledger has stopped. Entry 2 cannot be taken and must not be skipped. Two.']);
  expect(await log.quarantine('test.ledger')).toEqual([]);
  expect(await seen(database)).toEqual(['{"n":1}']);
});

test('a paused consumer delays only those who need it, and what waited is whole', async () => {
  await using log = await openTestLog(database);
  await log.start(aProjector());
  await log.start(aProjector({ name: 'test.other', project: async () => undefined }));
  await log.pause('test.seen');
  const [stored] = await log.appendEvents(someone, [anEvent({ n: 1 })]);
  if (!stored || !('id' in stored)) throw new Error('refused');
  await log.reached('test.other', stored.id, 5_000);
  await expect(log.reached('test.seen', stored.id, 100)).rejects.toMatchObject({ code: 'TIMEOUT' });
  expect(log.problems()).toEqual(['test.seen is paused.']);
  const [{ lag, lagMs } = { lag: 0, lagMs: 0 }] = log.status();
  expect(lag).toBeGreaterThan(0);
  expect(lagMs).toBeGreaterThan(0);
  expect(log.connections()).toMatchObject({ waiting: 0, maximum: expect.any(Number) });
  log.resume('test.seen');
  await log.reached('test.seen', stored.id, 5_000);
  expect(await seen(database)).toEqual(['{"n":1}']);
});

test('a projector of a higher version is rebuilt, problems say so meanwhile, and an older one does not touch its tables', async () => {
  {
    await using log = await openTestLog(database);
    await log.start(aProjector());
    await log.appendEvents(someone, events(10));
    await log.settle();
  }
  const rebuilt = gate();
  await using log = await openTestLog(database);
  await log.start(
    aProjector({
      version: 2,
      async project(tx, entries) {
        await rebuilt.opened;
        await record(tx, entries);
      },
    }),
  );
  await expect(log.reached('test.seen', '10', 1_000)).rejects.toMatchObject({ code: 'TIMEOUT' });
  expect(log.problems()).toEqual(['test.seen is being rebuilt: 10 entries to go.']);
  expect(await seen(database)).toEqual([]);
  rebuilt.open();
  await log.settle();
  expect((await seen(database)).length).toBe(10);
  expect(log.problems()).toEqual([]);
  await log.close();
  await using old = await openTestLog(database);
  await old.start(aProjector({ version: 1 }));
  await old.appendEvents(someone, events(1, 11));
  await expect(old.reached('test.seen', '11', 500)).rejects.toMatchObject({ code: 'TIMEOUT' });
  expect(old.problems()).toEqual(['test.seen has stopped. A newer version of this projector has taken its tables over.']);
});

test('a held snapshot does not make a consumer slower with every move', async () => {
  const report = new pg.Client(database.url);
  await report.connect();
  await report.query('begin isolation level repeatable read read only');
  await report.query('select count(*) from log.consumer');
  await using log = await openTestLog(database);
  await log.start(aProjector());
  await log.settle();
  const pagesRead = async (sql: string): Promise<number> => {
    const { rows } = await database.pool.query<{ 'QUERY PLAN': [{ Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }] }>(
      `explain (analyze, buffers, format json) ${sql}`,
    );
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    return (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0);
  };
  await database.pool.query(`create table public.control (id int primary key, n int); insert into public.control values (1, 0)`);
  await database.pool.query(`do $$ begin for i in 1..3000 loop
    update public.control set n = i where id = 1;
    delete from log.consumer_position where name = 'test.seen' and step = i - 1;
    insert into log.consumer_position (name, step, position) values ('test.seen', i, 0);
    commit; end loop; end $$`);
  expect(await pagesRead(`select position from log.consumer where name = 'test.seen' and shard = 0`)).toBeLessThanOrEqual(8);
  expect(await pagesRead('select n from public.control where id = 1')).toBeGreaterThan(8);
  await report.end();
});

test('a consumer that is far behind reads by itself, bodies beyond the budget wait for the next batch', async () => {
  await using log = await openTestLog(database);
  const large = 'x'.repeat(3 * 1024 * 1024);
  await log.appendEvents(
    someone,
    [1, 2, 3, 4, 5].map((n) => anEvent({ n, large })),
  );
  const batches: number[] = [];
  await log.start(aProjector({ project: async (_tx, entries) => void batches.push(entries.length) }));
  await log.settle();
  expect(batches.reduce((sum, entries) => sum + entries, 0)).toBe(5);
  expect(Math.max(...batches)).toBeLessThanOrEqual(2);
});
