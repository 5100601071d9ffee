import { expect, test } from '@jest/globals';
import { byNumber, byText, placeAfterKey, sortRows, type TableColumn } from './table-model.ts';

interface Row {
  readonly name: string;
  readonly size: number | null;
}

const column = (key: string, compare?: TableColumn<Row>['compare']): TableColumn<Row> => ({
  key,
  name: key,
  width: '1fr',
  cell: ({ name }) => name,
  text: ({ name }) => name,
  ...(compare ? { compare } : {}),
});
const columns = [column('name', (a, b) => byText(a.name, b.name)), column('size', (a, b) => byNumber(a.size, b.size)), column('plain')];
const rows: readonly Row[] = [
  { name: 'step10', size: 1 },
  { name: 'Step2', size: null },
  { name: 'step1', size: 1 },
];

test.each([
  [{ key: 'name', isDescending: false }, ['step1', 'Step2', 'step10']],
  [{ key: 'name', isDescending: true }, ['step10', 'Step2', 'step1']],
  [{ key: 'size', isDescending: false }, ['step10', 'step1', 'Step2']],
  [{ key: 'plain', isDescending: true }, ['step10', 'Step2', 'step1']],
  [null, ['step10', 'Step2', 'step1']],
])('sorted by %j rows are %j', (sort, names) => {
  expect(sortRows(rows, columns, sort).map(({ name }) => name)).toEqual(names);
});

test.each([
  ['ArrowDown', -1, 0],
  ['ArrowDown', 9, 9],
  ['ArrowUp', -1, 9],
  ['ArrowUp', 0, 0],
  ['PageDown', 3, 8],
  ['Home', 7, 0],
  ['End', 0, 9],
  ['x', 3, null],
  ['constructor', 3, null],
])('%s at %d of ten moves to %s', (key, place, to) => {
  expect(placeAfterKey(key, place, 10, 5)).toBe(to);
  expect(placeAfterKey(key, place, 0, 5)).toBeNull();
});
