import { expect, test } from '@jest/globals';
import { contentHash, datasetId, hash128, jobId, mintId, namespaceId, runId } from './ids.ts';

test('ids are what they always were: stored rows and bookmarks hold them', () => {
  expect(datasetId('s3://lake', 'orders')).toBe('ds_9732d75c4c3fdfa25e4234210c046692');
  expect(jobId('s3://lake', 'orders')).toBe('job_e78680341715603843bd60698678e775');
  expect(namespaceId('s3://lake')).toBe('ns_a01eee0d09e5a81b573c15f3d91859bf');
  expect(runId('run one')).toBe('run_7e29a8f8-d072-82f8-ae4b-9bb7662d8cae');
});

test('the address of a text is its SHA-256, cut to 128 bits, as PostgreSQL writes a uuid', () => {
  expect(hash128('abc')).toBe('ba7816bf8f01cfea414140de5dae2223');
  expect(contentHash('abc')).toBe('ba7816bf-8f01-cfea-4141-40de5dae2223');
});

test('a name does not run over into the other part, nor one kind into another', () => {
  const ids = [datasetId('a', 'bc'), datasetId('ab', 'c'), datasetId('abc', ''), jobId('a', 'bc'), namespaceId('abc')];
  expect(new Set(ids.map((id) => id.slice(id.indexOf('_')))).size).toBe(ids.length);
});

test('a UUID is kept, whatever its case', () => {
  expect(runId('FFBA2C14-4170-48DA-BEC3-AB5FD4EC9A3F')).toBe('run_ffba2c14-4170-48da-bec3-ab5fd4ec9a3f');
});

test('a runId that is no UUID gets one of version 8, the same each time', () => {
  expect(runId('run_id')).toMatch(/^run_[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(runId('run_id')).toBe(runId('run_id'));
  expect(runId('run_id')).not.toBe(runId('run_ID'));
});

test('minted ids are of version 7, differ, and ascend with time', () => {
  const ids = [1_000, 2_000, 1_768_464_000_000].map((time) => mintId('view', new Date(time)));
  for (const id of ids) expect(id).toMatch(/^view_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids.toSorted()).toEqual(ids);
  expect(mintId('view', new Date(0))).not.toBe(mintId('view', new Date(0)));
});
