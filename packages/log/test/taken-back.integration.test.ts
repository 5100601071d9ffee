import { expect, test } from '@jest/globals';
import { createTestDatabase } from '@hotpass/testkit';
import { Bodies } from '../src/bodies.ts';
import { ConsumerRunner } from '../src/consumer-runner.ts';
import { EntryReader } from '../src/entry-reader.ts';
import type { Session } from '../src/session.ts';
import { silentLogger as logger } from '../src/logger.ts';
import { Tail } from '../src/tail.ts';
import { aProjector, createSeen, events, gate, openTestLog, someone } from './log-under-test.ts';

test('after a crash took back what was not flushed, no place counts as reached until the server has been asked', async () => {
  await using database = await createTestDatabase();
  await createSeen(database);
  await using log = await openTestLog(database);
  await log.appendEvents(someone, events(3));
  await log.settle();

  const { pool } = database;
  const reader = new EntryReader(pool);
  const tail = new Tail({ reader, logger, pollMs: 20 });
  await tail.start();
  const asked = gate();
  let lock = async (): Promise<boolean> => true;
  const session = { connected: true, tryLock: () => lock(), unlock: async () => undefined } as unknown as Session;
  const options = { pool, bodies: new Bodies(reader, tail), tail, session, logger, pollMs: 20, onAppended: () => undefined };
  const runner = new ConsumerRunner(aProjector(), options);
  await runner.start();
  await runner.reached(3, 10_000);

  // The session is lost, the server comes back with an earlier state, and nobody has the lock yet.
  lock = async () => {
    await asked.opened;
    return false;
  };
  runner.lost();
  await pool.query('update log.consumer_position set position = 1');
  await expect(runner.reached(3, 200)).rejects.toMatchObject({ code: 'TIMEOUT' });
  await expect(runner.reached(1, 0)).resolves.toBeUndefined();
  asked.open();
  await runner.close();
  await tail.close();
});
