import { expect, test } from '@jest/globals';
import { aliasesOf } from './alias-class.ts';
import type { Symlink } from './symlink.ts';

function link(dataset: string, target: string, since: number, type: string | null = null): Symlink {
  return { dataset, target, type, since };
}

/** Names are ranked as they read. */
function aliases(symlinks: Symlink[], limit?: number): string[] {
  const names = [...new Set(symlinks.flatMap(({ dataset, target }) => [dataset, target]))].toSorted();
  return aliasesOf(symlinks, (name) => names.indexOf(name), limit)
    .map(({ member, representative, from, to }) => `${member} => ${representative} ${from}..${to}`)
    .toSorted();
}

test.each<[string, Symlink[], string[]]>([
  ['no symlink makes no alias', [], []],
  ['a table stands for the path it lies at', [link('path', 'table', 3, 'TABLE')], ['path => table 3..Infinity']],
  ['without a table the first name stands for all', [link('b', 'a', 1, 'LOCATION')], ['b => a 1..Infinity']],
  ['a symlink works both ways', [link('a', 'b', 1)], ['b => a 1..Infinity']],
  [
    'what is joined by way of others is one thing, from the time it is',
    [link('c', 'b', 1), link('b', 'a', 5)],
    ['b => a 5..Infinity', 'c => a 5..Infinity', 'c => b 1..5'],
  ],
  [
    'of several tables the first stands',
    [link('a', 'z', 1, 'TABLE'), link('a', 'y', 1, 'TABLE')],
    ['a => y 1..Infinity', 'z => y 1..Infinity'],
  ],
  ['a name called a table later takes over', [link('b', 'a', 1), link('a', 'b', 4, 'TABLE')], ['a => b 4..Infinity', 'b => a 1..4']],
  ['a cycle is one thing', [link('a', 'b', 1), link('b', 'c', 1), link('c', 'a', 1)], ['b => a 1..Infinity', 'c => a 1..Infinity']],
  ['a table in a cycle stands for it', [link('a', 'b', 1, 'TABLE'), link('b', 'a', 1)], ['a => b 1..Infinity']],
  ['things apart stay apart', [link('b', 'a', 1), link('d', 'c', 1)], ['b => a 1..Infinity', 'd => c 1..Infinity']],
  [
    'what is joined at one instant is never seen half joined',
    [link('c', 'b', 2), link('b', 'a', 2), link('d', 'c', 2)],
    ['b => a 2..Infinity', 'c => a 2..Infinity', 'd => a 2..Infinity'],
  ],
])('%s', (_, symlinks, expected) => {
  expect(aliases(symlinks)).toEqual(expected);
  expect(aliases(symlinks.toReversed())).toEqual(expected);
});

test('symlinks beyond the limit are passed over, whatever the order in which they come', () => {
  const symlinks = [link('a', 'd', 1), link('b', 'd', 2), link('c', 'd', 3), link('c', 'e', 3)];
  const expected = ['b => a 2..Infinity', 'd => a 1..Infinity', 'e => c 3..Infinity'];
  expect(aliases(symlinks, 2)).toEqual(expected);
  expect(aliases(symlinks.toReversed(), 2)).toEqual(expected);
});

test('5,000 names of one table are one thing; of 5,000 tables each before the last so many as cost as much', () => {
  const rank = (name: string): number => Number(name.slice(1)) || 0;
  const paths = Array.from({ length: 5_000 }, (_, n) => link(`p${n}`, 't', n, 'TABLE'));
  expect(aliasesOf(paths, rank)).toHaveLength(5_000);
  const tables = Array.from({ length: 5_000 }, (_, n) => link('p', `t${9_999 - n}`, n, 'TABLE'));
  expect(aliasesOf(tables, rank).length).toBeLessThanOrEqual(20_000);
});
