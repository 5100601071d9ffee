import { beforeAll, expect, test } from '@jest/globals';
import { i18n } from '@lingui/core';
import type { ColumnSegment } from '../lineage-graph/layout/layout.ts';
import type { ColumnStep } from '../lineage-graph/model.ts';
import { isAside, isIndirect, traceOf, transformationWords } from './trace.ts';

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});

function step(id: string, change: Partial<ColumnStep>): ColumnStep {
  return {
    id,
    source: { datasetId: 'a', column: 'x' },
    target: { datasetId: 'b', column: 'y' },
    jobId: 'job',
    type: 'DIRECT',
    subtype: 'IDENTITY',
    masking: false,
    rule: 'COLUMN_LINEAGE_FACET',
    basis: 'COMPLETED',
    ...change,
  };
}

function segment(part: ColumnSegment['part'], ...stepIds: string[]): ColumnSegment {
  return { id: 's', d: '', points: [], minX: 0, minY: 0, maxX: 0, maxY: 0, isBackward: false, part, stepIds };
}

const trace = traceOf({
  of: { datasetId: 'b', column: 'y' },
  to: { datasetId: 'a', column: 'x' },
  between: [['1'], ['2', '3']],
  steps: [
    step('1', {}),
    step('2', { type: 'INDIRECT', subtype: 'GROUP_BY' }),
    step('3', { subtype: 'TRANSFORMATION', masking: true }),
    step('4', { source: { datasetId: 'c', column: null }, jobId: null, subtype: null }),
  ],
  truncated: false,
});

test('it knows which columns and jobs it touches', () => {
  expect([...trace.columns.get('a')!]).toEqual(['x']);
  expect([...trace.columns.get('c')!]).toEqual([]);
  expect([...trace.jobs]).toEqual(['job']);
});

test('what happens to the values is written where they leave the job', () => {
  expect(transformationWords(trace, segment('in', '1'))).toEqual([]);
  expect(transformationWords(trace, segment('out', '1', '2'))).toEqual(['identity', 'group by']);
  expect(transformationWords(trace, segment('out', '3'))).toEqual(['masked', 'transform']);
  expect(transformationWords(trace, segment('out', '2', '1', '3'))).toEqual(['masked', 'identity +2']);
  expect(transformationWords(trace, segment('whole', '4'))).toEqual([]);
});

test('a line is indirect when all that runs along it is', () => {
  expect(isIndirect(trace, segment('out', '2'))).toBe(true);
  expect(isIndirect(trace, segment('out', '1', '2'))).toBe(false);
  expect(isIndirect(trace, segment('out'))).toBe(false);
});

test('lines beside the paths between two columns are told apart', () => {
  expect(isAside(trace, segment('whole', '4'))).toBe(true);
  expect(isAside(trace, segment('out', '3', '4'))).toBe(false);
});
