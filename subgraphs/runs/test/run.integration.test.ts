import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { datasetId, jobId, runId } from '@hotpass/kernel';
import { at, aRunEvent, namespace, nominalTimeFacet, parentFacet } from './events.ts';
import { startRuns, type RunsUnderTest } from './runs-under-test.ts';

let runs: RunsUnderTest;
let now = at(0);

beforeAll(async () => {
  runs = await startRuns({ now: () => now });
});

afterAll(async () => {
  await runs[Symbol.asyncDispose]();
});

function id(raw: string) {
  return { id: runId(raw) };
}

function representation(typename: string, key: string) {
  return { __typename: typename, id: key };
}

async function field(raw: string, selection: string): Promise<unknown> {
  const { run } = await runs.ask(`query ($id: ID!) { run(id: $id) { ${selection} } }`, { id: runId(raw) });
  return run;
}

describe('run', () => {
  test('answers everything its events say', async () => {
    const uuid = '9f3db1c5-5e9a-4280-8184-18aca4592c77';
    await runs.send(
      aRunEvent({ runId: uuid, minute: 1, facets: nominalTimeFacet(0, 30), inputs: ['a'], outputs: ['b', 'c'] }),
      aRunEvent({ runId: uuid, minute: 3, eventType: 'FAIL', facets: { errorMessage: { message: 'out of disk' } } }),
    );
    const selection = `id openLineageRunId job { id } state health healthChangesAt nominalTime nominalEndTime startedAt endedAt updatedAt
      durationMs errorMessage parent { id } root { id } inputs { nodes { id } totalCount } outputs(first: 1) { nodes { id } totalCount pageInfo { hasNextPage } }`;
    expect(await field(uuid, selection)).toEqual({
      id: `run_${uuid}`,
      openLineageRunId: uuid,
      job: { id: jobId(namespace, 'orders') },
      state: 'FAILED',
      health: 'ON_TIME',
      healthChangesAt: null,
      nominalTime: at(0).toISOString(),
      nominalEndTime: at(30).toISOString(),
      startedAt: at(1).toISOString(),
      endedAt: at(3).toISOString(),
      updatedAt: at(3).toISOString(),
      durationMs: 120_000,
      errorMessage: 'out of disk',
      parent: null,
      root: { id: `run_${uuid}` },
      inputs: { nodes: [{ id: datasetId(namespace, 'a') }], totalCount: 1 },
      outputs: {
        nodes: [{ id: [datasetId(namespace, 'b'), datasetId(namespace, 'c')].toSorted()[0] }],
        totalCount: 2,
        pageInfo: { hasNextPage: true },
      },
    });
  });

  test('is found by the derived id of a runId that is no UUID', async () => {
    await runs.send(aRunEvent({ runId: 'run-42' }));
    expect(await field('run-42', 'id openLineageRunId state')).toEqual({
      id: runId('run-42'),
      openLineageRunId: 'run-42',
      state: 'RUNNING',
    });
  });

  test.each(['run_none', '', 'a\0b', 'x'.repeat(100_000)])('is null for an id of nothing', async (id) => {
    expect(await runs.ask('query ($id: ID!) { run(id: $id) { id } }', { id })).toEqual({ run: null });
  });

  test('tells no duration while it runs, nor when only its end was reported', async () => {
    await runs.send(aRunEvent({ runId: 'running' }), aRunEvent({ runId: 'end-only', eventType: 'COMPLETE', minute: 5 }));
    expect(await field('running', 'durationMs endedAt')).toEqual({ durationMs: null, endedAt: null });
    expect(await field('end-only', 'durationMs startedAt')).toEqual({ durationMs: null, startedAt: at(5).toISOString() });
  });
});

describe('parent and root', () => {
  const relatives = 'parent { id } root { id } children { nodes { id } }';

  test('follow the chain of parents, whichever run is reported first', async () => {
    await runs.send(
      aRunEvent({ runId: 'leaf', facets: parentFacet('middle') }),
      aRunEvent({ runId: 'middle', facets: parentFacet('top') }),
    );
    expect(await field('leaf', relatives)).toEqual({ parent: id('middle'), root: null, children: { nodes: [] } });
    await runs.send(aRunEvent({ runId: 'top' }));
    expect(await field('leaf', relatives)).toEqual({ parent: id('middle'), root: id('top'), children: { nodes: [] } });
    expect(await field('top', relatives)).toEqual({ parent: null, root: id('top'), children: { nodes: [id('middle')] } });
  });

  test('a root that is named counts, and is null while it has not been reported', async () => {
    await runs.send(
      aRunEvent({ runId: 'task', facets: parentFacet('operator', 'dag') }),
      aRunEvent({ runId: 'sub-task', facets: parentFacet('task') }),
    );
    expect(await field('task', 'parent { id } root { id }')).toEqual({ parent: null, root: null });
    await runs.send(aRunEvent({ runId: 'dag' }));
    expect(await field('task', 'parent { id } root { id }')).toEqual({ parent: null, root: id('dag') });
    expect(await field('sub-task', 'root { id }')).toEqual({ root: id('dag') });
  });

  test('a run that is its own parent has none', async () => {
    await runs.send(aRunEvent({ runId: 'self', facets: parentFacet('self') }));
    expect(await field('self', relatives)).toEqual({ parent: null, root: id('self'), children: { nodes: [] } });
  });

  test('runs that are each other’s parent end nothing and have no root', async () => {
    await runs.send(aRunEvent({ runId: 'egg', facets: parentFacet('hen') }), aRunEvent({ runId: 'hen', facets: parentFacet('egg') }));
    expect(await field('egg', relatives)).toEqual({ parent: id('hen'), root: null, children: { nodes: [id('hen')] } });
  });
});

