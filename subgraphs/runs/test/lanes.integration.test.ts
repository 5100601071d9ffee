import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { jobId, runId } from '@hotpass/kernel';
import fc from 'fast-check';
import { propertySeed } from '@hotpass/testkit';
import { at, aRunEvent, namespace } from './events.ts';
import { startRuns, type RunsUnderTest } from './runs-under-test.ts';

let runs: RunsUnderTest;

const job = (name: string): string => jobId(namespace, name);

interface Sent {
  readonly job: string;
  readonly start: number;
  readonly end: number | null;
  readonly eventType: string;
}

async function send(sent: readonly Sent[]): Promise<void> {
  const events = sent.flatMap((run, index) => {
    const of = { runId: `${run.job}-${index}`, job: run.job };
    const end = run.end === null ? [] : [aRunEvent({ ...of, minute: run.end, eventType: run.eventType })];
    return [aRunEvent({ ...of, minute: run.start }), ...end];
  });
  await runs.send(...events);
}

const some: readonly Sent[] = [
  { job: 'early', start: 0, end: 5, eventType: 'COMPLETE' },
  { job: 'busy', start: 55, end: 62, eventType: 'COMPLETE' },
  { job: 'busy', start: 60, end: 70, eventType: 'FAIL' },
  { job: 'busy', start: 69, end: 90, eventType: 'ABORT' },
  { job: 'busy', start: 70, end: null, eventType: '' },
  { job: 'busy', start: 119, end: 120, eventType: 'COMPLETE' },
  { job: 'busy', start: 120, end: 125, eventType: 'COMPLETE' },
  { job: 'endless', start: 10, end: null, eventType: '' },
  { job: 'ended-at-the-border', start: 50, end: 60, eventType: 'COMPLETE' },
];

beforeAll(async () => {
  runs = await startRuns();
  await send(some);
});

afterAll(async () => {
  await runs[Symbol.asyncDispose]();
});

const window = { from: at(60).toISOString(), to: at(120).toISOString() };

const lanes = `query ($jobIds: [ID!], $jobs: RunJobFilter, $from: DateTime!, $to: DateTime!, $buckets: Int, $first: Int, $after: String) {
  runBuckets(jobIds: $jobIds, jobs: $jobs, from: $from, to: $to, buckets: $buckets, first: $first, after: $after) {
    nodes { job { id } bucketMs runningAtStart truncated buckets { from to total completed failed aborted running unknown longestMs totalMs }
      runs { nodes { openLineageRunId } totalCount pageInfo { hasNextPage } } }
    pageInfo { hasNextPage hasPreviousPage endCursor } truncated cursor } }`;

interface Lane {
  readonly job: { readonly id: string };
  readonly runningAtStart: number;
  readonly buckets: readonly { readonly from: string; readonly to: string; readonly total: number }[];
}

interface LanePage {
  readonly nodes: readonly Lane[];
  readonly pageInfo: { readonly endCursor: string };
}

async function ask(variables: Readonly<Record<string, unknown>>): Promise<LanePage> {
  return (await runs.ask(lanes, { ...window, ...variables }))['runBuckets'] as LanePage;
}

const none = { completed: 0, failed: 0, aborted: 0, running: 0, unknown: 0 };

