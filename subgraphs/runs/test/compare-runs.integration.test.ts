import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { datasetId, datasetVersionId, pinnedVersionId, runId } from '@hotpass/kernel';
import { aRunEvent, namespace, type RunEventOptions } from './events.ts';
import { startRuns, type RunsUnderTest } from './runs-under-test.ts';

let runs: RunsUnderTest;

beforeAll(async () => {
  runs = await startRuns();
});

afterAll(async () => {
  await runs[Symbol.asyncDispose]();
});

const ds = (name: string): string => datasetId(namespace, name);

const side = '{ version { id } statistics { rowCount } }';

const query = `query ($runId: ID!, $otherId: ID, $first: Int, $after: String) { compareRuns(runId: $runId, otherId: $otherId) {
  run { openLineageRunId error { message } } other { openLineageRunId } basis durationChangeMs gaps { part words }
  inputs(first: $first, after: $after) { nodes { dataset { id } change inRun ${side} inOther ${side} } totalCount counts { change count } truncated pageInfo { hasNextPage endCursor } }
  outputs { nodes { dataset { id } change inRun ${side} inOther ${side} } counts { change count } }
  facets { name change inRun { raw } inOther { raw } } parameters { key change value otherValue }
  codeChanged code { version } otherCode { version } } }`;

interface Comparison {
  readonly gaps: readonly { readonly part: string; readonly words: string }[];
  readonly inputs: { readonly nodes: readonly object[]; readonly pageInfo: { readonly endCursor: string } };
}

async function compare(run: string, other: string | null = null, page: Readonly<Record<string, unknown>> = {}): Promise<Comparison> {
  const variables = { runId: runId(run), otherId: other === null ? null : runId(other), ...page };
  return (await runs.ask(query, variables))['compareRuns'] as Comparison;
}

async function sendRun(run: string, start: number, end: number | null, eventType: string, rest: RunEventOptions = {}): Promise<void> {
  await runs.send(aRunEvent({ runId: run, job: 'compared', minute: start, ...rest }));
  if (end !== null) await runs.send(aRunEvent({ runId: run, job: 'compared', minute: end, eventType }));
}

const version = (text: string) => ({ version: { datasetVersion: text } });
const parameters = (values: Readonly<Record<string, unknown>>) => ({
  executionParameters: { parameters: Object.entries(values).map(([key, value]) => ({ key, value })) },
});

