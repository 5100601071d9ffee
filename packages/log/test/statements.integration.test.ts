import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { ProjectorTx } from '@hotpass/log';
import { createTestDatabase } from '@hotpass/testkit';
import { anEvent, aProjector, createSeen, openTestLog, record, seen, someone } from './log-under-test.ts';

/** Tells of a failure later than whoever sent something behind it. */
async function late(answer: Promise<unknown>): Promise<void> {
  await answer.catch(async (error: unknown) => {
    await delay(50);
    throw error;
  });
}

test('statements sent at once are taken in their order; of one that fails its own error is told, not that of those behind it', async () => {
  await using database = await createTestDatabase();
  await createSeen(database);
  await using log = await openTestLog(database);
  const counts: unknown[] = [];
  const taken = async (tx: ProjectorTx, value: string): Promise<void> => {
    const [, , rows] = await Promise.all([
      tx.query({ text: 'create temporary table at_once (n integer) on commit drop' }),
      late(tx.query({ text: 'insert into at_once select $1::text::integer', values: [value] })),
      tx.query({ text: 'select count(*)::integer as n from at_once' }),
    ]);
    counts.push(...rows);
  };
  await log.start(
    aProjector({
      async project(tx, entries) {
        for (const entry of entries) await taken(tx, (entry.json() as { n: string }).n);
        await record(tx, entries);
      },
    }),
  );
  for (const n of ['1', 'no number', '2']) {
    await log.appendEvents(someone, [anEvent({ n })]);
    await log.settle();
  }
  expect(counts).toEqual([{ n: 1 }, { n: 1 }]);
  expect((await seen(database)).length).toBe(2);
  expect(await log.quarantine('test.seen')).toMatchObject([{ position: 2, reason: 'The database refused it (SQLSTATE 22P02).' }]);
  expect(log.status()[0]).toMatchObject({ state: 'running', position: 3 });
});
