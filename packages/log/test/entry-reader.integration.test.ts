import { expect, test } from '@jest/globals';
import { createTestDatabase } from '@hotpass/testkit';
import { beginning, EntryReader, placeOf } from '../src/entry-reader.ts';
import { anEvent, openTestLog, someone } from './log-under-test.ts';

const keys = (count: number): string[] => Array.from({ length: count }, (_, index) => `key_${index}`);

test('entries with many keys are read a few at a time, one with more than that alone, and none is left out', async () => {
  await using database = await createTestDatabase();
  await using log = await openTestLog(database);
  const counts = [1, 3, 9, 0, 2, 2, 2, 6, 1];
  for (const [index, count] of counts.entries()) await log.appendEvents(someone, [anEvent({ index }, { keys: keys(count) })]);
  await log.settle();
  const reader = new EntryReader(database.pool, { maxKeys: 5 });
  const batches: number[][] = [];
  for (let place = beginning; ;) {
    const entries = await reader.after(place, 4);
    const last = entries.at(-1);
    if (!last) break;
    batches.push(entries.map((entry) => entry.keys.length));
    place = placeOf(last);
  }
  expect(batches).toEqual([[1, 3], [9], [0, 2, 2], [2], [6], [1]]);
});
