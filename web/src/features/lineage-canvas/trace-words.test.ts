import { beforeAll, expect, test } from '@jest/globals';
import { i18n } from '@lingui/core';
import type { ColumnSegment } from '../lineage-graph/layout/layout.ts';
import { noTrace } from './trace.ts';
import { placedWords } from './trace-words.ts';

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});

const step = {
  id: '1',
  source: { datasetId: 'a', column: 'x' },
  target: { datasetId: 'b', column: 'y' },
  jobId: 'job',
  type: 'DIRECT',
  subtype: 'IDENTITY',
  masking: true,
  rule: 'COLUMN_LINEAGE_FACET',
  basis: 'COMPLETED',
} as const;
const trace = { ...noTrace, steps: new Map([['1', step]]) };

function segment(id: string, fromY: number, toY: number): ColumnSegment {
  const points = [
    { x: 0, y: fromY },
    { x: 48, y: toY },
  ];
  return { id, d: '', points, minX: 0, minY: 0, maxX: 48, maxY: 0, isBackward: false, part: 'out', stepIds: ['1'] };
}

test.each([
  ['level', 100, 100, 84],
  ['falls a little', 100, 120, 84],
  ['falls steeply', 0, 100, 113],
  ['climbs steeply', 300, 100, 84],
])('the words of a line that %s keep clear of it', (_, fromY, toY, y) => {
  expect(placedWords([segment('s', fromY, toY)], trace)).toEqual([{ id: 's', x: 24, y, words: ['masked', 'identity'] }]);
});

test('words never lie over each other', () => {
  const placed = placedWords([segment('s', 100, 100), segment('t', 100, 104), segment('u', 200, 200)], trace);
  expect(placed.map(({ id }) => id)).toEqual(['s', 'u']);
});
