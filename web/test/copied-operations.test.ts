import { describe, expect, test } from '@jest/globals';
import { buildSchema, Kind, parse, validate, valueFromASTUntyped, type OperationDefinitionNode } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDatasetsAddress } from '../src/address/datasets-address.ts';
import { lineageDefaults } from '../src/address/lineage-address.ts';
import { parseRunAddress } from '../src/address/run-address.ts';
import { runsDefaults } from '../src/address/runs-address.ts';
import { lineageOperations } from '../src/features/share/lineage-operation.ts';
import { datasetOperations } from '../src/pages/dataset/dataset-operations.ts';
import { datasetsOperations } from '../src/pages/datasets/datasets-operations.ts';
import { runOperations } from '../src/pages/run/run-operations.ts';
import { runsOperations } from '../src/pages/runs/runs-operations.ts';

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'));
const hostile = 'e"mail) { x } # \\ \n <b>FAILED</b> ${1} 💥';
const window = { fromMs: Date.parse('2026-11-25T00:00:00Z'), toMs: Date.parse('2026-11-26T00:00:00Z') };
const runId = 'run_00000000-0000-4000-8000-000000000001';

/** The operations of a text that the hub would take: each variable that must be given has a value. */
function operationsOf(text: string): readonly OperationDefinitionNode[] {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  for (const { variableDefinitions = [] } of operations) {
    for (const { type, defaultValue } of variableDefinitions) expect(type.kind !== Kind.NON_NULL_TYPE || defaultValue).toBeTruthy();
  }
  expect(text).not.toContain('__typename');
  return operations;
}

function namesOf(text: string): readonly string[] {
  return operationsOf(text).map(({ name }) => name?.value ?? '');
}

/** The values of an operation’s variables. */
function valuesOf(text: string, operation: string): Readonly<Record<string, unknown>> {
  const { variableDefinitions = [] } = operationsOf(text).find(({ name }) => name?.value === operation)!;
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, JSON.parse(JSON.stringify(valueFromASTUntyped(defaultValue))) as unknown]] : [],
    ),
  );
}

describe('what is copied as GraphQL', () => {
  test.each([
    [{}, ['GraphSlice']],
    [{ col: hostile }, ['GraphSlice', 'GraphColumnTrace']],
    [{ col: 'email', to: 'ds_2.email', at: '2026-11-20T09:00:00.000Z', tag: ['pii', hostile] }, ['GraphSlice', 'GraphColumnPaths']],
    [
      { open: ['ds_2:up', 'job_3:down', 'ds_4:columns', 'ds_5:vertex'] },
      ['GraphSlice', 'GraphSliceOpened1', 'GraphSliceOpened2', 'GraphSliceOpened3'],
    ],
  ])('of lineage at %j', (change, names) => {
    expect(namesOf(lineageOperations('ds_1', { ...lineageDefaults, ...change }))).toEqual(names);
  });

  test('of lineage opened further asks for the neighbours of what was opened, at the same moment', () => {
    const at = '2026-11-20T09:00:00.000Z';
    const text = lineageOperations('ds_1', { ...lineageDefaults, at, open: ['ds_2:up'] });
    expect(valuesOf(text, 'GraphSliceOpened1')['input']).toMatchObject({ rootId: 'ds_2', direction: 'UPSTREAM', asOf: at });
  });

  test('of lineage says which filters are the page’s own', () => {
    const text = lineageOperations('ds_1', { ...lineageDefaults, q: hostile, state: ['failed'] });
    expect(namesOf(text)).toEqual(['GraphSlice']);
    expect(text).toMatch(/^# Of these the page shows those whose name contains/);
    expect(text).toContain('states: failed');
  });

  test('of runs holds the filters of the address', () => {
    const address = { ...runsDefaults, job: hostile, ns: ['a', hostile], state: ['failed', 'late', 'running'] as const, sel: runId };
    expect(namesOf(runsOperations(address, 'lanes', window))).toEqual(['RunsFirstFailures', 'RunLanes', 'RunGlance']);
    const table = runsOperations({ ...address, sort: 'ended-asc' }, 'table', window);
    expect(valuesOf(table, 'RunsTable')).toMatchObject({
      filter: {
        startedAt: { gte: '2026-11-25T00:00:00.000Z' },
        jobName: { contains: hostile },
        jobNamespace: { in: ['a', hostile] },
        or: [
          { state: { in: ['FAILED'] } },
          { health: { in: ['LATE', 'STALLED'] } },
          { state: { eq: 'RUNNING' }, health: { eq: 'ON_TIME' } },
        ],
      },
      orderBy: { field: 'ENDED_AT', direction: 'ASC' },
    });
  });

  test('of one run, with what stands beside it', () => {
    const address = parseRunAddress({ vs: runId.replace('1', '2') });
    expect(namesOf(runOperations(runId, address))).toEqual(['RunPage', 'RunSteps', 'RunDatasets', 'RunComparison']);
    expect(valuesOf(runOperations(runId, address), 'RunComparison')).toEqual({ id: runId, otherId: address.vs });
    expect(namesOf(runOperations(runId, { ...address, step: hostile }))).toEqual(['RunPage', 'RunSteps', 'RunGlance']);
  });

  test('of datasets holds the filters of the list', () => {
    const text = datasetsOperations(parseDatasetsAddress({ ns: [hostile], tag: ['pii', `k:${hostile}`], q: hostile, state: 'DROPPED' }));
    expect(valuesOf(text, 'DatasetsPage')['filter']).toMatchObject({
      and: [{ namespace: { in: [hostile] } }, { name: { contains: hostile } }, {}, {}, {}],
    });
    expect(namesOf(datasetsOperations(parseDatasetsAddress({})))).toEqual(['DatasetsPage']);
  });

  test.each([
    ['schema', ['DatasetPage', 'DatasetPageColumns']],
    ['versions', ['DatasetPage', 'DatasetPageVersions']],
    ['runs', ['DatasetPage', 'DatasetPageRuns']],
    ['quality', ['DatasetPage']],
    ['facets', ['DatasetPage', 'DatasetPageFacets']],
  ] as const)('of a dataset holds what the tab %s shows', (tab, names) => {
    expect(namesOf(datasetOperations('ds_1', tab))).toEqual(names);
  });
});
