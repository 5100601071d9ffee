import { expect, test } from '@jest/globals';
import { inPlace } from './failures-in-place.ts';

const some = (...ids: readonly string[]): { run: { id: string }; said?: string }[] => ids.map((id) => ({ run: { id } }));
const ids = (failures: readonly { run: { id: string } }[]): readonly string[] => failures.map(({ run }) => run.id);

test('what is read stays where it is, whatever has failed before, between or after it', () => {
  expect(ids(inPlace(some('b', 'd'), some('a', 'b', 'c', 'd', 'e'), false))).toEqual(['b', 'd']);
});

test('what is read says what is new of it, and stays when it is no longer told', () => {
  const answer = [{ run: { id: 'b' }, said: 'with consequences' }];
  expect(inPlace(some('a', 'b'), answer, false)).toEqual([{ run: { id: 'a' } }, answer[0]]);
});

test('a page asked for comes after what is read', () => {
  expect(ids(inPlace(some('a', 'b'), some('0', 'a', 'b', 'c', 'd'), true))).toEqual(['a', 'b', 'c', 'd']);
});
