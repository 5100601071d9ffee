import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { datasetId, datasetVersionId, runId } from '@hotpass/kernel';
import { aDatasetEvent, aRunEvent, at, namespace, parentFacet, type RunEventOptions } from './events.ts';
import { startRuns, type RunsUnderTest } from './runs-under-test.ts';

/** Runs write `path` and read `table`. Whether the two are one dataset is told last. */
let runs: RunsUnderTest;
let apart: Answers;
let together: Answers;

const ds = (name: string): string => datasetId(namespace, name);

/** The job of a run is its name up to the dash. */
async function send(run: string, from: number, to: number, end: string, rest: RunEventOptions): Promise<void> {
  const of = { runId: run, job: run.split('-')[0]! };
  await runs.send(aRunEvent({ ...of, ...rest, minute: from }), aRunEvent({ ...of, minute: to, eventType: end }));
}

const named = '{ nodes { openLineageRunId } totalCount }';
const edges = '{ totalCount edges { node { id } versionBasis version { id } writtenBy { openLineageRunId } } }';
const query = `query ($table: ID!, $other: ID!, $of: [_Any!]!, $reader: ID!, $writer: ID!, $pipeline: ID!, $byTable: [ID!], $part: String!, $since: DateTime!) {
  _entities(representations: $of) { ... on Dataset { lastWrittenBy { openLineageRunId } readBy ${named} writtenBy ${named} } }
  reader: run(id: $reader) { inputs ${edges} }
  writer: run(id: $writer) { outputs(datasetId: $table) ${edges} }
  pipeline: run(id: $pipeline) { steps { nodes { run { openLineageRunId } follows } } }
  eq: runs(filter: { outputId: { eq: $table } }) ${named}
  in: runs(filter: { outputId: { in: $byTable } }) ${named}
  contains: runs(filter: { outputId: { contains: $part } }) ${named}
  not: runs(filter: { not: { outputId: { eq: $table } } }) ${named}
  other: runs(filter: { inputId: { eq: $other } }) ${named}
  firstUnexplainedFailures(since: $since) { nodes { run { openLineageRunId }
    consequences { nodes { run { openLineageRunId } cause { reason dataset { id } run { openLineageRunId } } } } } }
}`;

interface Names {
  readonly nodes: readonly { readonly openLineageRunId: string }[];
  readonly totalCount: number;
}

interface Card {
  readonly lastWrittenBy: { readonly openLineageRunId: string } | null;
  readonly readBy: Names;
  readonly writtenBy: Names;
}

type Answers = Record<string, unknown> & {
  readonly _entities: readonly Card[];
  readonly firstUnexplainedFailures: { readonly nodes: readonly { readonly run: { readonly openLineageRunId: string } }[] };
};

async function ask(): Promise<Answers> {
  const of = ['table', 'path', 'other'].map((name) => ({ __typename: 'Dataset', id: ds(name) }));
  return (await runs.ask(query, {
    ...{ of, table: ds('table'), other: ds('other'), byTable: ['ds_nothing', ds('table')], part: ds('table').slice(3) },
    ...{ reader: runId('read-1'), writer: runId('write-1'), pipeline: runId('pipe-1'), since: at(0).toISOString() },
  })) as Answers;
}

beforeAll(async () => {
  runs = await startRuns({ now: () => at(120) });
  await send('write-1', 0, 5, 'COMPLETE', { outputs: ['path'] });
  await send('write-2', 10, 20, 'FAIL', { outputs: ['path'] });
  await send('read-1', 30, 31, 'FAIL', { inputs: ['table', 'other'] });
  await send('both-1', 40, 41, 'COMPLETE', { inputs: ['path', 'table'] });
  await runs.send(aRunEvent({ runId: 'pipe-1', job: 'pipe', minute: 50 }));
  await send('make-1', 51, 55, 'COMPLETE', { outputs: ['path'], facets: parentFacet('pipe-1') });
  await send('take-1', 56, 58, 'COMPLETE', { inputs: ['table'], facets: parentFacet('pipe-1') });
  apart = await ask();
  await runs.sendDataset(aDatasetEvent('path', 'table'));
  together = await ask();
});

afterAll(async () => {
  await runs[Symbol.asyncDispose]();
});

function ids({ nodes, totalCount }: Names): string[] {
  expect(nodes).toHaveLength(totalCount);
  return nodes.map(({ openLineageRunId }) => openLineageRunId);
}

function cards(answers: Answers): (string | string[] | null)[][] {
  return answers._entities.map(({ lastWrittenBy, readBy, writtenBy }) => [
    lastWrittenBy && lastWrittenBy.openLineageRunId,
    ids(readBy),
    ids(writtenBy),
  ]);
}

test('a dataset is written and read by the runs of all its names, each once', () => {
  const other = [null, ['read-1'], []];
  expect(cards(apart)).toEqual([
    [null, ['take-1', 'both-1', 'read-1'], []],
    ['make-1', ['both-1'], ['make-1', 'write-2', 'write-1']],
    other,
  ]);
  const one = ['make-1', ['take-1', 'both-1', 'read-1'], ['make-1', 'write-2', 'write-1']];
  expect(cards(together)).toEqual([one, one, other]);
});

