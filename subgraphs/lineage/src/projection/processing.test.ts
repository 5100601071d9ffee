import { expect, test } from '@jest/globals';
import { isContinuous, laterProcessing } from './processing.ts';
import type { Processing } from './processing.ts';

const said = (type: Processing['type'], at: number): Processing => ({ job: 'job_1', type, at });

test('the later event says how a job works; of two at one time the greater word', () => {
  expect(laterProcessing(said('STREAMING', 2), said('BATCH', 3))).toEqual(said('BATCH', 3));
  expect(laterProcessing(said('STREAMING', 3), said('BATCH', 2))).toEqual(said('STREAMING', 3));
  expect(laterProcessing(said('BATCH', 3), said('STREAMING', 3))).toEqual(said('STREAMING', 3));
  expect(laterProcessing(said('STREAMING', 3), said('BATCH', 3))).toEqual(said('STREAMING', 3));
});

test('streaming jobs and services have no natural end, others have', () => {
  expect((['STREAMING', 'SERVICE', 'BATCH', 'NONE'] as const).map((type) => isContinuous(said(type, 1)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(isContinuous(undefined)).toBe(false);
});
