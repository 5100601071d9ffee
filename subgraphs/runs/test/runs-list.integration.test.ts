import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { datasetId, jobId, runId } from '@hotpass/kernel';
import { at, aRunEvent, namespace, nominalTimeFacet, parentFacet } from './events.ts';
import { startRuns, type RunsUnderTest } from './runs-under-test.ts';

let runs: RunsUnderTest;

const job = (name: string): string => jobId(namespace, name);

/** Ten runs that start a minute apart; every third has failed, every third completed, the others run. */
beforeAll(async () => {
  runs = await startRuns();
  for (let minute = 0; minute < 10; minute += 1) {
    const run = { runId: `run-${minute}`, job: minute < 5 ? 'early' : 'late' };
    const facets = { ...(minute === 9 ? parentFacet('run-0') : {}), ...(minute === 8 ? nominalTimeFacet(100, 200) : {}) };
    await runs.send(aRunEvent({ ...run, minute, facets, inputs: minute < 2 ? ['read'] : [], outputs: minute === 1 ? ['written'] : [] }));
    if (minute % 3 === 0) await runs.send(aRunEvent({ ...run, minute: minute + 20, eventType: 'FAIL' }));
    if (minute % 3 === 1) await runs.send(aRunEvent({ ...run, minute: minute + 20, eventType: 'COMPLETE' }));
  }
});

afterAll(async () => {
  await runs[Symbol.asyncDispose]();
});

