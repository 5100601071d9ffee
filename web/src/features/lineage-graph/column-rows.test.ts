import { expect, test } from '@jest/globals';
import { cardHeight, columnPorts, columnRows } from './column-rows.ts';
import { columnRefText, parseColumnRef } from './column-ref.ts';
import { unknownCard } from './live-graph-store.ts';
import type { VertexCard } from './model.ts';

function card(count: number): VertexCard {
  const columns = Array.from({ length: count }, (_, index) => ({
    id: `col_${index}`,
    name: `c${index}`,
    type: 'text',
    isPii: false,
    tags: [],
  }));
  return { ...unknownCard('ds_1'), columns, columnCount: count };
}

const names = (rows: ReturnType<typeof columnRows>): readonly string[] => rows.rows.map(({ name }) => name);

test('a card shows eight columns, traced ones first, and says how many more there are', () => {
  const rows = columnRows(card(28), new Set(['c20']), false);
  expect(names(rows)).toEqual(['c20', 'c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
  expect(rows.more).toBe(20);
  expect(rows.rows[0]!.isTraced).toBe(true);
});

test('an opened card shows all of them in their own order', () => {
  const rows = columnRows(card(28), new Set(['c20']), true);
  expect(names(rows)).toEqual(Array.from({ length: 28 }, (_, index) => `c${index}`));
  expect(rows.more).toBe(0);
});

test('a traced column has its row before the columns of the dataset are known, and when it has none of that name any more', () => {
  expect(names(columnRows(undefined, new Set(['gone']), false))).toEqual(['gone']);
  expect(columnRows(card(2), new Set(['gone']), false).rows[0]!.column).toBeNull();
});

test('the height of a card and its ports follow from its rows', () => {
  expect(cardHeight({ rows: [], more: 0 })).toBe(47);
  const rows = columnRows(card(28), new Set(), false);
  expect(cardHeight(rows)).toBe(47 + 9 * 22 + 4);
  expect(columnPorts(rows)[1]).toEqual({ column: 'c1', y: 47 + 33 });
});

test.each([
  ['email', { datasetId: 'ds_root', column: 'email' }],
  ['address.city', { datasetId: 'ds_root', column: 'address.city' }],
  ['ds_9.address.city', { datasetId: 'ds_9', column: 'address.city' }],
  ['ds_9.', { datasetId: 'ds_9', column: null }],
])('%s in the address is a column, there and back', (text, ref) => {
  expect(parseColumnRef('ds_root', text)).toEqual(ref);
  expect(columnRefText('ds_root', ref)).toBe(text);
});
