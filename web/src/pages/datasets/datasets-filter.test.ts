import { expect, test } from '@jest/globals';
import { datasetsSearch, parseDatasetsAddress } from '../../address/datasets-address.ts';
import { parseSearchText, stringifySearchText } from '../../address/search-text.ts';
import { datasetFilterOf } from './datasets-filter.ts';

test.each([
  ['', null],
  ['?q=mail', { and: [{ name: { contains: 'mail' } }] }],
  ['?ns=a&ns=b&state=DROPPED', { and: [{ namespace: { in: ['a', 'b'] } }, { state: { eq: 'DROPPED' } }] }],
  [
    '?tag=pii&tag=owner:x:y',
    {
      and: [
        { or: [{ tag: { key: 'pii' } }, { columnTag: { key: 'pii' } }] },
        { or: [{ tag: { key: 'owner', value: 'x:y' } }, { columnTag: { key: 'owner', value: 'x:y' } }] },
      ],
    },
  ],
  ['?state=EXPLODED', null],
])('%j asks the hub for %j', (search, filter) => {
  expect(datasetFilterOf(parseDatasetsAddress(parseSearchText(search)))).toEqual(filter);
});

test('an address is written as it is read', () => {
  const search = '?q=mail&ns=postgres://a:5432&tag=pii&state=ACTIVE';
  expect(stringifySearchText(datasetsSearch(parseDatasetsAddress(parseSearchText(search))))).toBe(search);
});