interface Page {
  readonly nodes: readonly { readonly openLineageRunId: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number | null;
  readonly cursor: string;
}

const list = `query ($filter: RunFilter, $orderBy: RunOrder, $first: Int, $after: String, $last: Int, $before: String) {
  runs(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    nodes { openLineageRunId } totalCount cursor pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

async function page(variables: Readonly<Record<string, unknown>>): Promise<Page> {
  return (await runs.ask(list, variables))['runs'] as Page;
}

/** Minutes at which the runs of the page start, in its order. */
function minutes(found: Page): number[] {
  return found.nodes.map(({ openLineageRunId }) => Number(openLineageRunId.slice('run-'.length)));
}

async function refusal(variables: Readonly<Record<string, unknown>>): Promise<unknown> {
  return (await runs.execute(list, { variables })).errors?.[0]?.extensions['code'];
}

describe('a filter', () => {
  test.each<[string, object, number[]]>([
    ['nothing', {}, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
    ['a run', { id: { eq: runId('run-4') } }, [4]],
    ['some runs', { id: { in: [runId('run-4'), runId('run-7'), 'run_none'] } }, [7, 4]],
    ['a part of an id', { id: { contains: runId('run-4').slice(6, 20) } }, [4]],
    ['a job', { jobId: { eq: job('early') } }, [4, 3, 2, 1, 0]],
    ['a state', { state: { eq: 'FAILED' } }, [9, 6, 3, 0]],
    ['states', { state: { in: ['FAILED', 'COMPLETED'] } }, [9, 7, 6, 4, 3, 1, 0]],
    ['no state', { state: { in: [] } }, []],
    ['a half-open time', { startedAt: { gte: at(3).toISOString(), lt: at(6).toISOString() } }, [5, 4, 3]],
    ['an end, which a running run has not', { endedAt: { gte: at(0).toISOString() } }, [9, 7, 6, 4, 3, 1, 0]],
    ['not an end, which a running run meets', { not: { endedAt: { gte: at(0).toISOString() } } }, [8, 5, 2]],
    ['a parent', { parentId: { eq: runId('run-0') } }, [9]],
    ['no parent', { not: { parentId: { in: [runId('run-0')] } }, jobId: { eq: job('late') } }, [8, 7, 6, 5]],
    ['having a parent', { hasParent: true }, [9]],
    ['having none', { hasParent: false, jobId: { eq: job('late') } }, [8, 7, 6, 5]],
    ['an input', { inputId: { eq: datasetId(namespace, 'read') } }, [1, 0]],
    ['an output', { outputId: { in: [datasetId(namespace, 'written'), 'ds_none'] } }, [1]],
    ['an input in the wrong role', { outputId: { eq: datasetId(namespace, 'read') } }, []],
    ['not an input', { not: { inputId: { contains: 'ds_' } }, jobId: { eq: job('early') } }, [4, 3, 2]],
    ['a nominal time', { nominalTime: { gte: at(100).toISOString(), lt: at(101).toISOString() } }, [8]],
    ['a duration, which a running run has not', { durationMs: { gte: 1_200_000 } }, [9, 7, 6, 4, 3, 1, 0]],
    ['a shorter duration', { durationMs: { lt: 1_200_000 } }, []],
    ['and', { and: [{ state: { eq: 'FAILED' } }, { jobId: { eq: job('late') } }] }, [9, 6]],
    ['or', { or: [{ id: { eq: runId('run-1') } }, { state: { eq: 'FAILED' } }], jobId: { eq: job('early') } }, [3, 1, 0]],
    ['or of nothing', { or: [] }, []],
    ['nested', { not: { or: [{ state: { eq: 'FAILED' } }, { not: { jobId: { eq: job('early') } } }] } }, [4, 2, 1]],
    ['null as if not given', { id: null, and: null, state: { eq: null, in: null } }, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
  ])('of %s', async (_what, filter, expected) => {
    const found = await page({ filter });
    expect(minutes(found)).toEqual(expected);
    expect(found.totalCount).toBe(expected.length);
  });

  test('that is nested too deeply is refused', async () => {
    const deep = Array.from({ length: 6 }).reduce<object>((inner) => ({ not: inner }), {});
    expect(await refusal({ filter: deep })).toBe('LIMIT_EXCEEDED');
  });
});

describe('order', () => {
  test('by end puts runs that have not ended last, or first when it descends', async () => {
    expect(minutes(await page({ orderBy: { field: 'ENDED_AT', direction: 'ASC' } })).slice(0, 7)).toEqual([0, 1, 3, 4, 6, 7, 9]);
    expect(minutes(await page({ orderBy: { field: 'ENDED_AT', direction: 'DESC' } })).slice(3)).toEqual([9, 7, 6, 4, 3, 1, 0]);
  });

  test('by start can ascend', async () => {
    expect(minutes(await page({ orderBy: { field: 'STARTED_AT', direction: 'ASC' }, first: 3 }))).toEqual([0, 1, 2]);
  });
});

describe('pages', () => {
  test.each(['STARTED_AT', 'ENDED_AT'])('forward and backward meet every run once, ordered by %s', async (field) => {
    for (const direction of ['ASC', 'DESC']) {
      const orderBy = { field, direction };
      const all = minutes(await page({ orderBy }));
      const forward: number[] = [];
      let found = await page({ orderBy, first: 3 });
      expect(found.pageInfo.hasPreviousPage).toBe(false);
      forward.push(...minutes(found));
      while (found.pageInfo.hasNextPage) {
        found = await page({ orderBy, first: 3, after: found.pageInfo.endCursor });
        expect(found.pageInfo.hasPreviousPage).toBe(true);
        forward.push(...minutes(found));
      }
      expect(forward).toEqual(all);

      const backward: number[] = [];
      found = await page({ orderBy, last: 3 });
      backward.unshift(...minutes(found));
      while (found.pageInfo.hasPreviousPage) {
        found = await page({ orderBy, last: 3, before: found.pageInfo.startCursor });
        expect(found.pageInfo.hasNextPage).toBe(true);
        backward.unshift(...minutes(found));
      }
      expect(backward).toEqual(all);
    }
  });

  test('do not shift when runs start or change between them', async () => {
    const filter = { jobId: { in: [job('moving')] } };
    const start = (minute: number) => runs.send(aRunEvent({ runId: `run-${minute}`, job: 'moving', minute }));
    for (const minute of [100, 101, 102, 103]) await start(minute);
    const first = await page({ filter, first: 2 });
    await start(104);
    await runs.send(aRunEvent({ runId: 'run-102', job: 'moving', minute: 110, eventType: 'FAIL' }));
    const second = await page({ filter, first: 2, after: first.pageInfo.endCursor });
    expect([minutes(first), minutes(second)]).toEqual([
      [103, 102],
      [101, 100],
    ]);
    const back = await page({ filter, last: 5, before: second.pageInfo.startCursor });
    expect(minutes(back)).toEqual([104, 103, 102]);
  });

  test('tell that nothing is before them once what was there has left the filter', async () => {
    const filter = { state: { eq: 'RUNNING' }, jobId: { eq: job('leaving') } };
    await runs.send(...[200, 201].map((minute) => aRunEvent({ runId: `run-${minute}`, job: 'leaving', minute })));
    const first = await page({ filter, first: 1 });
    await runs.send(aRunEvent({ runId: 'run-201', job: 'leaving', minute: 210, eventType: 'COMPLETE' }));
    const second = await page({ filter, first: 1, after: first.pageInfo.endCursor });
    expect(minutes(second)).toEqual([200]);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  });

  test.each<[string, Record<string, unknown>]>([
    ['both ends', { first: 1, last: 1 }],
    ['no size', { first: 0 }],
    ['more than a hundred', { last: 101 }],
    ['a cursor that is none', { after: 'nonsense' }],
    ['a cursor of another order', { before: Buffer.from('["ENDED_AT",1,"run_1"]').toString('base64url') }],
    ['a cursor of another century', { after: Buffer.from('["STARTED_AT",1e300,"run_1"]').toString('base64url') }],
    ['a cursor that PostgreSQL cannot hold', { after: Buffer.from('["STARTED_AT",1,"run_\\u0000"]').toString('base64url') }],
  ])('with %s are refused', async (_what, variables) => {
    expect(await refusal(variables)).toBe('BAD_USER_INPUT');
  });
});

test('a list carries the log position it shows, from which nothing is missed', async () => {
  const before = await page({ first: 1 });
  const [id] = await runs.send(aRunEvent({ runId: 'run-300', job: 'fresh', minute: 300 }));
  const [event] = await runs.eventsAfter(before.cursor, 1);
  expect(event?.entryId).toBe(id);
  expect((await page({ first: 1 })).cursor).toBe(event?.cursor);
});
