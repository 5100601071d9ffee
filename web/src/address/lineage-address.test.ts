import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineageDefaults, lineageSearch, parseLineageAddress, slugOf, type LineageAddress } from './lineage-address.ts';
import { parseSearchText, stringifySearchText } from './search-text.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);

const name = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' });
const names = fc.uniqueArray(name, { maxLength: 4 });
const orNull = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value, { nil: null });

const addresses: fc.Arbitrary<LineageAddress> = fc.record({
  up: fc.integer({ min: 0, max: 6 }),
  down: fc.integer({ min: 0, max: 6 }),
  level: fc.constantFrom('dataset', 'column'),
  col: orNull(name),
  to: orNull(name),
  open: names,
  shut: names,
  group: fc.constantFrom(null, 'none', 'namespace'),
  tag: names,
  ns: names,
  state: names,
  q: orNull(name),
  at: orNull(fc.date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2100-01-01') }).map((date) => date.toISOString())),
  sel: orNull(name),
  tab: fc.constantFrom('overview', 'columns', 'impact', 'runs', 'facets'),
  view: fc.constantFrom(null, 'graph', 'tree', 'table'),
  xyz: orNull(
    fc.record({ x: fc.integer({ min: -999, max: 999 }), y: fc.integer({ min: -999, max: 999 }), zoom: fc.constantFrom(0.1, 0.92, 2) }),
  ),
});

test(`what is written into an address is read from it again (seed ${seed})`, () => {
  fc.assert(
    fc.property(addresses, (address) => {
      expect(parseLineageAddress(parseSearchText(stringifySearchText(lineageSearch(address))))).toEqual(address);
    }),
    { seed },
  );
});

test(`whatever stands in an address is read without an error (seed ${seed})`, () => {
  const anything = fc.dictionary(
    fc.constantFrom(...Object.keys(lineageDefaults), '__proto__', 'constructor'),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(anything, (texts) => {
      const search = `?${new URLSearchParams(Object.entries(texts)).toString()}`;
      expect(() => parseLineageAddress(parseSearchText(search))).not.toThrow();
    }),
    { seed },
  );
});

test.each([
  ['?up=99&down=-4', { up: 6, down: 0 }],
  ['?up=two&view=pie&tab=secrets&at=yesterday&xyz=1,2', {}],
  ['?up=1&up=3', { up: 3 }],
  ['?at=2026-11-20T09:00Z', { at: '2026-11-20T09:00:00.000Z' }],
  ['?open=%E0%A4%A,ds_1', { open: ['ds_1'] }],
])('%s falls back where it is broken', (search, expected) => {
  expect(parseLineageAddress(parseSearchText(search))).toEqual({ ...lineageDefaults, ...expected });
});

test('the default view has an empty address', () => {
  expect(stringifySearchText(lineageSearch({}))).toBe('');
});

test.each([
  ['refined.organisations', 'refined-organisations'],
  ['../../<script>', 'script'],
  ['🦆', 'unnamed'],
  ['x'.repeat(2_000), 'x'.repeat(80)],
])('the slug of %s is %s', (given, slug) => {
  expect(slugOf(given)).toBe(slug);
});