describe('health', () => {
  const selection = 'health healthChangesAt';

  test('of a running run follows the clock', async () => {
    await runs.send(aRunEvent({ runId: 'clocked', job: 'clocked', facets: nominalTimeFacet(0, 30) }));
    now = at(29);
    expect(await field('clocked', selection)).toEqual({ health: 'ON_TIME', healthChangesAt: at(30).toISOString() });
    now = at(30);
    expect(await field('clocked', selection)).toEqual({ health: 'LATE', healthChangesAt: at(24 * 60).toISOString() });
    now = at(24 * 60);
    expect(await field('clocked', selection)).toEqual({ health: 'STALLED', healthChangesAt: null });
  });

  test('compares with the median of the last twenty completed runs of its job', async () => {
    // Twenty runs of 2 minutes after one of 10 hours, which no longer counts, and a failed one, which never does.
    const lengths = [600, ...Array.from({ length: 20 }, () => 2)];
    const history = lengths.flatMap((minutes, index) => {
      const run = { runId: `past-${index}`, job: 'steady' };
      const start = -10_000 + index * 100;
      return [aRunEvent({ ...run, minute: start - minutes }), aRunEvent({ ...run, minute: start, eventType: 'COMPLETE' })];
    });
    const failed = { runId: 'past-failed', job: 'steady' };
    await runs.send(...history, aRunEvent({ ...failed, minute: -500 }), aRunEvent({ ...failed, minute: -10, eventType: 'FAIL' }));
    await runs.send(aRunEvent({ runId: 'present', job: 'steady' }));
    now = at(3);
    expect(await field('present', selection)).toEqual({ health: 'ON_TIME', healthChangesAt: at(4).toISOString() });
    now = at(4);
    expect(await field('present', selection)).toMatchObject({ health: 'LATE' });
  });
});

describe('jobs and datasets of lineage', () => {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) {
    ... on Job { id latestRun { id } runs(first: 1) { nodes { id } totalCount cursor pageInfo { hasNextPage endCursor } } }
    ... on Dataset { id lastWrittenBy { id } }
    ... on Run { id state }
  } }`;

  test('get their runs by key alone, unknown ones nothing', async () => {
    await runs.send(
      aRunEvent({ runId: 'daily-1', job: 'daily', minute: 1, outputs: ['sales'] }),
      aRunEvent({ runId: 'daily-1', job: 'daily', minute: 2, eventType: 'COMPLETE' }),
      aRunEvent({ runId: 'daily-2', job: 'daily', minute: 3, outputs: ['sales'] }),
      aRunEvent({ runId: 'daily-2', job: 'daily', minute: 4, eventType: 'FAIL' }),
      aRunEvent({ runId: 'reader', job: 'reader', minute: 5, inputs: ['sales'] }),
      aRunEvent({ runId: 'reader', job: 'reader', minute: 6, eventType: 'COMPLETE' }),
    );
    const of = [
      representation('Job', jobId(namespace, 'daily')),
      representation('Job', 'job_unknown'),
      representation('Dataset', datasetId(namespace, 'sales')),
      representation('Dataset', 'ds_\0'),
      representation('Run', runId('daily-2')),
      representation('Run', 'run_unknown'),
    ];
    const { _entities: entities } = await runs.ask(query, { of });
    const nothing = { nodes: [], totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null } };
    expect(entities).toMatchObject([
      { latestRun: { id: runId('daily-2') }, runs: { nodes: [{ id: runId('daily-2') }], totalCount: 2, pageInfo: { hasNextPage: true } } },
      { latestRun: null, runs: nothing },
      { lastWrittenBy: { id: runId('daily-1') } },
      { lastWrittenBy: null },
      { id: runId('daily-2'), state: 'FAILED' },
      null,
    ]);
  });

  test('page through their runs', async () => {
    await runs.send(...[1, 2, 3].map((minute) => aRunEvent({ runId: `paged-${minute}`, job: 'paged', minute })));
    const page = `query ($of: [_Any!]!, $after: String) { _entities(representations: $of) { ... on Job { runs(first: 2, after: $after) {
      nodes { openLineageRunId } pageInfo { hasNextPage hasPreviousPage endCursor } } } } }`;
    const of = [representation('Job', jobId(namespace, 'paged'))];
    const first = await runs.ask(page, { of });
    expect(first).toMatchObject({
      _entities: [
        {
          runs: {
            nodes: [{ openLineageRunId: 'paged-3' }, { openLineageRunId: 'paged-2' }],
            pageInfo: { hasNextPage: true, hasPreviousPage: false },
          },
        },
      ],
    });
    const [{ runs: connection }] = first['_entities'] as [{ runs: { pageInfo: { endCursor: string } } }];
    expect(await runs.ask(page, { of, after: connection.pageInfo.endCursor })).toMatchObject({
      _entities: [{ runs: { nodes: [{ openLineageRunId: 'paged-1' }], pageInfo: { hasNextPage: false, hasPreviousPage: true } } }],
    });
  });
});

test('the federated schema describes everything it shows', () => {
  for (const line of runs.subgraph.sdl.split('\n')) expect(line).not.toMatch(/^ {2}\w+.*: .*undefined/);
  const undescribed = Object.values(runs.subgraph.schema.getTypeMap())
    .filter((type) => !/^_|^(String|Int|Float|Boolean|ID|Query|Mutation|Subscription)$/.test(type.name))
    .filter((type) => !type.description && !type.name.includes('__') && type.name !== 'FieldSet')
    .map((type) => type.name);
  expect(undescribed).toEqual([]);
});
