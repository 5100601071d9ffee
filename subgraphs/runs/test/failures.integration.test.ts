import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { datasetId, jobId, runId } from '@hotpass/kernel';
import { at, aRunEvent, namespace, nominalTimeFacet, parentFacet, type RunEventOptions } from './events.ts';
import { startRuns, type RunsUnderTest } from './runs-under-test.ts';

let runs: RunsUnderTest;
let now = at(0);

beforeAll(async () => {
  runs = await startRuns({ now: () => now });
});

afterAll(async () => {
  await runs[Symbol.asyncDispose]();
});

const ds = (name: string): string => datasetId(namespace, name);

/** Every test has a day of its own, so that failures of others are not in its time. */
let day = 0;

interface Sent extends RunEventOptions {
  readonly run: string;
  readonly from: number;
  readonly to?: number;
  readonly end?: 'COMPLETE' | 'FAIL' | 'ABORT';
}

/** Runs of this test's day; the job is named as the run up to its dash. */
async function send(...sent: readonly Sent[]): Promise<void> {
  const events = sent.flatMap(({ run, from, to, end, ...rest }) => {
    const of = { runId: run, job: run.split('-')[0]!, minute: day * 1_440 + from };
    return [
      aRunEvent({ ...of, ...rest }),
      ...(to === undefined ? [] : [aRunEvent({ ...of, minute: day * 1_440 + to, eventType: end ?? 'FAIL' })]),
    ];
  });
  await runs.send(...events);
}

const query = `query ($since: DateTime, $until: DateTime, $jobIds: [ID!], $jobs: RunJobFilter, $first: Int, $after: String) {
  firstUnexplainedFailures(since: $since, until: $until, jobIds: $jobIds, jobs: $jobs, first: $first, after: $after) {
    nodes { run { openLineageRunId } kind at lastSuccess { openLineageRunId }
      consequences { nodes { run { openLineageRunId } distance cause { run { openLineageRunId } reason dataset { id } } } totalCount }
      affectedDatasets { nodes { id } totalCount } affectedJobs { nodes { id } totalCount } }
    totalCount failedCount truncated pageInfo { hasNextPage hasPreviousPage endCursor } } }`;

interface Failure {
  readonly run: { readonly openLineageRunId: string };
  readonly kind: string;
  readonly consequences: {
    readonly nodes: readonly {
      readonly run: { readonly openLineageRunId: string };
      readonly distance: number;
      readonly cause: {
        readonly run: { readonly openLineageRunId: string };
        readonly reason: string;
        readonly dataset: { readonly id: string } | null;
      };
    }[];
  };
}

interface Failures {
  readonly nodes: readonly Failure[];
  readonly pageInfo: { readonly endCursor: string };
}

async function failures(variables: Readonly<Record<string, unknown>> = {}): Promise<Failures> {
  const time = { since: at(day * 1_440).toISOString(), until: at((day + 1) * 1_440).toISOString() };
  return (await runs.ask(query, { ...time, ...variables }))['firstUnexplainedFailures'] as Failures;
}

/** Each failure with its consequences as text. */
async function told(variables: Readonly<Record<string, unknown>> = {}): Promise<string[]> {
  const { nodes } = await failures(variables);
  return nodes.map(({ run, kind, consequences }) => {
    const folded = consequences.nodes.map(
      ({ run: of, distance, cause }) => `${of.openLineageRunId}@${distance} ${cause.reason} ${cause.run.openLineageRunId}`,
    );
    return [`${run.openLineageRunId} ${kind}`, ...folded].join(', ');
  });
}

