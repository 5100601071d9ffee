import { expect, test } from '@jest/globals';
import { outcomeOf } from './outcome.ts';
import { readTag } from './read-tag.ts';

test.each([
  ['pii', { key: 'pii', value: '' }],
  [' owner : team a ', { key: 'owner', value: 'team a' }],
  ['tier=1', { key: 'tier', value: '1' }],
  ['url: https://x', { key: 'url', value: 'https://x' }],
  ['', null],
  [' : x', null],
])('%j is the tag %j', (text, tag) => {
  expect(readTag(text)).toEqual(tag);
});

test('a change that was made has no refusal; one that came too late says so', () => {
  expect(outcomeOf(undefined, [])).toBeNull();
  expect(outcomeOf(undefined, [{ code: 'STALE_VERSION', message: 'Changed meanwhile.' }])).toEqual({
    message: 'Changed meanwhile.',
    isStale: true,
  });
});
