import { expect, test } from '@jest/globals';
import { joinClasses, joining } from './name-class.ts';

const link = (text: string) => ({ datasetId: text[0]!, targetId: text[1]! });

test('what is joined by way of others is one class', () => {
  const { moved, added } = joinClasses(['ab', 'bc', 'de'].map(link), new Map(), new Map());
  expect(moved).toEqual([]);
  const classOf = Object.fromEntries(added.map(({ datasetId, classId }) => [datasetId, classId]));
  expect(new Set([classOf['a'], classOf['b'], classOf['c']]).size).toBe(1);
  expect(classOf['d']).toBe(classOf['e']);
  expect(classOf['d']).not.toBe(classOf['a']);
});

test('the names of the smaller class move', () => {
  const classOf = new Map([...[...'abc'].map((name) => [name, 'a'] as const), ...[...'xy'].map((name) => [name, 'x'] as const)]);
  const sizeOf = new Map([
    ['a', 3],
    ['x', 2],
  ]);
  expect(joinClasses([link('ya')], classOf, sizeOf)).toEqual({ moved: [{ from: 'x', to: 'a' }], added: [] });
  expect(joinClasses([link('bn')], classOf, sizeOf)).toEqual({ moved: [], added: [{ datasetId: 'n', classId: 'a' }] });
});

test('a symlink within a class, a circle too, joins nothing', () => {
  const classOf = new Map([...'abc'].map((name) => [name, 'a'] as const));
  expect(joining(['ab', 'bc', 'ca'].map(link), classOf)).toEqual([]);
  expect(joining([link('ad'), link('de')], classOf)).toHaveLength(2);
});
