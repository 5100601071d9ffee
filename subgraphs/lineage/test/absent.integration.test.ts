import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startLineage, type LineageUnderTest } from './lineage-under-test.ts';

let lineage: LineageUnderTest;

beforeAll(async () => {
  lineage = await startLineage();
});

afterAll(async () => {
  await lineage[Symbol.asyncDispose]();
});

const ids = ['', 'ds_none', 'a\0', 'ds_00000000000000000000000000000000', '🚚', 'x'.repeat(5_000)];

test.each(['dataset', 'job', 'namespace', 'column', 'savedView'])('a %s that is not there is null, whatever its id', async (field) => {
  for (const id of ids) expect(await lineage.ask(`query ($id: ID!) { ${field}(id: $id) { id } }`, { id })).toEqual({ [field]: null });
});

test('an id that cannot be stored does not fail the others of its batch', async () => {
  await lineage.send({
    eventTime: '2026-01-15T08:00:00Z',
    job: { namespace: 'jobs', name: 'load' },
    producer: 'https://example.org/test',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent',
  });
  const { job } = await lineage.ask<{ job: { id: string } }>('{ job(namespace: "jobs", name: "load") { id } }');
  const representations = [
    { __typename: 'Job', id: 'a\0' },
    { __typename: 'Job', id: job.id },
    ...['Dataset', 'Namespace', 'Column', 'DatasetVersion', 'SavedView'].map((__typename) => ({ __typename, id: 'a\0' })),
  ];
  const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Job { name } } }';
  expect(await lineage.ask(query, { r: representations })).toEqual({ _entities: [null, { name: 'load' }, null, null, null, null, null] });
});