describe('runBuckets', () => {
  test('counts the runs of a job by when they started, each in the bucket that begins before or with it', async () => {
    const { nodes } = await ask({ jobIds: [job('busy')], buckets: 6 });
    const bucket = (from: number, counts: object) => ({
      from: at(from).toISOString(),
      to: at(from + 10).toISOString(),
      ...none,
      ...counts,
    });
    expect(nodes).toEqual([
      {
        job: { id: job('busy') },
        bucketMs: 600_000,
        runningAtStart: 1,
        truncated: false,
        buckets: [
          bucket(60, { total: 2, failed: 1, aborted: 1, longestMs: 21 * 60_000, totalMs: 31 * 60_000 }),
          bucket(70, { total: 1, running: 1, longestMs: null, totalMs: null }),
          bucket(110, { total: 1, completed: 1, longestMs: 60_000, totalMs: 60_000 }),
        ],
        runs: {
          nodes: ['busy-5', 'busy-4', 'busy-3', 'busy-2', 'busy-1'].map((openLineageRunId) => ({ openLineageRunId })),
          totalCount: 5,
          pageInfo: { hasNextPage: false },
        },
      },
    ]);
  });

  test('answers for the jobs named, in their order, and for the unknown with nothing', async () => {
    const ids = [job('none'), job('endless'), 'job_\0', job('early'), job('endless')];
    const { nodes } = await ask({ jobIds: ids });
    expect(nodes.map((lane) => [lane.job.id, lane.buckets.length, lane.runningAtStart])).toEqual([
      [ids[0], 0, 0],
      [ids[1], 0, 1],
      [ids[2], 0, 0],
      [ids[3], 0, 0],
    ]);
    expect((await ask({ jobIds: [] })).nodes).toEqual([]);
  });

  test('finds the jobs that ran in that time, those that started last first, page by page', async () => {
    const first = await ask({ first: 1 });
    expect(first.nodes.map((lane) => lane.job.id)).toEqual([job('busy')]);
    expect(first).toMatchObject({ pageInfo: { hasNextPage: true, hasPreviousPage: false }, truncated: false });
    const second = await ask({ first: 1, after: first.pageInfo.endCursor });
    expect(second.nodes.map((lane) => lane.job.id)).toEqual([job('endless')]);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  test('finds of those the ones that are called so', async () => {
    const called = async (jobs: object): Promise<string[]> => (await ask({ jobs })).nodes.map((lane) => lane.job.id);
    expect(await called({ name: { contains: 'USY' } })).toEqual([job('busy')]);
    expect(await called({ name: { in: ['busy', 'early', 'endless'] }, namespace: { eq: namespace } })).toEqual([
      job('busy'),
      job('endless'),
    ]);
    expect(await called({ namespace: { in: ['elsewhere'] } })).toEqual([]);
    expect(await called({})).toEqual([job('busy'), job('endless')]);
  });

  test('pages through named jobs', async () => {
    const jobIds = [job('early'), job('busy')];
    const first = await ask({ jobIds, first: 1 });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await ask({ jobIds, first: 1, after: first.pageInfo.endCursor });
    expect(second.nodes.map((lane) => lane.job.id)).toEqual([job('busy')]);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  test('is on Job as well', async () => {
    const query = `query ($of: [_Any!]!, $from: DateTime!, $to: DateTime!) { _entities(representations: $of) { ... on Job {
      runBuckets(from: $from, to: $to, buckets: 1) { buckets { total } runs(first: 1) { nodes { openLineageRunId } pageInfo { hasNextPage } } } } } }`;
    const of = [job('busy'), job('early')].map((id) => ({ __typename: 'Job', id }));
    expect(await runs.ask(query, { of, ...window })).toEqual({
      _entities: [
        { runBuckets: { buckets: [{ total: 4 }], runs: { nodes: [{ openLineageRunId: 'busy-5' }], pageInfo: { hasNextPage: true } } } },
        { runBuckets: { buckets: [], runs: { nodes: [], pageInfo: { hasNextPage: false } } } },
      ],
    });
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['no time', { to: window.from }, 'BAD_USER_INPUT'],
    ['a thousand years', { to: '3000-01-01T00:00:00Z' }, 'BAD_USER_INPUT'],
    ['buckets of milliseconds', { to: at(61).toISOString(), buckets: 61 }, 'BAD_USER_INPUT'],
    ['no buckets', { buckets: 0 }, 'BAD_USER_INPUT'],
    ['a million buckets', { buckets: 1_000_000 }, 'BAD_USER_INPUT'],
    ['a cursor that is none', { after: 'nonsense' }, 'BAD_USER_INPUT'],
    ['a cursor of no job named', { jobIds: [], after: Buffer.from('["job_x"]').toString('base64url') }, 'BAD_USER_INPUT'],
    ['a cursor of another century', { after: Buffer.from('[1e300,"job_x"]').toString('base64url') }, 'BAD_USER_INPUT'],
    ['jobs chosen in two ways', { jobIds: [], jobs: {} }, 'BAD_USER_INPUT'],
    ['a name that cannot be one', { jobs: { name: { contains: '\ud800' } } }, 'BAD_USER_INPUT'],
    ['too many jobs', { jobIds: Array.from({ length: 1_001 }, (_, index) => `job_${index}`) }, 'LIMIT_EXCEEDED'],
  ])('refuses %s', async (_what, variables, code) => {
    const { errors } = await runs.execute(lanes, { variables: { ...window, ...variables } });
    expect(errors?.[0]?.extensions['code']).toBe(code);
  });

  test('counts every run of the time once, wherever the borders lie', async () => {
    const seed = propertySeed(expect.getState().currentTestName);
    const starts = some.filter((run) => run.job === 'busy').map((run) => at(run.start).getTime());
    const times = fc.tuple(
      fc.integer({ min: 0, max: 7_800_000 }),
      fc.integer({ min: 200_000, max: 7_800_000 }),
      fc.integer({ min: 1, max: 200 }),
    );
    await fc.assert(
      fc.asyncProperty(times, async ([offset, length, buckets]) => {
        const [from, to] = [at(0).getTime() + offset, at(0).getTime() + offset + length];
        const variables = { jobIds: [job('busy')], from: new Date(from).toISOString(), to: new Date(to).toISOString(), buckets };
        const { buckets: found } = (await ask(variables)).nodes[0]!;
        expect(found.reduce((sum, bucket) => sum + bucket.total, 0)).toBe(starts.filter((time) => time >= from && time < to).length);
        for (const bucket of found) {
          const inside = starts.filter((time) => time >= Date.parse(bucket.from) && time < Date.parse(bucket.to));
          expect(bucket.total).toBe(inside.length);
        }
      }),
      { seed, numRuns: 100 },
    );
  });
});

test('a lane pages through its runs', async () => {
  const query = `query ($jobIds: [ID!], $from: DateTime!, $to: DateTime!, $after: String) {
    runBuckets(jobIds: $jobIds, from: $from, to: $to) { nodes { runs(first: 3, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } } }`;
  const page = async (after: string | null) => {
    const answer = await runs.ask(query, { jobIds: [job('busy')], ...window, after });
    return (
      answer['runBuckets'] as { nodes: [{ runs: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }] }
    ).nodes[0].runs;
  };
  const first = await page(null);
  const second = await page(first.pageInfo.endCursor);
  expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual([5, 4, 3, 2, 1].map((index) => runId(`busy-${index}`)));
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
});
