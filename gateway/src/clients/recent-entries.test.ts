import { expect, test } from '@jest/globals';
import type { FeedEntry } from '@hotpass/server';
import { RecentEntries } from './recent-entries.ts';

function entry(position: number): FeedEntry {
  return { id: `ent_${position}`, cursor: `c${position}`, position, keys: [] } as unknown as FeedEntry;
}

test('a number from before a break is gone, also where it was at the end: what came meanwhile is not among these', () => {
  const recent = new RecentEntries();
  recent.begin('c0');
  recent.push([entry(1), entry(2)]);
  const number = recent.numberAfter('c2')!;
  expect(recent.from(number)).toEqual([]);
  recent.end();
  // Entries 3 to 8 came while the feed was away.
  recent.begin('c8');
  recent.push([entry(9)]);
  expect(recent.from(number)).toBeNull();
  expect(recent.from(recent.numberAfter('c8')!)).toEqual([entry(9)]);
});
