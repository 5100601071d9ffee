import { expect, test } from '@jest/globals';
import { BoundedCache } from './bounded-cache.ts';

test('what was used longest ago leaves first', () => {
  const cache = new BoundedCache<number>(2);
  cache.set('a', 1);
  cache.set('b', 2);
  cache.get('a');
  cache.set('c', 3);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
});

test('weights are counted, and what is too heavy on its own is not kept', () => {
  const cache = new BoundedCache<string>(10);
  cache.set('small', 's', 4);
  cache.set('large', 'l', 7);
  cache.set('huge', 'h', 11);
  expect([cache.get('small'), cache.get('large'), cache.get('huge'), cache.use]).toEqual([
    undefined,
    'l',
    undefined,
    { entries: 1, hits: 1, misses: 2 },
  ]);
});

test('setting a key again replaces its weight', () => {
  const cache = new BoundedCache<string>(10);
  for (let round = 0; round < 100; round += 1) cache.set('same', String(round), 6);
  cache.set('other', 'o', 4);
  expect([cache.get('same'), cache.get('other')]).toEqual(['99', 'o']);
});
