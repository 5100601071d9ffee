import { expect, test } from '@jest/globals';
import { csvOf } from './csv.ts';

test('cells are quoted where they have to be, and what is not known is empty', () => {
  expect(
    csvOf([
      ['name', 'rows'],
      ['a "b", c', 12],
      ['two\nlines', null],
      ['', undefined],
    ]),
  ).toBe('\uFEFFname,rows\r\n"a ""b"", c",12\r\n"two\nlines",\r\n,\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('%j is no formula in a spreadsheet', (text) => {
  expect(csvOf([[text]])).toBe(`\uFEFF'${text}\r\n`);
});

test('it begins with a byte order mark, by which Excel knows UTF-8', () => {
  expect(csvOf([['š']])).toBe('\uFEFFš\r\n');
});

test('a number stays one, negative too', () => {
  expect(csvOf([[-4.5, 1e21]])).toBe('\uFEFF-4.5,1e+21\r\n');
});
