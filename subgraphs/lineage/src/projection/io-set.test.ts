import { expect, test } from '@jest/globals';
import { emptyIoSet, ioSet, unionIoSets } from './io-set.ts';

test('a set has one hash whatever the order and repetition of its members', () => {
  expect(ioSet(['b', 'a', 'b'])).toEqual(ioSet(['a', 'b']));
  expect(ioSet(['a']).hash).not.toBe(ioSet(['b']).hash);
  expect(ioSet(['a', 'b']).hash).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test('the empty set has no hash and adds nothing', () => {
  expect(ioSet([])).toEqual(emptyIoSet);
  expect(unionIoSets(ioSet(['a']), emptyIoSet)).toEqual(ioSet(['a']));
  expect(unionIoSets(emptyIoSet, ioSet(['a']))).toEqual(ioSet(['a']));
});

test('a union has the members of both', () => {
  expect(unionIoSets(ioSet(['a', 'c']), ioSet(['b', 'c']))).toEqual(ioSet(['a', 'b', 'c']));
});
