import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { datasetId, jobId, runId } from '@hotpass/kernel';
import { aRunEvent, namespace, nominalTimeFacet, parentFacet } from './events.ts';
import { startRuns, type RunsUnderTest } from './runs-under-test.ts';

let runs: RunsUnderTest;

beforeAll(async () => {
  runs = await startRuns();
});

afterAll(async () => {
  await runs[Symbol.asyncDispose]();
});

async function field(raw: string, selection: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const { run } = await runs.ask(`query ($id: ID!, $after: String) { run(id: $id) { ${selection} } }`, { id: runId(raw), ...variables });
  return run;
}

/** A chain or fan of runs below one. */
async function sendBelow(parent: string, ...children: readonly string[]): Promise<void> {
  await runs.send(
    ...children.map((child, index) => aRunEvent({ runId: child, job: child, minute: index + 1, facets: parentFacet(parent) })),
  );
}

describe('the steps of a run', () => {
  test('are a waterfall: each before those below it, siblings by start', async () => {
    await sendBelow('top', 'extract', 'load');
    await sendBelow('extract', 'read', 'clean');
    await runs.send(aRunEvent({ runId: 'top' }), aRunEvent({ runId: 'clean', job: 'clean', minute: 4, eventType: 'FAIL' }));
    const step = 'run { openLineageRunId } parentId depth offsetMs durationMs state';
    const steps = [
      { run: { openLineageRunId: 'extract' }, parentId: runId('top'), depth: 1, offsetMs: 60_000, durationMs: null, state: 'RUNNING' },
      { run: { openLineageRunId: 'read' }, parentId: runId('extract'), depth: 2, offsetMs: 60_000, durationMs: null, state: 'RUNNING' },
      { run: { openLineageRunId: 'clean' }, parentId: runId('extract'), depth: 2, offsetMs: 120_000, durationMs: 120_000, state: 'FAILED' },
      { run: { openLineageRunId: 'load' }, parentId: runId('top'), depth: 1, offsetMs: 120_000, durationMs: null, state: 'RUNNING' },
    ];
    expect(await field('top', `steps { nodes { ${step} } totalCount truncated pageInfo { hasNextPage } }`)).toEqual({
      steps: { nodes: steps, totalCount: 4, truncated: false, pageInfo: { hasNextPage: false } },
    });

    const paged = `steps(first: 3, after: $after) { nodes { run { openLineageRunId } } totalCount pageInfo { hasNextPage hasPreviousPage endCursor } }`;
    const first = (await field('top', paged)) as { steps: { pageInfo: { endCursor: string } } };
    expect(first).toMatchObject({ steps: { totalCount: 4, pageInfo: { hasNextPage: true, hasPreviousPage: false } } });
    expect(await field('top', paged, { after: first.steps.pageInfo.endCursor })).toMatchObject({
      steps: { nodes: [{ run: { openLineageRunId: 'load' } }], pageInfo: { hasNextPage: false, hasPreviousPage: true } },
    });
  });

  test('of a run without any are none', async () => {
    await runs.send(aRunEvent({ runId: 'alone', job: 'alone' }));
    expect(await field('alone', 'steps { nodes { depth } totalCount truncated }')).toEqual({
      steps: { nodes: [], totalCount: 0, truncated: false },
    });
  });

  test('end where parents go round in a circle', async () => {
    await sendBelow('circle-a', 'circle-b');
    await sendBelow('circle-b', 'circle-c');
    await sendBelow('circle-c', 'circle-a');
    expect(await field('circle-a', 'steps { nodes { run { openLineageRunId } depth } totalCount }')).toEqual({
      steps: {
        nodes: [
          { run: { openLineageRunId: 'circle-b' }, depth: 1 },
          { run: { openLineageRunId: 'circle-c' }, depth: 2 },
        ],
        totalCount: 2,
      },
    });
  });

  test('end below 32 levels and at a thousand, and say so', async () => {
    for (let level = 1; level <= 34; level += 1) await sendBelow(`level-${level - 1}`, `level-${level}`);
    await runs.send(aRunEvent({ runId: 'level-0', job: 'level-0' }));
    const selection = 'steps(first: 100) { nodes { depth } totalCount truncated }';
    expect(await field('level-0', selection)).toMatchObject({
      steps: { nodes: Array.from({ length: 32 }, (_, index) => ({ depth: index + 1 })), totalCount: null, truncated: true },
    });
    expect(await field('level-2', selection)).toMatchObject({ steps: { totalCount: 32, truncated: false } });

    await sendBelow('wide', ...Array.from({ length: 1_001 }, (_, index) => `wide-${index}`));
    await runs.send(aRunEvent({ runId: 'wide', job: 'wide' }));
    expect(await field('wide', 'steps(first: 1) { totalCount truncated }')).toEqual({ steps: { totalCount: null, truncated: true } });
  });

  test('know which they come after: what wrote what they read, and what they name', async () => {
    const under = parentFacet('ordered');
    const after = (...upstream: readonly object[]) => ({ ...under, jobDependencies: { upstream } });
    await runs.send(
      aRunEvent({ runId: 'ordered', job: 'ordered' }),
      aRunEvent({ runId: 'before', job: 'before', outputs: ['x'] }),
      aRunEvent({ runId: 's1', job: 's1', minute: 1, facets: under, outputs: ['x', 'y'] }),
      aRunEvent({ runId: 's2', job: 's2', minute: 2, facets: under, inputs: ['x'], outputs: ['x'] }),
      aRunEvent({ runId: 's3', job: 's3', minute: 3, facets: under, inputs: ['x', 'y', 'elsewhere'] }),
      aRunEvent({
        runId: 's4',
        job: 's4',
        minute: 4,
        facets: after({ job: { namespace, name: 's3' } }, { job: { namespace, name: 'before' } }),
      }),
      aRunEvent({
        runId: 's5',
        job: 's5',
        minute: 5,
        facets: after({ job: { namespace, name: 's1' }, run: { runId: 's4' } }),
        inputs: ['y'],
      }),
    );
    const { steps } = (await field('ordered', 'steps { nodes { run { openLineageRunId } follows } }')) as {
      steps: { nodes: { run: { openLineageRunId: string }; follows: string[] }[] };
    };
    expect(Object.fromEntries(steps.nodes.map(({ run, follows }) => [run.openLineageRunId, follows]))).toEqual({
      s1: [],
      s2: [runId('s1')],
      s3: [runId('s1'), runId('s2')].toSorted(),
      s4: [runId('s3')],
      s5: [runId('s1'), runId('s4')].toSorted(),
    });
  });

  test.each(['nonsense', Buffer.from('["run_none"]').toString('base64url')])('refuse the cursor %s', async (after) => {
    const { errors } = await runs.execute('query ($id: ID!, $after: String) { run(id: $id) { steps(after: $after) { totalCount } } }', {
      variables: { id: runId('top'), after },
    });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});

describe('attempts', () => {
  const selection = 'attempt attempts { nodes { openLineageRunId attempt } totalCount }';

  function attempts(...names: readonly string[]): unknown {
    return {
      nodes: names.map((openLineageRunId, index) => ({ openLineageRunId, attempt: names.length - index })),
      totalCount: names.length,
    };
  }

  test('are runs of one job for one nominal time, whatever their parents', async () => {
    const due = { job: 'retried', facets: nominalTimeFacet(0, 30) };
    await runs.send(
      aRunEvent({ runId: 'try-1', ...due }),
      aRunEvent({ runId: 'try-2', ...due, minute: 5, facets: { ...due.facets, ...parentFacet('alone') } }),
      aRunEvent({ runId: 'next-day', ...due, minute: 6, facets: nominalTimeFacet(100, 130) }),
      aRunEvent({ runId: 'other-job', ...due, job: 'another' }),
    );
    expect(await field('try-1', selection)).toEqual({ attempt: 1, attempts: attempts('try-2', 'try-1') });
    expect(await field('try-2', selection)).toEqual({ attempt: 2, attempts: attempts('try-2', 'try-1') });
    expect(await field('next-day', selection)).toEqual({ attempt: 1, attempts: attempts('next-day') });
  });

  test('are, without a nominal time, runs of one job under one parent', async () => {
    const under = (parent: string) => ({ job: 'task', facets: parentFacet(parent) });
    await runs.send(
      aRunEvent({ runId: 'task-1', ...under('dag') }),
      aRunEvent({ runId: 'task-2', ...under('dag'), minute: 5 }),
      aRunEvent({ runId: 'task-3', ...under('dag-2'), minute: 6 }),
      aRunEvent({ runId: 'orphan', job: 'task', minute: 7 }),
    );
    expect(await field('task-2', selection)).toEqual({ attempt: 2, attempts: attempts('task-2', 'task-1') });
    expect(await field('task-3', selection)).toEqual({ attempt: 1, attempts: attempts('task-3') });
    expect(await field('orphan', selection)).toEqual({ attempt: 1, attempts: attempts('orphan') });
  });
});

describe('what is added to', () => {
  const ofEntity = (typename: string, id: string, selection: string) =>
    runs
      .ask(`query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typename} { ${selection} } } }`, {
        of: [{ __typename: typename, id }],
      })
      .then(({ _entities: entities }) => (entities as unknown[])[0]);

  test('Job: its last success, how long it takes, and how often it succeeds', async () => {
    const ends = [
      ['COMPLETE', 2],
      ['COMPLETE', 6],
      ['FAIL', 4],
      ['ABORT', 4],
    ] as const;
    for (const [index, [eventType, minutes]] of ends.entries()) {
      const run = { runId: `usual-${index}`, job: 'usual', minute: index * 10 };
      await runs.send(aRunEvent(run), aRunEvent({ ...run, minute: run.minute + minutes, eventType }));
    }
    await runs.send(aRunEvent({ runId: 'usual-now', job: 'usual', minute: 90 }));
    const selection = 'lastSuccess { openLineageRunId } medianDurationMs successRate';
    expect(await ofEntity('Job', jobId(namespace, 'usual'), selection)).toEqual({
      lastSuccess: { openLineageRunId: 'usual-1' },
      medianDurationMs: 240_000,
      successRate: 0.5,
    });
    expect(await ofEntity('Job', 'job_\0', selection)).toEqual({ lastSuccess: null, medianDurationMs: null, successRate: null });
    expect(await field('usual-1', 'lastSuccess { openLineageRunId }')).toEqual({ lastSuccess: { openLineageRunId: 'usual-0' } });
    expect(await field('usual-0', 'lastSuccess { openLineageRunId }')).toEqual({ lastSuccess: null });
  });

  test('Dataset: the runs that read it and those that wrote it, newest first', async () => {
    await runs.send(
      aRunEvent({ runId: 'writer', job: 'writer', outputs: ['shared'] }),
      aRunEvent({ runId: 'reader-1', job: 'reader', minute: 2, inputs: ['shared'] }),
      // Its START comes after its dataset, and moves it.
      aRunEvent({ runId: 'reader-2', job: 'reader', minute: 3, eventType: 'RUNNING', inputs: ['shared'] }),
      aRunEvent({ runId: 'reader-2', job: 'reader', minute: 1 }),
      aRunEvent({ runId: 'writer', job: 'writer', minute: 9, eventType: 'FAIL' }),
    );
    const selection = `readBy { nodes { openLineageRunId } totalCount } writtenBy(first: 1) { nodes { openLineageRunId state } totalCount pageInfo { hasNextPage } }`;
    expect(await ofEntity('Dataset', datasetId(namespace, 'shared'), selection)).toEqual({
      readBy: { nodes: [{ openLineageRunId: 'reader-1' }, { openLineageRunId: 'reader-2' }], totalCount: 2 },
      writtenBy: { nodes: [{ openLineageRunId: 'writer', state: 'FAILED' }], totalCount: 1, pageInfo: { hasNextPage: false } },
    });
  });
});
