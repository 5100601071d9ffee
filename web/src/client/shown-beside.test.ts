import { expect, test } from '@jest/globals';
import { CombinedError } from '@urql/core';
import { shownBeside } from './shown-beside.ts';

test('an answer with errors is partial, one that did not come leaves what was there before', () => {
  const refused = new CombinedError({ graphQLErrors: ['no'] });
  const unreachable = new CombinedError({ networkError: new Error('gone') });
  expect(shownBeside(refused, true)).toEqual({ isStale: false, isPartial: true });
  expect(shownBeside(unreachable, true)).toEqual({ isStale: true, isPartial: false });
  expect(shownBeside(refused, false)).toEqual({ isStale: false, isPartial: false });
});