test('a page goes on where the one before it ended, across names', async () => {
  const page = `query ($of: [_Any!]!, $after: String) { _entities(representations: $of) { ... on Dataset {
    readBy(first: 1, after: $after) { nodes { openLineageRunId } pageInfo { hasNextPage endCursor } } } } }`;
  const seen: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const answer = await runs.ask(page, { of: [{ __typename: 'Dataset', id: ds('path') }], after });
    const [{ readBy }] = answer['_entities'] as [{ readBy: Names & { pageInfo: { hasNextPage: boolean; endCursor: string } } }];
    seen.push(...readBy.nodes.map(({ openLineageRunId }) => openLineageRunId));
    [after, more] = [readBy.pageInfo.endCursor, readBy.pageInfo.hasNextPage];
  }
  expect(seen).toEqual(['take-1', 'both-1', 'read-1']);
});

test('an input was written by who wrote it last under any name, in the version that has there', () => {
  const other = { node: { id: ds('other') }, versionBasis: null, version: null, writtenBy: null };
  const read = (used: object): object => ({
    inputs: { totalCount: 2, edges: expect.arrayContaining([other, { node: { id: ds('table') }, ...used }]) },
  });
  expect(apart['reader']).toEqual(read({ versionBasis: null, version: null, writtenBy: null }));
  expect(together['reader']).toEqual(
    read({
      versionBasis: 'LAST_WRITE',
      version: { id: datasetVersionId(ds('path'), runId('write-1')) },
      writtenBy: { openLineageRunId: 'write-1' },
    }),
  );
});

test('a run shows one of its datasets whichever name is asked for', () => {
  expect(apart['writer']).toMatchObject({ outputs: { totalCount: 0, edges: [] } });
  expect(together['writer']).toMatchObject({ outputs: { totalCount: 1, edges: [{ node: { id: ds('path') }, versionBasis: 'WRITTEN' }] } });
});

test('runs are found by any name of what they write', () => {
  const writers = ['make-1', 'write-2', 'write-1'];
  for (const filter of ['eq', 'in', 'contains']) {
    expect([filter, ids(apart[filter] as Names)]).toEqual([filter, []]);
    expect([filter, ids(together[filter] as Names)]).toEqual([filter, writers]);
    expect(ids(together['other'] as Names)).toEqual(['read-1']);
  }
  const others = ['take-1', 'pipe-1', 'both-1', 'read-1'];
  expect(new Set(ids(apart['not'] as Names))).toEqual(new Set([...others, ...writers]));
  expect(ids(together['not'] as Names)).toEqual(others);
});

test('a failure is explained by who should have written its input under another name', () => {
  const first = (answers: Answers): string[] => answers.firstUnexplainedFailures.nodes.map(({ run }) => run.openLineageRunId);
  expect(first(apart)).toEqual(['write-2', 'read-1']);
  expect(first(together)).toEqual(['write-2']);
  const cause = { reason: 'FAILED_INPUT', dataset: { id: ds('table') }, run: { openLineageRunId: 'write-2' } };
  expect(together.firstUnexplainedFailures.nodes).toMatchObject([
    { consequences: { nodes: [{ run: { openLineageRunId: 'read-1' }, cause }] } },
  ]);
});

test('a step follows the one that wrote what it reads under another name', () => {
  const steps = (follows: readonly string[]): object => ({
    steps: { nodes: [expect.objectContaining({ follows: [] }), { run: { openLineageRunId: 'take-1' }, follows }] },
  });
  expect(apart['pipeline']).toEqual(steps([]));
  expect(together['pipeline']).toEqual(steps([runId('make-1')]));
});

test('a subscriber to what reads a dataset hears of runs that read it by another name, and not of the symlink', async () => {
  const start = await runs.log.feed.head();
  await runs.sendDataset(aDatasetEvent('path', 'table', 'view'));
  await runs.send(
    aRunEvent({ runId: 'late-1', inputs: ['table'], minute: 70 }),
    aRunEvent({ runId: 'off-1', inputs: ['other'], minute: 71 }),
  );
  const heard = [];
  for (const event of await runs.eventsAfter(start, 3)) {
    const live = 'subscription ($id: ID!) { runUpdated(filter: { inputId: { eq: $id } }) { run { openLineageRunId } } }';
    const { data } = await runs.execute(live, { variables: { id: ds('path') }, event, minPosition: String(event.position) });
    heard.push(JSON.parse(JSON.stringify(data)).runUpdated?.run.openLineageRunId ?? null);
  }
  expect(heard).toEqual([null, 'late-1', null]);
});

test('two runs that read a dataset by different names are compared by what they read of it', async () => {
  await send('old-1', 75, 76, 'COMPLETE', { inputs: ['path'] });
  await send('new-1', 80, 81, 'COMPLETE', { inputs: ['table'] });
  await send('odd-1', 80, 81, 'COMPLETE', { inputs: ['odd'] });
  const side = '{ node { id } writtenBy { openLineageRunId } }';
  const compare = `query ($run: ID!, $other: ID!) { compareRuns(runId: $run, otherId: $other) {
    inputs { nodes { dataset { id } change inRun ${side} inOther ${side} } } } }`;
  const changes = async (run: string): Promise<unknown> => {
    const { compareRuns } = await runs.ask(compare, { run: runId(run), other: runId('old-1') });
    return (compareRuns as { inputs: { nodes: unknown } }).inputs.nodes;
  };
  const edge = (name: string): object => ({ node: { id: ds(name) }, writtenBy: { openLineageRunId: 'make-1' } });
  expect(await changes('new-1')).toEqual([{ dataset: { id: ds('table') }, change: 'SAME', inRun: edge('table'), inOther: edge('path') }]);
  expect(await changes('odd-1')).toMatchObject([
    { dataset: { id: ds('odd') }, change: 'ADDED', inOther: null },
    { dataset: { id: ds('path') }, change: 'REMOVED', inRun: null },
  ]);
});
