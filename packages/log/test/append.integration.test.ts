import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openLog, type AppendRefusal, type AppendResult, type Log } from '@hotpass/log';
import { createTestDatabase, type TestDatabase } from '@hotpass/testkit';
import { anEvent, events, openTestLog, someone } from './log-under-test.ts';

let database: TestDatabase;
let log: Log;

beforeEach(async () => {
  database = await createTestDatabase();
  log = await openTestLog(database);
});

afterEach(async () => {
  await log.close();
  await database[Symbol.asyncDispose]();
});

function stored(outcome: AppendResult | AppendRefusal | undefined): AppendResult {
  if (!outcome || !('id' in outcome)) throw new Error('It was refused.');
  return outcome;
}

async function count(sql: string): Promise<number> {
  const { rows } = await database.pool.query<{ n: string }>(`select count(*) as n from ${sql}`);
  return Number(rows[0]?.n);
}

test('a repeat answers the first id: in the same call, in a later one, and without a readable time', async () => {
  const [first, other, again] = await log.appendEvents(someone, [anEvent({ n: 1 }), anEvent({ n: 2 }), anEvent({ n: 1 })]);
  expect(stored(first).repeated).toBe(false);
  expect(stored(again)).toEqual({ id: stored(first).id, repeated: true });
  expect(stored(other).id).not.toBe(stored(first).id);
  const [later] = await log.appendEvents(someone, [anEvent({ n: 1 })]);
  expect(later).toEqual({ id: stored(first).id, repeated: true });
  const timeless = anEvent({ n: 3 }, { eventTime: null });
  const [unread] = await log.appendEvents(someone, [timeless]);
  expect((await log.appendEvents(someone, [timeless]))[0]).toEqual({ id: stored(unread).id, repeated: true });
  expect(await count('log.entry')).toBe(3);
});

test('the same bytes posted at once by many are stored once', async () => {
  const batches = Array.from({ length: 8 }, (_, sender) => {
    const batch = events(20);
    return sender % 2 ? batch : batch.toReversed();
  });
  const answers = await Promise.all(batches.map((batch) => log.appendEvents(someone, batch)));
  const ids = new Set(answers.flat().map((answer) => stored(answer).id));
  expect(ids.size).toBe(20);
  expect(answers.flat().filter((answer) => !stored(answer).repeated).length).toBe(20);
  expect(await count('log.entry')).toBe(20);
  expect(await count('log.body')).toBe(20);
});

test('an event the database cannot hold is refused alone, in words of ours', async () => {
  const bad = anEvent({ n: 'bad' }, { keys: ['run_\u0000'] });
  const answers = await log.appendEvents(someone, [...events(10), bad, ...events(10, 11)]);
  expect(answers.flatMap((answer, index) => ('refused' in answer ? [{ index, ...answer }] : []))).toEqual([
    { index: 10, refused: 'The database refused it (SQLSTATE 22021).' },
  ]);
  expect(await count('log.entry')).toBe(20);
});

test('a call larger than a batch is stored whole, and bodies come back as they were', async () => {
  const large = anEvent({ text: 'é'.repeat(5_000_000) });
  const answers = await log.appendEvents(someone, [...events(600), large]);
  expect(new Set(answers.map((answer) => stored(answer).id)).size).toBe(601);
  const bodies: Uint8Array[] = [];
  await log.start({
    kind: 'projector',
    name: 'test.bodies',
    version: 1,
    types: ['test.event'],
    project: async (_tx, entries) => void bodies.push(...entries.map((entry) => entry.body)),
    reset: async () => undefined,
  });
  await log.settle();
  expect(bodies.length).toBe(601);
  expect(Buffer.compare(bodies[600] ?? Buffer.alloc(0), large.body)).toBe(0);
});

test('a header keeps what it was given, and its hash is of the salted body as received', async () => {
  const event = anEvent(
    { n: 1 },
    {
      keys: ['run_1', 'job_2'],
      decision: { project: false, flags: ['CLOCK_SUSPECT'] },
      traceId: 'trace',
      cause: 7,
      eventTime: new Date('+012345-06-07T08:09:10.123Z'),
    },
  );
  await log.appendEvents(someone, [event]);
  await log.settle();
  const subscription = log.feed.subscribe('AAAAAAAAAAAAAAAA');
  const { value } = await subscription[Symbol.asyncIterator]().next();
  subscription.close();
  expect(value[0]).toMatchObject({
    position: 1,
    type: 'test.event',
    keys: event.keys,
    decision: event.decision,
    traceId: 'trace',
    cause: 7,
    eventTime: event.eventTime,
    actor: 'local',
    onBehalfOf: null,
    aggregate: null,
  });
  const { rows } = await database.pool.query<{ salt: Buffer; size_bytes: number }>('select salt, size_bytes from log.body');
  const hash = createHash('sha256')
    .update(rows[0]?.salt ?? '')
    .update(event.body)
    .digest();
  expect(Buffer.from(value[0].bodyHash).equals(hash)).toBe(true);
  expect(rows[0]).toMatchObject({ size_bytes: event.body.length });
  // Redaction replaces the body; the header is as it was.
  await database.pool.query(`update log.body set salt = '', zstd = '', size_bytes = 0, redacted_at = now()`);
  expect((await database.pool.query('select body_hash from log.entry')).rows[0].body_hash.equals(hash)).toBe(true);
});

