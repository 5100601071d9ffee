import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DataError, type Entry, type Log } from '@hotpass/log';
import { createTestDatabase, type TestDatabase } from '@hotpass/testkit';
import { anEvent, aProjector, createSeen, openTestLog, record, seen, someone } from './log-under-test.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  await createSeen(database);
});

afterEach(async () => {
  await database[Symbol.asyncDispose]();
});

/** Refuses `bad` until told otherwise. */
function strictly(isStrict: () => boolean) {
  return aProjector({
    async project(tx, entries) {
      if (isStrict() && entries.some((entry) => JSON.stringify(entry.json()).includes('bad'))) throw new DataError('Not yet.');
      await record(tx, entries);
    },
  });
}

async function told(log: Log): Promise<Entry[]> {
  const found: Entry[] = [];
  await log.start({
    kind: 'projector',
    name: 'test.told',
    version: 1,
    types: ['log.quarantine.replayed'],
    project: async (_tx, entries) => void found.push(...entries),
    reset: async () => undefined,
  });
  await log.settle();
  return found;
}

test('a replay is told in the log, with the keys of its entry, in the transaction of its effect', async () => {
  await using log = await openTestLog(database);
  let strict = true;
  await log.start(strictly(() => strict));
  const [stored] = await log.appendEvents(someone, [anEvent({ bad: 1 }, { keys: ['run_1', 'job_1'], traceId: 'a'.repeat(32) })]);
  const id = stored && 'id' in stored ? stored.id : '';
  await log.settle();
  await expect(log.replay(someone, 'test.seen', id)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await told(log)).toEqual([]);
  strict = false;
  const { entryId, count } = await log.replay({ ...someone, id: 'operator' }, 'test.seen', id);
  expect(count).toBe(1);
  await log.reached('test.seen', entryId, 5_000);
  expect(await log.quarantine(null)).toEqual([]);
  const { rows } = await database.pool.query(
    `select type, keys, cause::integer, actor, trace_id from log.entry where type = 'log.quarantine.replayed'`,
  );
  expect(rows).toEqual([
    { type: 'log.quarantine.replayed', keys: ['run_1', 'job_1'], cause: 1, actor: 'operator', trace_id: 'a'.repeat(32) },
  ]);
  const body = await log.bodies([entryId], 1_000);
  expect(JSON.parse(Buffer.from(body.get(entryId)?.bytes ?? []).toString())).toEqual({ consumer: 'test.seen', entryId: id });
});

test('a process without the consumer has it replayed where it runs, or is told that it runs nowhere', async () => {
  let strict = true;
  await using owner = await openTestLog(database);
  await owner.start(strictly(() => strict));
  await owner.appendEvents(someone, [anEvent({ bad: 1 }), anEvent({ n: 2 })]);
  await owner.settle();
  await using asker = await openTestLog(database);
  await asker.start(aProjector({ name: 'test.other', project: async () => undefined }));
  await asker.settle();
  expect(await asker.quarantine(null)).toMatchObject([{ consumer: 'test.seen', position: 1, heldBehind: null, heldBack: 0 }]);
  await expect(asker.replay(someone, 'test.seen', '1')).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: { position: 1 } });
  await expect(asker.replay(someone, 'test.seen', '2')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  strict = false;
  expect(await asker.replay(someone, 'test.seen', '1')).toMatchObject({ count: 1 });
  expect(await asker.quarantine('test.seen')).toEqual([]);
  expect((await database.pool.query('select 1 from log.replay_request')).rowCount).toBe(0);
}, 30_000);

test('what nobody takes is withdrawn, so that it does not happen later', async () => {
  await using owner = await openTestLog(database);
  await owner.start(strictly(() => true));
  await owner.appendEvents(someone, [anEvent({ bad: 1 })]);
  await owner.settle();
  await owner.close();
  await using asker = await openTestLog(database);
  await expect(asker.replay(someone, 'test.seen', '1')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect((await database.pool.query('select 1 from log.replay_request')).rowCount).toBe(0);
  expect(await seen(database)).toEqual([]);
}, 30_000);

test('the quarantine is read page by page, and what waits behind an entry is counted', async () => {
  await using log = await openTestLog(database);
  await log.start({ ...strictly(() => true), ordered: true });
  for (const n of ['bad', 'a', 'b']) {
    await log.database.transact(someone, { aggregate: 'x' }, async (tx) => tx.log.append({ type: 'test.event', keys: ['x'], data: { n } }));
  }
  await log.settle();
  const all = await log.quarantine('test.seen');
  expect(all.map(({ position, heldBehind, heldBack }) => [position, heldBehind, heldBack])).toEqual([
    [1, null, 2],
    [2, 1, 0],
    [3, 1, 0],
  ]);
  const [first, ...rest] = all;
  expect(await log.quarantine(null, { after: null, limit: 1 })).toEqual([first]);
  expect(await log.quarantine(null, { after: first!, limit: 5 })).toEqual(rest);
});

test('bodies come as received while the budget lasts', async () => {
  await using log = await openTestLog(database);
  const texts = ['{"a":1.0}', `{"b":"${'x'.repeat(1_000)}"}`, '{"c":"é"}'];
  const stored = await log.appendEvents(
    someone,
    texts.map((text) => anEvent(text)),
  );
  const [a, b, c] = stored.map((one) => ('id' in one ? one.id : ''));
  const read = await log.bodies([a!, 'ent_nothing', b!, `ent_${'0'.repeat(32)}`, c!], 1_017);
  expect([...read.keys()]).toEqual([a, b, c]);
  expect(Buffer.from(read.get(b!)?.bytes ?? []).toString()).toBe(texts[1]);
  expect(read.get(c!)).toEqual({ sizeBytes: 10, bytes: null });
  expect(await log.bodies([], 20)).toEqual(new Map());
});
