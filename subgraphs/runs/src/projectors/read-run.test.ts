import { expect, test } from '@jest/globals';
import { datasetId, jobId, runId } from '@hotpass/kernel';
import { readEvent } from '@hotpass/openlineage';
import { readRun, readRunDatasets } from './read-run.ts';

const uuid = '4d3b8069-69b6-4708-ade0-3275112c9f04';

function event(run: object, rest: object = {}) {
  return readEvent({ eventType: 'START', eventTime: '2026-01-15T08:00:00Z', job: { namespace: 'n', name: 'j' }, run, ...rest })!;
}

function reference(id: string) {
  return { run: { runId: id }, job: { namespace: 'n', name: 'p' } };
}

function parentFacet(parent: string, root?: string) {
  return { facets: { parent: { ...reference(parent), ...(root === undefined ? {} : { root: reference(root) }) } } };
}

test('reads the run, its job and its datasets by their ids', () => {
  const inputs = [{ namespace: 'n', name: 'a' }, { namespace: 'n' }];
  const read = event({ runId: uuid.toUpperCase() }, { inputs, outputs: [{ namespace: 'n', name: 'b' }] });
  const run = readRun(read)!;
  expect(run.runId).toBe(`run_${uuid}`);
  expect(run.openLineageRunId.value).toBe(uuid.toUpperCase());
  expect(run.jobId.value).toBe(jobId('n', 'j'));
  expect(readRunDatasets(read, run.runId)).toEqual([
    { runId: `run_${uuid}`, role: 'INPUT', datasetId: datasetId('n', 'a') },
    { runId: `run_${uuid}`, role: 'OUTPUT', datasetId: datasetId('n', 'b') },
  ]);
});

test('a runId that is no UUID has a stable id and keeps its text', () => {
  const run = readRun(event({ runId: 'run-42' }))!;
  expect(run.runId).toMatch(/^run_[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(run.openLineageRunId.value).toBe('run-42');
});

test.each([
  ['no run', readEvent({ eventTime: '2026-01-15T08:00:00Z', job: { namespace: 'n', name: 'j' } })!],
  ['no runId', event({})],
  ['no readable time', event({ runId: uuid }, { eventTime: 'yesterday' })],
])('an event with %s says nothing of a run', (_what, read) => {
  expect(readRun(read)).toBeNull();
});

test('reads parent and root', () => {
  expect(readRun(event({ runId: uuid, ...parentFacet('p', 'r') }))?.parent?.value).toEqual({ runId: runId('p'), rootRunId: runId('r') });
});

test('a run that names itself as parent has none', () => {
  expect(readRun(event({ runId: uuid, ...parentFacet(uuid.toUpperCase()) }))?.parent).toBeNull();
  expect(readRun(event({ runId: uuid, ...parentFacet(uuid, 'r') }))?.parent?.value).toEqual({ runId: null, rootRunId: runId('r') });
});

test('a long error message is cut and says so', () => {
  const message = readRun(event({ runId: uuid, facets: { errorMessage: { message: 'x'.repeat(9_000) } } }))?.errorMessage?.value;
  expect(message).toMatch(/^x{8192}… \(9000 characters in all\)$/);
});

test('credentials in the addresses of an error message are masked, wherever it is cut', () => {
  const read = (message: string): unknown => readRun(event({ runId: uuid, facets: { errorMessage: { message } } }))?.errorMessage?.value;
  expect(read('cannot reach postgres://reader:5ecret@host/db')).toBe('cannot reach postgres://***:***@host/db');
  expect(read(`${'x'.repeat(8_170)} postgres://reader:${'5ecret'.repeat(10)}@host/db`)).not.toContain('5ecret');
});
