import { expect, test } from '@jest/globals';
import { isOwnPath, parseRecents } from './recents.ts';

const lineage = { path: '/lineage/ds_1/organisations', name: 'organisations', kind: 'dataset' };

test('recents that are broken or of another version are left out', () => {
  expect(parseRecents(null)).toEqual([]);
  expect(parseRecents('{"not":"a list"}')).toEqual([]);
  expect(parseRecents('[broken')).toEqual([]);
  expect(
    parseRecents(JSON.stringify([lineage, { ...lineage, kind: 'planet' }, null, 3, { ...lineage, path: 'https://elsewhere' }])),
  ).toEqual([lineage]);
});

test.each([
  ['/runs?state=FAILED', true],
  ['/', true],
  ['//elsewhere.example/', false],
  ['/\\elsewhere.example', false],
  ['javascript:alert(1)', false],
  ['https://elsewhere.example', false],
])('%s is a place of the app: %s', (path, isOwn) => {
  expect(isOwnPath(path)).toBe(isOwn);
});
