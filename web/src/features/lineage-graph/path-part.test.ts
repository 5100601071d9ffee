import { expect, test } from '@jest/globals';
import type { ColumnPath, ColumnStep } from './model.ts';
import { missingOnPath, pathPart } from './path-part.ts';

function step(source: string, jobId: string | null, target: string): ColumnStep {
  return {
    id: `${source}-${target}`,
    source: { datasetId: source, column: 'email' },
    target: { datasetId: target, column: 'email' },
    jobId,
    type: 'DIRECT',
    subtype: null,
    masking: false,
    rule: 'COLUMN_LINEAGE_FACET',
    basis: 'COMPLETED',
  };
}

function pathOf(...steps: readonly ColumnStep[]): ColumnPath {
  return { of: { datasetId: 'ds_0', column: 'email' }, to: null, between: [], steps, truncated: false };
}

function named(...ids: readonly string[]) {
  return ids.map((id) => ({ id, kind: id.startsWith('job') ? ('JOB' as const) : ('DATASET' as const), name: id, namespace: 'n' }));
}

const path = pathOf(
  step('ds_2', 'job_2', 'ds_1'),
  step('ds_1', 'job_1', 'ds_0'),
  step('ds_0', 'job_3', 'ds_3'),
  step('ds_1', null, 'ds_4'),
);

test('what a path runs through stands where its steps put it, a job beside what it writes', () => {
  const part = pathPart(path, named('ds_0', 'ds_1', 'ds_2', 'ds_3', 'ds_4', 'job_1', 'job_2', 'job_3'));
  const hops = Object.fromEntries([...part.vertices.values()].map(({ id, hop }) => [id, hop]));
  expect(hops).toEqual({ ds_0: 0, ds_1: -2, ds_2: -4, ds_3: 2, ds_4: 0, job_1: -1, job_2: -3, job_3: 1 });
  expect([...part.edges.keys()].toSorted()).toEqual(
    ['ds_0>job_3', 'ds_1>job_1', 'ds_2>job_2', 'job_1>ds_0', 'job_2>ds_1', 'job_3>ds_3'].toSorted(),
  );
});

test('what the hub gives no name is left out, with its edges', () => {
  const part = pathPart(path, named('ds_0', 'ds_1', 'job_1'));
  expect([...part.edges.keys()].toSorted()).toEqual(['ds_1>job_1', 'job_1>ds_0']);
});

test('a path that turns in a circle ends', () => {
  const part = pathPart(pathOf(step('ds_0', 'job_1', 'ds_1'), step('ds_1', 'job_2', 'ds_0')), named('ds_0', 'ds_1', 'job_1', 'job_2'));
  expect(part.vertices.size).toBe(4);
});

test('how much of a path is not shown is counted', () => {
  expect(
    missingOnPath(
      path,
      new Map([
        ['ds_0', {}],
        ['job_1', {}],
        ['ds_1', {}],
      ]),
    ),
  ).toBe(5);
});
