import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { datasetId, datasetVersionId, jobId, localPrincipal, runId } from '@hotpass/kernel';
import type { EventRoot } from '@hotpass/server';
import { aRunEvent, namespace } from './events.ts';
import { startRuns, type RunsUnderTest } from './runs-under-test.ts';

let runs: RunsUnderTest;
let event: EventRoot;

beforeAll(async () => {
  runs = await startRuns();
  const start = await runs.log.feed.head();
  await runs.send(aRunEvent({ runId: 'run-1', outputs: ['a'] }));
  [event] = (await runs.eventsAfter(start, 1)) as [EventRoot];
});

afterAll(async () => {
  await runs[Symbol.asyncDispose]();
});

function execute(query: string, variables: Readonly<Record<string, unknown>> = {}, root: EventRoot = event) {
  return runs.execute(query, { variables, event: root, minPosition: String(root.position) });
}

const live = 'subscription ($filter: RunFilter) { runUpdated(filter: $filter) { cursor run { id state } } }';
const delivered = { runUpdated: { cursor: expect.any(String), run: { id: runId('run-1'), state: 'RUNNING' } } };
const nothing = { data: { runUpdated: null } };

describe('an event', () => {
  test('is executed with aliases, arguments and fragments', async () => {
    const query = `subscription ($after: String) { live: runUpdated(filter: { state: { in: [RUNNING] } }, after: $after) { at: cursor ...Shown } }
      fragment Shown on RunUpdatedEvent { changed: run { id written: outputs(first: 1) { totalCount } ... on Run { job { id } } } }`;
    const result = await execute(query, { after: event.cursor });
    expect(JSON.parse(JSON.stringify(result))).toEqual({
      data: {
        live: { at: event.cursor, changed: { id: runId('run-1'), written: { totalCount: 1 }, job: { id: jobId(namespace, 'orders') } } },
      },
    });
  });

  test.each<[string, object | null, boolean]>([
    ['no filter', null, true],
    ['its run', { id: { eq: runId('run-1') } }, true],
    ['another run', { id: { eq: runId('run-2') } }, false],
    ['its job and state', { jobId: { eq: jobId(namespace, 'orders') }, state: { eq: 'RUNNING' } }, true],
    ['its job in another state', { jobId: { eq: jobId(namespace, 'orders') }, state: { eq: 'FAILED' } }, false],
    ['anything but its state', { not: { state: { eq: 'RUNNING' } } }, false],
  ])('concerns a subscriber of %s or not', async (_what, filter, concerns) => {
    expect(JSON.parse(JSON.stringify(await execute(live, { filter })))).toEqual(concerns ? { data: delivered } : nothing);
  });

  test('carries all that is known of its run, at least as new as itself', async () => {
    const start = await runs.log.feed.head();
    const output = { name: 'b', outputFacets: { outputStatistics: { rowCount: 7 } } };
    await runs.send(
      aRunEvent({ runId: 'run-all', job: 'all', facets: { processing_engine: { version: '3' } } }),
      aRunEvent({
        runId: 'run-all',
        job: 'all',
        minute: 2,
        eventType: 'FAIL',
        outputs: [output],
        facets: { errorMessage: { message: 'm' } },
      }),
    );
    const query = `subscription { runUpdated { run { state attempt facets { name } error { message } processingEngine { version } failure { afterMs }
      steps { totalCount } attempts { totalCount } outputs { edges { version { id } statistics { rowCount } } } } } }`;
    for (const root of await runs.eventsAfter(start, 2)) {
      expect(JSON.parse(JSON.stringify(await execute(query, {}, root)))).toEqual({
        data: {
          runUpdated: {
            run: {
              ...{
                state: 'FAILED',
                attempt: 1,
                facets: [{ name: 'errorMessage' }, { name: 'processing_engine' }],
                error: { message: 'm' },
              },
              ...{
                processingEngine: { version: '3' },
                failure: { afterMs: 120_000 },
                steps: { totalCount: 0 },
                attempts: { totalCount: 1 },
              },
              outputs: {
                edges: [{ version: { id: datasetVersionId(datasetId(namespace, 'b'), runId('run-all')) }, statistics: { rowCount: 7 } }],
              },
            },
          },
        },
      });
    }
  });

  test('that was not projected concerns nobody', async () => {
    const start = await runs.log.feed.head();
    await runs.sendDecided({ project: false, flags: ['CLOCK_SUSPECT'] }, aRunEvent({ runId: 'run-1', eventType: 'FAIL' }));
    const [flagged] = await runs.eventsAfter(start, 1);
    expect(JSON.parse(JSON.stringify(await execute(live, {}, flagged)))).toEqual(nothing);
  });

  test('about no run concerns nobody', async () => {
    expect(JSON.parse(JSON.stringify(await execute(live, {}, { ...event, keys: [jobId(namespace, 'orders')] })))).toEqual(nothing);
  });

  test('of a run that is not there concerns nobody', async () => {
    expect(JSON.parse(JSON.stringify(await execute(live, {}, { ...event, keys: ['run_none'] })))).toEqual(nothing);
  });

  test('fails with a code when an argument inside it is wrong, beside what is right', async () => {
    const query = 'subscription { runUpdated { cursor run { id outputs(first: 0) { totalCount } } } }';
    const { data, errors } = await execute(query);
    expect(errors?.map(({ path, extensions }) => ({ path, code: extensions['code'] }))).toEqual([
      { path: ['runUpdated', 'run', 'outputs'], code: 'BAD_USER_INPUT' },
    ]);
    expect(JSON.parse(JSON.stringify(data))).toEqual({ runUpdated: { cursor: event.cursor, run: { id: runId('run-1'), outputs: null } } });
  });

  test('whose filter is too deep fails with a code', async () => {
    const filter = Array.from({ length: 6 }).reduce<object>((inner) => ({ not: inner }), {});
    expect((await execute(live, { filter })).errors?.[0]?.extensions['code']).toBe('LIMIT_EXCEEDED');
  });

  test('that the projector has not reached fails with TIMEOUT instead of showing what was before', async () => {
    await runs.log.pause('runs.openlineage');
    const start = await runs.log.feed.head();
    const results = runs.send(aRunEvent({ runId: 'run-1', eventType: 'COMPLETE', minute: 5 }));
    const [late] = (await runs.eventsAfter(start, 1)) as [EventRoot];
    expect((await execute(live, {}, late)).errors?.[0]?.extensions['code']).toBe('TIMEOUT');
    runs.log.resume('runs.openlineage');
    await results;
    expect(await execute(live, {}, late)).toMatchObject({ data: { runUpdated: { run: { state: 'COMPLETED' } } } });
  });
});

function watch(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  return runs.subgraph.watch({ query, variables, principal: localPrincipal, requestId: 'request-1' });
}

describe('a watch set', () => {
  test('is the ids a filter names, in variables or in the text', async () => {
    expect(await watch(live, { filter: { jobId: { in: ['job_1', 'job_2'] } } })).toEqual(['job_1', 'job_2']);
    expect(await watch('subscription { r: runUpdated(filter: { id: { eq: "run_1" } }) { cursor } }')).toEqual(['run_1']);
  });

  test('is everything without such a filter', async () => {
    expect(await watch(live)).toBe('all');
    expect(await watch(live, { filter: { state: { eq: 'FAILED' } } })).toBe('all');
  });

  test('is refused for a wrong filter', async () => {
    await expect(watch(live, { filter: { id: 5.5 } })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    const deep = Array.from({ length: 6 }).reduce<object>((inner) => ({ not: inner }), {});
    await expect(watch(live, { filter: deep })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });
});