test('versions of an aggregate ascend by one an entry, and a stale writer is refused before it writes', async () => {
  const write = async (baseVersion: number | undefined, entries: number): Promise<string | null> => {
    const options = baseVersion === undefined ? { aggregate: 'con_1' } : { aggregate: 'con_1', baseVersion };
    const { entryId } = await log.database.transact(someone, options, async (tx) => {
      for (let i = 0; i < entries; i += 1) tx.log.append({ type: 'test.fact', keys: ['con_1'], data: { i } });
    });
    return entryId;
  };
  expect(await write(0, 2)).toMatch(/^ent_[0-9a-f]{32}$/);
  await write(2, 1);
  await expect(write(2, 1)).rejects.toMatchObject({ code: 'STALE_VERSION', details: { version: 3 } });
  await Promise.all([write(undefined, 2), write(undefined, 2), write(undefined, 2)]);
  expect(await write(9, 0)).toBeNull();
  await log.settle();
  const { rows } = await database.pool.query<{ version: string }>('select aggregate_version as version from log.entry order by position');
  expect(rows.map((row) => Number(row.version))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('a transaction that throws leaves nothing, and neither does one that swallows its own failure', async () => {
  const fact = { type: 'test.fact', keys: [], data: {} };
  const thrown = new Error('no');
  await expect(
    log.database.transact(someone, {}, async (tx) => {
      tx.log.append(fact);
      throw thrown;
    }),
  ).rejects.toBe(thrown);
  await expect(
    log.database.transact(someone, {}, async (tx) => void (await tx.query({ text: 'select 1/0' }).catch(() => undefined))),
  ).rejects.toThrow('The transaction had failed');
  await expect(
    log.database.transact(someone, {}, async (tx) => {
      tx.log.append(fact);
      await tx.query({ text: 'select 1/0' }).catch(() => undefined);
    }),
  ).rejects.toMatchObject({ code: '25P02' });
  expect(await count('log.entry')).toBe(0);
  const leaked = await log.database.read(someone, async (tx) => tx);
  await expect(leaked.query({ text: 'select 1' })).rejects.toThrow('This transaction is over.');
});

test('a read sees one moment and cannot write', async () => {
  await log.database.read(someone, async (tx) => {
    const before = await tx.query({ text: 'select count(*) from log.entry' });
    await log.appendEvents(someone, events(3));
    expect(await tx.query({ text: 'select count(*) from log.entry' })).toEqual(before);
  });
  await expect(log.database.read(someone, (tx) => tx.query({ text: 'delete from log.body' }))).rejects.toMatchObject({ code: '25006' });
  expect(await count('log.body')).toBe(3);
});

test('an event taken in again is a new entry of the same bytes under another decision, and a repeat still answers the first', async () => {
  const event = anEvent({ n: 1 }, { decision: { project: false, flags: ['CLOCK_SUSPECT'] } });
  const first = stored((await log.appendEvents(someone, [event]))[0]).id;
  const decision = { project: true, flags: ['CLOCK_SUSPECT'] };
  const again = await log.appendAgain({ ...someone, id: 'operator' }, first, decision);
  expect(again).not.toBe(first);
  const taken: unknown[] = [];
  await log.start({
    kind: 'projector',
    name: 'test.decisions',
    version: 1,
    types: ['test.event'],
    project: async (_tx, entries) =>
      void taken.push(
        ...entries.map(({ decision: decided, cause, actor, body }) => ({ decided, cause, actor, text: Buffer.from(body).toString() })),
      ),
    reset: async () => undefined,
  });
  await log.settle();
  const text = Buffer.from(event.body).toString();
  expect(taken).toEqual([
    { decided: event.decision, cause: null, actor: 'local', text },
    { decided: decision, cause: 1, actor: 'operator', text },
  ]);
  expect(stored((await log.appendEvents(someone, [event]))[0])).toEqual({ id: first, repeated: true });
  await expect(log.appendAgain(someone, '99', decision)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('an append into a week without a partition makes it', async () => {
  await database.pool.query(`do $$ declare t text; begin
    for t in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
      where p.relname in ('entry', 'body') and c.relkind = 'r' loop execute 'drop table log.' || t; end loop; end $$`);
  const answers = await log.appendEvents(someone, events(3));
  expect(answers.every((answer) => 'id' in answer)).toBe(true);
  await log.database.transact(someone, {}, async (tx) => tx.log.append({ type: 'test.fact', keys: [], data: {} }));
  await log.settle();
  expect(await count('log.entry where position is not null')).toBe(4);
});

test('an outage in the middle is healed by retrying, and a longer one says when to come back', async () => {
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'hotpass'`,
  );
  const answers = await log.appendEvents(someone, events(3));
  expect(answers.map((answer) => stored(answer).repeated)).toEqual([false, false, false]);
  const fail = `create function public.fail() returns trigger language plpgsql as $$ begin raise exception 'disk full on /secret' using errcode = '53100'; end $$`;
  await database.pool.query(fail);
  await database.pool.query('create trigger full_disk before insert on log.event_key for each row execute function public.fail()');
  await expect(log.appendEvents(someone, events(1, 100))).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: 'The database does not answer. Try again.',
    details: { retryAfterMs: expect.any(Number) },
  });
  await expect(
    log.database.transact(someone, {}, async (tx) => void (await tx.query({ text: 'select public.fail_now()' }))),
  ).rejects.toMatchObject({ code: '42883' });
});

test('a database that may lose what it acknowledged is refused', async () => {
  await expect(openLog({ connectionString: database.url })).rejects.toThrow(
    /^This database may lose what it has acknowledged: fsync, .*is off\./,
  );
});

test('a database without the schema, or without a server, is refused in one sentence', async () => {
  await database.pool.query('drop schema log cascade');
  await expect(openLog({ connectionString: database.url })).rejects.toThrow('This database has no log yet: run the migrations first.');
  await expect(openLog({ connectionString: 'postgres://nobody@127.0.0.1:1/none' })).rejects.toThrow('ECONNREFUSED');
});
