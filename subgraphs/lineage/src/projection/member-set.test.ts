import { expect, test } from '@jest/globals';
import { emptySet, memberSet, unionSets } from './member-set.ts';

test('a set has one hash whatever the order and repetition of its members', () => {
  expect(memberSet(['b', 'a', 'b'])).toEqual(memberSet(['a', 'b']));
  expect(memberSet(['a']).hash).not.toBe(memberSet(['b']).hash);
  expect(memberSet(['a', 'b']).hash).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test('the empty set has no hash and adds nothing', () => {
  expect(memberSet([])).toEqual(emptySet);
  expect(unionSets(memberSet(['a']), emptySet)).toEqual(memberSet(['a']));
  expect(unionSets(emptySet, memberSet(['a']))).toEqual(memberSet(['a']));
});

test('a union has the members of both', () => {
  expect(unionSets(memberSet(['a', 'c']), memberSet(['b', 'c']))).toEqual(memberSet(['a', 'b', 'c']));
});
