import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runId } from '@hotpass/kernel';
import { at, aRunEvent, namespace, nominalTimeFacet } from './events.ts';
import { startRuns, type RunsUnderTest } from './runs-under-test.ts';

const minuteMs = 60_000;
let runs: RunsUnderTest;
let now = at(90);

beforeAll(async () => {
  runs = await startRuns({ now: () => now });
});

afterAll(async () => {
  await runs[Symbol.asyncDispose]();
});

interface Answer {
  readonly nodes: readonly { readonly openLineageRunId: string; readonly health: string }[];
  readonly totalCount: number;
}

async function list(filter: object): Promise<Answer> {
  const query = 'query ($filter: RunFilter) { runs(filter: $filter, first: 100) { nodes { openLineageRunId health } totalCount } }';
  return (await runs.ask(query, { filter }))['runs'] as Answer;
}

async function idsOf(filter: object): Promise<string[]> {
  const { nodes, totalCount } = await list(filter);
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ openLineageRunId }) => openLineageRunId).toSorted();
}

describe('runs are found by how their job is called', () => {
  const jobs = ['load_contacts', 'Load Café', 'a%b', 'a_b', String.raw`a\b`, 'ünïcode 🚀', '<b>job</b>', 'x'.repeat(2_000)];

  beforeAll(async () => {
    for (const [place, job] of jobs.entries()) {
      await runs.send(
        aRunEvent({ runId: `named-${place}`, job, minute: 1 }),
        aRunEvent({ runId: `named-${place}`, job, minute: 2, eventType: 'COMPLETE' }),
      );
    }
    const other = aRunEvent({ runId: 'elsewhere', job: 'load_contacts', minute: 1 });
    await runs.send({ ...other, job: { ...other.job, namespace: 'Airflow://Prod' } });
    await runs.send({
      ...other,
      eventType: 'COMPLETE',
      eventTime: at(2).toISOString(),
      job: { ...other.job, namespace: 'Airflow://Prod' },
    });
  });

  test.each<[string, object, string[]]>([
    ['a name', { jobName: { eq: 'load_contacts' } }, ['elsewhere', 'named-0']],
    ['a name in another case', { jobName: { eq: 'Load_contacts' } }, []],
    ['names', { jobName: { in: ['a%b', 'a_b', 'none'] } }, ['named-2', 'named-3']],
    ['no name', { jobName: { in: [] } }, []],
    ['a part, whatever the case', { jobName: { contains: 'LOAD' } }, ['elsewhere', 'named-0', 'named-1']],
    ['a part, whatever the accents', { jobName: { contains: 'cafe' } }, ['named-1']],
    ['a part that is accented itself', { jobName: { contains: 'ÜNICÖDE' } }, ['named-5']],
    ['a character of patterns', { jobName: { contains: '%' } }, ['named-2']],
    ['another character of patterns', { jobName: { contains: '_' } }, ['elsewhere', 'named-0', 'named-3']],
    ['what escapes patterns', { jobName: { contains: '\\' } }, ['named-4']],
    ['markup', { jobName: { contains: '</B>' } }, ['named-6']],
    ['a name of 2,000 characters', { jobName: { eq: 'x'.repeat(2_000) } }, ['named-7']],
    ['a namespace', { jobNamespace: { eq: 'Airflow://Prod' } }, ['elsewhere']],
    ['one of some namespaces', { jobNamespace: { in: ['Airflow://Prod', 'none'] } }, ['elsewhere']],
    ['a part of a namespace', { jobNamespace: { contains: 'airflow' } }, ['elsewhere']],
    ['both', { jobName: { contains: 'load' }, jobNamespace: { eq: namespace } }, ['named-0', 'named-1']],
    ['neither of two', { not: { or: [{ jobNamespace: { eq: namespace } }, { jobName: { eq: 'none' } }] } }, ['elsewhere']],
  ])('by %s', async (_what, filter, expected) => {
    expect(await idsOf({ and: [filter, { state: { eq: 'COMPLETED' } }] })).toEqual(expected.toSorted());
  });

  test.each<[object, string]>([
    [{ jobName: { eq: 'a\0' } }, 'BAD_USER_INPUT'],
    [{ jobNamespace: { contains: '\ud800' } }, 'BAD_USER_INPUT'],
    [{ jobName: { contains: 'x'.repeat(5_001) } }, 'LIMIT_EXCEEDED'],
    [{ jobNamespace: { in: Array.from({ length: 101 }, String) } }, 'LIMIT_EXCEEDED'],
  ])('%#: what no name can be is refused', async (filter, code) => {
    const { errors } = await runs.execute('query ($filter: RunFilter) { runs(filter: $filter) { cursor } }', { variables: { filter } });
    expect(errors?.[0]?.extensions['code']).toBe(code);
  });
});

