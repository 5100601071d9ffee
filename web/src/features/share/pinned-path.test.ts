import { expect, test } from '@jest/globals';
import { lineageDefaults, parseLineageAddress } from '../../address/lineage-address.ts';
import { parseSearchText } from '../../address/search-text.ts';
import { isOwnPath } from '../omnibox/recents.ts';
import { pinnedPath } from './pinned-path.ts';

const now = Date.parse('2026-11-26T10:00:00Z');

test('what is shared as seen names its moment and its part of the canvas', () => {
  const path = pinnedPath('/lineage/ds_1/orders', { ...lineageDefaults, col: 'email' }, now, { x: 10, y: -20, zoom: 0.5 });
  const read = parseLineageAddress(parseSearchText(path.slice(path.indexOf('?'))));
  expect(read).toEqual({ ...lineageDefaults, col: 'email', at: '2026-11-26T10:00:00.000Z', xyz: { x: 10, y: -20, zoom: 0.5 } });
});

test('a moment of the past stays that moment', () => {
  const at = '2026-11-20T09:00:00.000Z';
  expect(pinnedPath('/lineage/ds_1', { ...lineageDefaults, at }, now, null)).toBe('/lineage/ds_1?at=2026-11-20T09:00:00.000Z');
});

test.each([
  ['/lineage/ds_1?up=2', true],
  ['/', true],
  ['//evil.example', false],
  ['/\\evil.example', false],
  ['/\t/evil.example', false],
  ['/\n/evil.example', false],
  ['javascript:alert(1)', false],
  ['https://evil.example/', false],
  ['lineage', false],
  ['', false],
])('%j is a place of the app: %s', (path, isOwn) => {
  expect(isOwnPath(path)).toBe(isOwn);
});