describe('compareRuns', () => {
  test('sets a run beside the last success of its job', async () => {
    await runs.send(
      aRunEvent({ runId: 'w-1', job: 'w', minute: 0, eventType: 'COMPLETE', outputs: ['moving', 'still'] }),
      aRunEvent({ runId: 'w-2', job: 'w', minute: 15, eventType: 'COMPLETE', outputs: ['moving'] }),
    );
    await sendRun('good', 10, 12, 'COMPLETE', {
      inputs: [{ name: 'pinned', facets: version('1') }, 'moving', 'still', 'gone', 'unwritten'],
      outputs: [{ name: 'out', outputFacets: { outputStatistics: { rowCount: 10 } } }],
      facets: { ...parameters({ day: '14', same: 1, old: 'x' }), engine: { b: 1, a: { x: [1] } }, once: {}, _p: { _producer: '1' } },
      jobFacets: { sourceCodeLocation: { version: 'abc' } },
    });
    await sendRun('stopped', 13, 14, 'ABORT');
    await sendRun('bad', 20, 25, 'FAIL', {
      inputs: [{ name: 'pinned', facets: version('2') }, 'moving', 'still', 'new', 'unwritten'],
      outputs: [{ name: 'out', outputFacets: { outputStatistics: { rowCount: 3 } } }],
      facets: {
        ...parameters({ day: '15', same: 1, fresh: true }),
        engine: { a: { x: [2] }, b: 1 },
        _p: { _producer: '2' },
        errorMessage: { message: 'no disk' },
      },
      jobFacets: { sourceCodeLocation: { version: 'def' } },
    });
    const found = await compare('bad');
    expect(found).toMatchObject({
      run: { openLineageRunId: 'bad', error: { message: 'no disk' } },
      other: { openLineageRunId: 'good' },
      basis: 'LAST_SUCCESS',
      durationChangeMs: 3 * 60_000,
      codeChanged: true,
      code: { version: 'def' },
      otherCode: { version: 'abc' },
      parameters: [
        { key: 'day', change: 'CHANGED', value: '15', otherValue: '14' },
        { key: 'fresh', change: 'ADDED', value: 'true', otherValue: null },
        { key: 'old', change: 'REMOVED', value: null, otherValue: 'x' },
      ],
      facets: [
        { name: 'engine', change: 'CHANGED', inRun: { raw: '{"a":{"x":[2]},"b":1}' }, inOther: { raw: '{"b":1,"a":{"x":[1]}}' } },
        { name: 'errorMessage', change: 'ADDED', inOther: null },
        { name: 'executionParameters', change: 'CHANGED' },
        { name: 'once', change: 'REMOVED', inRun: null, inOther: { raw: '{}' } },
      ],
      outputs: {
        counts: [{ change: 'WRITTEN_AGAIN', count: 1 }],
        nodes: [{ dataset: { id: ds('out') }, inRun: { statistics: { rowCount: 3 } }, inOther: { statistics: { rowCount: 10 } } }],
      },
      gaps: [{ part: 'INPUT_VERSIONS', words: 'It is not known which versions they read of 1 of 4 inputs they share.' }],
    });
    const use = (id: string | null) => ({ version: id === null ? null : { id }, statistics: null });
    const written = (name: string, run: string) => use(datasetVersionId(ds(name), runId(run)));
    const pinned = (text: string) => use(pinnedVersionId(ds('pinned'), text));
    const changed = [
      { dataset: { id: ds('moving') }, change: 'VERSION_CHANGED', inRun: written('moving', 'w-2'), inOther: written('moving', 'w-1') },
      { dataset: { id: ds('pinned') }, change: 'VERSION_CHANGED', inRun: pinned('2'), inOther: pinned('1') },
    ].toSorted((a, b) => (a.dataset.id < b.dataset.id ? -1 : 1));
    expect(found.inputs).toMatchObject({
      totalCount: 6,
      truncated: false,
      counts: [
        { change: 'ADDED', count: 1 },
        { change: 'REMOVED', count: 1 },
        { change: 'VERSION_CHANGED', count: 2 },
        { change: 'VERSION_UNKNOWN', count: 1 },
        { change: 'SAME', count: 1 },
      ],
      nodes: [
        { dataset: { id: ds('new') }, change: 'ADDED', inRun: use(null), inOther: null },
        { dataset: { id: ds('gone') }, change: 'REMOVED', inRun: null, inOther: use(null) },
        ...changed,
        { dataset: { id: ds('unwritten') }, change: 'VERSION_UNKNOWN', inRun: use(null), inOther: use(null) },
        { dataset: { id: ds('still') }, change: 'SAME', inRun: written('still', 'w-1'), inOther: written('still', 'w-1') },
      ],
    });

    const pages = [await compare('bad', null, { first: 4 })];
    pages.push(await compare('bad', null, { first: 4, after: pages[0]!.inputs.pageInfo.endCursor }));
    expect(pages.flatMap((page) => page.inputs.nodes)).toEqual(found.inputs.nodes);
  });

  test('sets a run beside any other, and says in words what it cannot compare', async () => {
    await sendRun('bare', 30, null, '');
    await runs.send(aRunEvent({ runId: 'end-only', job: 'elsewhere', minute: 31, eventType: 'FAIL', inputs: ['a'] }));
    const found = await compare('bare', 'end-only');
    expect(found).toMatchObject({ other: { openLineageRunId: 'end-only' }, basis: 'GIVEN', durationChangeMs: null });
    expect(found).toMatchObject({ parameters: null, codeChanged: null, code: null, otherCode: null, facets: [] });
    expect(found.gaps.map(({ part, words }) => `${part} ${words}`)).toEqual([
      'DURATION This run has not ended, so it has no duration.',
      'DURATION The other run told its end only, so how long it took is not known.',
      'INPUTS This run names no inputs.',
      'OUTPUTS Each of the two runs names no outputs.',
      'PARAMETERS Each of the two runs told no parameters.',
      'CODE Each of the two runs told nothing of its code.',
      'FACETS Each of the two runs carries no facets.',
      'ERROR The other run failed and told no error.',
    ]);
  });

  test('finds nothing to compare with, and says why', async () => {
    await runs.send(aRunEvent({ runId: 'first', job: 'first', eventType: 'FAIL' }));
    const nothing = { other: null, durationChangeMs: null, inputs: null, outputs: null, facets: null, parameters: null, codeChanged: null };
    expect(await compare('first')).toMatchObject({ ...nothing, basis: 'LAST_SUCCESS', gaps: [{ part: 'OTHER_RUN' }] });
    expect(await compare('first', 'never-seen')).toMatchObject({ ...nothing, basis: 'GIVEN', gaps: [{ part: 'OTHER_RUN' }] });
    expect(await compare('never-seen')).toBeNull();
  });

  test('says nothing changed of a run beside itself', async () => {
    expect(await compare('good', 'good')).toMatchObject({
      durationChangeMs: 0,
      facets: [],
      parameters: [],
      codeChanged: false,
      outputs: { nodes: [{ change: 'WRITTEN_AGAIN' }] },
    });
  });

  test('refuses a cursor of another list', async () => {
    const after = Buffer.from('["x"]').toString('base64url');
    const { errors } = await runs.execute(query, { variables: { runId: runId('bad'), after } });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  test('stays fast with ten thousand inputs on both sides, and deep facets that differ', async () => {
    const inputs = Array.from({ length: 10_000 }, (_, index) => ({ name: `many-${index}`, facets: version(String(index % 2)) }));
    const deep = (end: number) => `{"a":${'['.repeat(5_000)}${end}${']'.repeat(5_000)}}`;
    for (const [index, run] of ['many-1', 'many-2'].entries()) {
      const event = aRunEvent({ runId: run, job: 'many', minute: 40 + index, inputs: inputs.slice(index), facets: { deep: 'DEEP' } });
      await runs.sendText(JSON.stringify(event).replace('"DEEP"', deep(index)));
    }
    const started = performance.now();
    const found = await compare('many-2', 'many-1');
    console.info(`compared in ${Math.round(performance.now() - started)} ms`);
    expect(found).toMatchObject({
      inputs: {
        totalCount: 10_000,
        counts: [
          { change: 'REMOVED', count: 1 },
          { change: 'SAME', count: 9_999 },
        ],
      },
      facets: [{ name: 'deep', change: 'CHANGED', inRun: { raw: deep(1) } }],
    });
  });
});