describe('runs are found by how they stand to the clock', () => {
  /** A job that usually takes ten minutes. */
  beforeAll(async () => {
    for (const minute of [10, 20, 30]) {
      const run = { runId: `usual-${minute}`, job: 'usual' };
      await runs.send(aRunEvent({ ...run, minute }), aRunEvent({ ...run, minute: minute + 10, eventType: 'COMPLETE' }));
    }
    await runs.send(
      aRunEvent({ runId: 'fresh', job: 'usual', minute: 85 }),
      aRunEvent({ runId: 'twice', job: 'usual', minute: 70 }),
      aRunEvent({ runId: 'due', job: 'first of its kind', minute: 60, facets: nominalTimeFacet(60, 80) }),
      aRunEvent({ runId: 'not due', job: 'first of its kind', minute: 60, facets: nominalTimeFacet(60, 200) }),
      aRunEvent({ runId: 'unknown', job: 'usual', minute: 10, eventType: 'OTHER' }),
    );
    const silent = aRunEvent({ runId: 'silent', job: 'usual' });
    await runs.send({ ...silent, eventTime: new Date(at(90).getTime() - 24 * 60 * minuteMs).toISOString() });
  });

  const ofThese = { or: [{ jobName: { eq: 'usual' } }, { jobName: { eq: 'first of its kind' } }] };

  test.each<[object, string[]]>([
    [{ health: { eq: 'LATE' } }, ['due', 'twice']],
    [{ health: { eq: 'STALLED' } }, ['silent']],
    [{ health: { in: ['LATE', 'STALLED'] } }, ['due', 'silent', 'twice']],
    [{ health: { eq: 'ON_TIME' }, state: { eq: 'RUNNING' } }, ['fresh', 'not due']],
    [{ health: { eq: 'ON_TIME' } }, ['fresh', 'not due', 'unknown', 'usual-10', 'usual-20', 'usual-30']],
    [{ not: { health: { in: ['LATE', 'STALLED'] } } }, ['fresh', 'not due', 'unknown', 'usual-10', 'usual-20', 'usual-30']],
    [{ health: { in: [] } }, []],
    [{ health: { eq: 'LATE', in: ['STALLED'] } }, []],
    [{ or: [{ health: { eq: 'LATE' } }, { state: { eq: 'UNKNOWN' } }] }, ['due', 'twice', 'unknown']],
  ])('%j', async (filter, expected) => {
    expect(await idsOf({ and: [filter, ofThese] })).toEqual(expected);
  });

  test('at every moment the filter says what the field says, on the very border as well', async () => {
    const day = 24 * 60;
    for (const minute of [70, 79.99, 80, 89.999, 90, 104, 105, 199, 200, day + 60, day + 69.999, day + 70, day + 85]) {
      now = new Date(at(0).getTime() + minute * minuteMs);
      const all = (await list(ofThese)).nodes;
      for (const health of ['ON_TIME', 'LATE', 'STALLED']) {
        const expected = all.filter((run) => run.health === health).map(({ openLineageRunId }) => openLineageRunId);
        expect([minute, health, await idsOf({ and: [ofThese, { health: { eq: health } }] })]).toEqual([
          minute,
          health,
          expected.toSorted(),
        ]);
      }
    }
    now = at(90);
  });
});

test('who follows runs hears of those whose job and health meet the filter', async () => {
  const start = await runs.log.feed.head();
  await runs.send(aRunEvent({ runId: 'followed', job: 'followed', minute: 50, facets: nominalTimeFacet(50, 60) }));
  const [event] = await runs.eventsAfter(start, 1);
  const query = 'subscription ($filter: RunFilter) { runUpdated(filter: $filter) { run { id } } }';
  const heard = async (filter: object): Promise<unknown> => {
    const result = await runs.execute(query, { variables: { filter }, event: event!, minPosition: String(event!.position) });
    expect(result.errors).toBeUndefined();
    return JSON.parse(JSON.stringify(result.data)).runUpdated;
  };
  const told = { run: { id: runId('followed') } };
  expect(await heard({ jobName: { contains: 'FOLLOW' }, jobNamespace: { eq: namespace }, health: { eq: 'LATE' } })).toEqual(told);
  expect(await heard({ health: { eq: 'ON_TIME' } })).toBeNull();
  expect(await heard({ jobNamespace: { eq: 'other' } })).toBeNull();
});