describe('firstUnexplainedFailures', () => {
  test('folds what failed for want of inputs under what failed first, over any number of causes', async () => {
    day = 1;
    await send(
      { run: 'load-ok', from: 0, to: 5, end: 'COMPLETE', outputs: ['raw', 'side'] },
      { run: 'load-1', from: 10, to: 20, outputs: ['raw'] },
      { run: 'clean-1', from: 30, to: 31, inputs: ['raw', 'elsewhere'], outputs: ['clean'] },
      { run: 'report-1', from: 40, to: 41, inputs: ['clean'] },
      { run: 'fine-1', from: 40, to: 41, end: 'COMPLETE', inputs: ['clean'] },
      { run: 'own-1', from: 15, to: 16, inputs: ['elsewhere'] },
    );
    expect(await told()).toEqual(['own-1 FAILED', 'load-1 FAILED, clean-1@1 FAILED_INPUT load-1, report-1@2 FAILED_INPUT clean-1']);
    const { nodes, ...page } = await failures();
    expect(page).toMatchObject({
      totalCount: 2,
      failedCount: 4,
      truncated: false,
      pageInfo: { hasNextPage: false, hasPreviousPage: false },
    });
    expect(nodes[1]).toMatchObject({
      at: at(1_440 + 20).toISOString(),
      lastSuccess: { openLineageRunId: 'load-ok' },
      consequences: { totalCount: 2 },
      // What the last success wrote beside is not written either.
      affectedDatasets: { nodes: [ds('raw'), ds('side'), ds('clean')].toSorted().map((id) => ({ id })), totalCount: 3 },
      affectedJobs: {
        nodes: ['load', 'clean', 'report'].map((name) => ({ id: jobId(namespace, name) })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      },
    });
    expect(nodes[1]!.consequences.nodes[0]!.cause.dataset).toEqual({ id: ds('raw') });
    expect(nodes[0]).toMatchObject({ lastSuccess: null, consequences: { nodes: [], totalCount: 0 }, affectedDatasets: { totalCount: 0 } });
  });

  test('does not take for a cause what was made good before, or failed after', async () => {
    day = 2;
    await send(
      { run: 'load2-1', from: 0, to: 5, outputs: ['raw2'] },
      { run: 'load2-2', from: 6, to: 9, end: 'COMPLETE', outputs: ['raw2'] },
      { run: 'reader2-1', from: 10, to: 11, inputs: ['raw2'] },
      { run: 'load2-3', from: 12, to: 13, outputs: ['raw2'] },
      // Begins before the reader that fails, and fails later: it was neither failed nor late then.
      { run: 'slow2-1', from: 20, to: 60, outputs: ['slow2'] },
      { run: 'reader2-2', from: 21, to: 22, inputs: ['slow2'] },
    );
    expect(await told()).toEqual(['load2-1 FAILED', 'reader2-1 FAILED', 'load2-3 FAILED', 'reader2-2 FAILED', 'slow2-1 FAILED']);
  });

  test('takes for a cause a newer run of the writer that failed before it named its outputs', async () => {
    day = 3;
    await send(
      { run: 'load3-1', from: 0, to: 5, end: 'COMPLETE', outputs: ['raw3'] },
      { run: 'load3-2', from: 10, to: 11 },
      { run: 'reader3-1', from: 20, to: 21, inputs: ['raw3'] },
      { run: 'other3-1', from: 0, to: 5, end: 'COMPLETE', outputs: ['other3'] },
      { run: 'other3-2', from: 10, to: 12, outputs: ['something-else3'] },
      { run: 'reader3-2', from: 20, to: 21, inputs: ['other3'] },
    );
    expect(await told()).toEqual(['load3-2 FAILED, reader3-1@1 FAILED_INPUT load3-2', 'other3-2 FAILED', 'reader3-2 FAILED']);
  });

  test('finds late and stopped writers, which are no failures themselves', async () => {
    day = 4;
    const due = nominalTimeFacet(day * 1_440, day * 1_440 + 10);
    await send(
      { run: 'late4-1', from: 0, facets: due, outputs: ['late4'] },
      { run: 'reader4-1', from: 20, to: 21, inputs: ['late4'] },
      { run: 'tardy4-1', from: 0, to: 30, end: 'COMPLETE', facets: due, outputs: ['tardy4'] },
      { run: 'reader4-2', from: 22, to: 23, inputs: ['tardy4'] },
      { run: 'punctual4-1', from: 0, to: 9, end: 'COMPLETE', facets: due, outputs: ['punctual4'] },
      { run: 'reader4-3', from: 24, to: 25, inputs: ['punctual4'] },
      { run: 'early4-1', from: 0, to: 9, end: 'COMPLETE', facets: due, outputs: ['early4'] },
      { run: 'reader4-4', from: 3, to: 4, inputs: ['early4'] },
      { run: 'stopped4-1', from: 0, to: 9, end: 'ABORT', outputs: ['stopped4'] },
      { run: 'reader4-5', from: 26, to: 27, inputs: ['stopped4'] },
    );
    now = at(day * 1_440 + 100);
    expect(await told()).toEqual([
      'reader4-4 FAILED',
      'stopped4-1 ABORTED, reader4-5@1 ABORTED_INPUT stopped4-1',
      ...['late4-1 LATE, reader4-1@1 LATE_INPUT late4-1', 'tardy4-1 LATE, reader4-2@1 LATE_INPUT tardy4-1'].toSorted((a, b) =>
        runId(a.split(' ')[0]!) < runId(b.split(' ')[0]!) ? -1 : 1,
      ),
      'reader4-3 FAILED',
    ]);
  });

  test('takes for late what runs far longer than usual, or says nothing for a day', async () => {
    day = 5;
    await send(
      { run: 'usual5-1', from: 0, to: 5, end: 'COMPLETE', outputs: ['usual5'] },
      { run: 'usual5-2', from: 10, outputs: ['usual5'] },
      { run: 'reader5-1', from: 15, to: 16, inputs: ['usual5'] },
      { run: 'reader5-2', from: 25, to: 26, inputs: ['usual5'] },
      // Stopped only after what it kept waiting had failed.
      { run: 'halted5-1', from: 0, to: 5, end: 'COMPLETE', outputs: ['halted5'] },
      { run: 'halted5-2', from: 11, to: 40, end: 'ABORT', outputs: ['halted5'] },
      { run: 'reader5-4', from: 27, to: 28, inputs: ['halted5'] },
    );
    await runs.send(aRunEvent({ runId: 'silent5-1', job: 'silent5', minute: 3 * 1_440 + 1, outputs: ['silent5'] }));
    await send({ run: 'reader5-3', from: 30, to: 31, inputs: ['silent5'] });
    expect(await told()).toEqual([
      'silent5-1 LATE, reader5-3@1 LATE_INPUT silent5-1',
      'reader5-1 FAILED',
      'usual5-2 LATE, reader5-2@1 LATE_INPUT usual5-2',
      'halted5-2 ABORTED, reader5-4@1 LATE_INPUT halted5-2',
    ]);
  });

  test('folds a run under the step of it that failed, unless a later attempt made it good', async () => {
    day = 6;
    await send(
      { run: 'dag6-1', from: 0, to: 20 },
      { run: 'task6-1', from: 1, to: 5, facets: parentFacet('dag6-1') },
      { run: 'dag6-2', from: 30, to: 50 },
      { run: 'retried6-1', from: 31, to: 32, facets: parentFacet('dag6-2') },
      { run: 'retried6-2', from: 33, to: 34, end: 'COMPLETE', facets: parentFacet('dag6-2') },
    );
    expect(await told()).toEqual(['task6-1 FAILED, dag6-1@1 FAILED_STEP task6-1', 'retried6-1 FAILED', 'dag6-2 FAILED']);
  });

  test('ends in circles, and folds a run that reads what it writes under its run before', async () => {
    day = 7;
    await send(
      // The whole fails by its step, the step by another run, and that by the whole.
      { run: 'whole7-1', from: 0, to: 50, outputs: ['whole7'] },
      { run: 'between7-1', from: 1, to: 60, inputs: ['whole7'], outputs: ['between7'] },
      { run: 'step7-1', from: 2, to: 61, inputs: ['between7', 'whole7'], facets: parentFacet('whole7-1') },
      { run: 'self7-1', from: 10, to: 11, inputs: ['self7'], outputs: ['self7'] },
      { run: 'self7-2', from: 20, to: 21, inputs: ['self7'], outputs: ['self7'] },
    );
    expect(await told()).toEqual([
      'self7-1 FAILED, self7-2@1 FAILED_INPUT self7-1',
      'whole7-1 FAILED, between7-1@1 FAILED_INPUT whole7-1, step7-1@2 FAILED_INPUT between7-1',
    ]);
  });

  test('looks behind the time asked for, at the jobs asked for, and pages', async () => {
    day = 8;
    await send({ run: 'root8-1', from: 0, to: 5, outputs: ['raw8'] });
    day = 9;
    await send({ run: 'reader9-1', from: 0, to: 5, inputs: ['raw8'] }, { run: 'alone9-1', from: 1, to: 2 });
    expect(await told()).toEqual(['root8-1 FAILED, reader9-1@1 FAILED_INPUT root8-1', 'alone9-1 FAILED']);
    expect(await told({ jobIds: [jobId(namespace, 'alone9'), 'job_\0'] })).toEqual(['alone9-1 FAILED']);
    expect(await told({ jobs: { name: { contains: 'LONE9' }, namespace: { eq: namespace } } })).toEqual(['alone9-1 FAILED']);
    expect(await told({ jobs: { namespace: { in: ['elsewhere'] } } })).toEqual([]);
    const first = await failures({ first: 1 });
    expect(first).toMatchObject({ totalCount: 2, failedCount: 2, pageInfo: { hasNextPage: true } });
    expect(await told({ first: 1, after: first.pageInfo.endCursor })).toEqual(['alone9-1 FAILED']);
    now = at(10 * 1_440);
    expect(await told({ since: null, until: null })).toEqual(['root8-1 FAILED, reader9-1@1 FAILED_INPUT root8-1', 'alone9-1 FAILED']);
  });

  test('says so when there is more than it looks at', async () => {
    day = 11;
    const inputs = Array.from({ length: 201 }, (_, index) => `crowd11-${index}`);
    await send({ run: 'crowd11-1', from: 0, to: 5, inputs });
    expect(await failures()).toMatchObject({ truncated: true, failedCount: 1, nodes: [{ run: { openLineageRunId: 'crowd11-1' } }] });

    day = 12;
    await runs.send(
      ...Array.from({ length: 1_001 }, (_, index) =>
        aRunEvent({ runId: `many12-${index}`, job: `many12-${index}`, minute: day * 1_440 + 1, eventType: 'FAIL' }),
      ),
    );
    expect(await failures({ first: 1 })).toMatchObject({ truncated: true, failedCount: 1_000, totalCount: 1_000 });

    day = 13;
    const chain = Array.from({ length: 40 }, (_, index) => index);
    await send(
      ...chain.map((index) => ({
        run: `chain13-${index}`,
        from: index * 2,
        to: index * 2 + 1,
        inputs: [`c13-${index}`],
        outputs: [`c13-${index + 1}`],
      })),
    );
    const since = at(day * 1_440 + 79).toISOString();
    expect(await failures({ since })).toMatchObject({
      truncated: true,
      failedCount: 1,
      nodes: [{ run: { openLineageRunId: 'chain13-7' } }],
    });
    expect(await failures()).toMatchObject({ truncated: false, failedCount: 40, nodes: [{ run: { openLineageRunId: 'chain13-0' } }] });
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['no time', { since: at(0).toISOString(), until: at(0).toISOString() }, 'BAD_USER_INPUT'],
    ['a cursor that is none', { after: 'nonsense' }, 'BAD_USER_INPUT'],
    ['a name that cannot be one', { jobs: { name: { eq: 'a\0' } } }, 'BAD_USER_INPUT'],
    ['too many jobs', { jobIds: Array.from({ length: 1_001 }, (_, index) => `job_${index}`) }, 'LIMIT_EXCEEDED'],
  ])('refuses %s', async (_what, variables, code) => {
    const { errors } = await runs.execute(query, { variables });
    expect(errors?.[0]?.extensions['code']).toBe(code);
  });
});

describe('the failure of a run', () => {
  const selection = `failure { afterMs step { openLineageRunId } error { message } causes { reason run { openLineageRunId } dataset { id } }
    brokenAssertions { dataset { id } assertion { assertion column } } }`;

  async function failure(run: string): Promise<unknown> {
    return (await runs.ask(`query ($id: ID!) { run(id: $id) { ${selection} } }`, { id: runId(run) }))['run'];
  }

  test('is told after how long, in which step, because of which error and which broken rule', async () => {
    day = 20;
    const assertions = {
      dataQualityAssertions: {
        assertions: [
          { assertion: 'null_rate', column: 'email', success: false },
          { assertion: 'unique', success: true },
        ],
      },
    };
    await send(
      { run: 'load20-1', from: 0, to: 1, outputs: ['raw20'] },
      { run: 'dag20-1', from: 10, to: 20, inputs: ['raw20'], facets: { errorMessage: { message: 'a task failed' } } },
      { run: 'group20-1', from: 11, to: 19, facets: parentFacet('dag20-1') },
      {
        run: 'check20-1',
        from: 12,
        to: 13,
        inputs: [{ name: 'organisations', inputFacets: assertions }],
        facets: { ...parentFacet('group20-1'), errorMessage: { message: 'rule broken' } },
      },
      { run: 'after20-1', from: 13, to: 15, facets: parentFacet('group20-1') },
    );
    expect(await failure('dag20-1')).toEqual({
      failure: {
        afterMs: 600_000,
        step: { openLineageRunId: 'check20-1' },
        error: { message: 'rule broken' },
        causes: [
          { reason: 'FAILED_INPUT', run: { openLineageRunId: 'load20-1' }, dataset: { id: ds('raw20') } },
          { reason: 'FAILED_STEP', run: { openLineageRunId: 'group20-1' }, dataset: null },
        ],
        brokenAssertions: [{ dataset: { id: ds('organisations') }, assertion: { assertion: 'null_rate', column: 'email' } }],
      },
    });
    expect(await failure('after20-1')).toEqual({
      failure: { afterMs: 120_000, step: null, error: null, causes: [], brokenAssertions: [] },
    });
  });

  test('is null while it has not failed', async () => {
    await send({ run: 'fine20-1', from: 0 });
    expect(await failure('fine20-1')).toEqual({ failure: null });
  });
});
