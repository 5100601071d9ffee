import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shortestPaths } from './shortest-paths.ts';
import type { Successors } from './shortest-paths.ts';

function graph(...edges: string[]): Successors {
  const pairs = edges.map((edge) => edge.split('>') as [string, string]);
  return new Map([...Map.groupBy(pairs, ([from]) => from)].map(([from, to]) => [from, to.map(([, far]) => far).toSorted()]));
}

function found(successors: Successors, limit: number, from = 'a', to = 'z'): string[] {
  return shortestPaths(successors, from, new Set([to]), limit).paths.map((path) => path.join(''));
}

test('shortest come first, of equal length by what they pass', () => {
  const successors = graph('a>z', 'a>c', 'a>b', 'b>z', 'c>z', 'c>b');
  expect(found(successors, 9)).toEqual(['az', 'abz', 'acz', 'acbz']);
  expect(shortestPaths(successors, 'a', new Set(['z']), 2)).toEqual({
    paths: [
      ['a', 'z'],
      ['a', 'b', 'z'],
    ],
    hasMore: true,
    incomplete: false,
  });
  expect(shortestPaths(successors, 'a', new Set(['z']), 4)).toMatchObject({ hasMore: false, incomplete: false });
});

test('no path comes twice to a vertex, leaves a dead end or an unreachable target', () => {
  expect(found(graph('a>b', 'b>a', 'b>c', 'c>b', 'c>z', 'b>x'), 9)).toEqual(['abcz']);
  expect(found(graph('a>b', 'b>a'), 9)).toEqual([]);
});

test('too many beginnings end the search, and it says so', () => {
  const layers = Array.from({ length: 30 }, (_, i) => ['x', 'y'].flatMap((x) => ['x', 'y'].map((y) => `${x}${i}>${y}${i + 1}`))).flat();
  const back = Array.from({ length: 29 }, (_, i) => `x${i + 1}>y${i}`);
  const { paths, hasMore, incomplete } = shortestPaths(graph('a>x0', 'x30>z', ...layers, ...back), 'a', new Set(['z']), 1_000_000);
  expect({ some: paths.length > 0, hasMore, incomplete }).toEqual({ some: true, hasMore: false, incomplete: true });
});

test('it finds what trying everything finds', () => {
  const edges = fc.uniqueArray(
    fc.tuple(fc.constantFrom(...'abcdez'), fc.constantFrom(...'abcdez')).map(([x, y]) => `${x}>${y}`),
    { maxLength: 16 },
  );
  fc.assert(
    fc.property(edges, fc.integer({ min: 1, max: 8 }), (list, limit) => {
      const successors = graph(...list);
      const all: string[] = [];
      const extend = (path: string): void => {
        if (path.at(-1) === 'z') return void all.push(path);
        for (const next of successors.get(path.at(-1)!) ?? []) if (!path.includes(next)) extend(path + next);
      };
      extend('a');
      const expected = all.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
      const { paths, hasMore } = shortestPaths(successors, 'a', new Set(['z']), limit);
      expect({ paths: paths.map((path) => path.join('')), hasMore }).toEqual({
        paths: expected.slice(0, limit),
        hasMore: expected.length > limit,
      });
    }),
    { numRuns: 2_000 },
  );
});
