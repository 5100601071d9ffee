import { expect, test } from '@jest/globals';
import { edgeChanges } from './edge-changes.ts';
import type { StoredEdge } from './edge-changes.ts';
import type { Basis, Segment } from './latest.ts';

function stored(id: string, member: string, from: number, to: number, basis: Basis = 'COMPLETED'): StoredEdge {
  return { id, member, basis, from, to, knownFrom: 1 };
}

function segment(hash: string, from: number, to: number, basis: Basis = 'COMPLETED'): Segment {
  return { hash, from, to, basis };
}

/** A set is written as its members' letters. */
const membersOf = (hash: string): string[] => [...hash];

function changes(edges: StoredEdge[], window: [number, number], segments: Segment[]): { closed: string[]; opened: string[] } {
  const { closed, opened } = edgeChanges(edges, [{ from: window[0], to: window[1] }], segments, membersOf);
  return {
    closed: closed.map((edge) => edge.id),
    opened: opened.map(({ member, from, to, basis }) => `${member} ${from}..${to} ${basis}`).toSorted(),
  };
}

test('what stands and is confirmed is neither closed nor opened', () => {
  expect(changes([stored('1', 'a', 5, Infinity)], [10, Infinity], [segment('a', 10, Infinity)])).toEqual({ closed: [], opened: [] });
});

test('a member no longer there is cut off, a new one begins', () => {
  expect(changes([stored('1', 'a', 5, Infinity)], [10, Infinity], [segment('b', 10, Infinity)])).toEqual({
    closed: ['1'],
    opened: ['a 5..10 COMPLETED', 'b 10..Infinity COMPLETED'],
  });
});

test('a late run splits what stood over its time', () => {
  expect(changes([stored('1', 'a', 0, Infinity)], [10, 20], [segment('b', 10, 20)])).toEqual({
    closed: ['1'],
    opened: ['a 0..10 COMPLETED', 'a 20..Infinity COMPLETED', 'b 10..20 COMPLETED'],
  });
});

test('intervals join across both borders of a window', () => {
  expect(changes([stored('1', 'a', 0, 10), stored('2', 'a', 20, 30)], [10, 20], [segment('ab', 10, 15), segment('ac', 15, 20)])).toEqual({
    closed: ['1', '2'],
    opened: ['a 0..30 COMPLETED', 'b 10..15 COMPLETED', 'c 15..20 COMPLETED'],
  });
});

test('another basis is another edge', () => {
  expect(changes([stored('1', 'a', 0, Infinity, 'RUNNING')], [10, Infinity], [segment('a', 10, Infinity)])).toEqual({
    closed: ['1'],
    opened: ['a 0..10 RUNNING', 'a 10..Infinity COMPLETED'],
  });
});

test('an edge that only touches a window stays as it is', () => {
  expect(changes([stored('1', 'a', 0, 10)], [10, 20], [segment('b', 10, 20)])).toEqual({ closed: [], opened: ['b 10..20 COMPLETED'] });
});
