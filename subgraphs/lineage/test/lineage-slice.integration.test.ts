import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { datasetId, jobId } from '@hotpass/kernel';
import { startLineage } from './lineage-under-test.ts';
import type { LineageUnderTest } from './lineage-under-test.ts';
import { aRunOf, datasets, minute } from './projection/events.ts';

let lineage: LineageUnderTest;

/** The job read `old` in its first run and reads `new` since its second. */
beforeAll(async () => {
  lineage = await startLineage();
  await lineage.send(
    aRunOf(1, 'load', ['old'], ['table'], { eventType: 'START', eventTime: minute(10) }),
    aRunOf(1, 'load', [], [], { eventTime: minute(20) }),
    aRunOf(2, 'load', ['new'], ['table'], { eventTime: minute(30) }),
    { eventTime: minute(40), job: { namespace: 'pipelines', name: 'report' }, inputs: datasets('table'), outputs: [] },
  );
});

afterAll(async () => {
  await lineage[Symbol.asyncDispose]();
});

const job = jobId('pipelines', 'load');
const nestedQuery = `query ($input: LineageInput!) { lineage(input: $input) {
  nodes { __typename id hop hiddenUpstream hiddenDownstream ... on DatasetNode { dataset { name namespace { name } } } ... on JobNode { job { name namespace { name } } } }
  edges { id sourceId targetId basis firstSeenAt lastSeenAt } asOf truncated cursor } }`;
const packedQuery = `query ($input: LineageInput!) { lineageSlice(input: $input) {
  ids kinds namespaces namespaceNames names hops hiddenUpstream hiddenDownstream
  edgeIds edgeSources edgeTargets edgeBasis edgeFirstSeenAt edgeLastSeenAt asOf truncated cursor } }`;

interface Nested {
  nodes: { __typename: string; id: string; hop: number; hiddenUpstream: number; hiddenDownstream: number }[];
  edges: { id: string; sourceId: string; targetId: string; basis: string; firstSeenAt: string; lastSeenAt: string }[];
  asOf: string | null;
  truncated: boolean;
  cursor: string;
}

async function nested(input: Record<string, unknown>): Promise<Nested> {
  return (await lineage.ask<{ lineage: Nested }>(nestedQuery, { input: { rootId: job, ...input } })).lineage;
}

async function edgesOf(input: Record<string, unknown>): Promise<string[]> {
  const names = new Map(['old', 'new', 'table'].map((name) => [datasetId('db', name), name]));
  const { edges } = await nested(input);
  const line = (edge: Nested['edges'][number]): string =>
    `${names.get(edge.sourceId) ?? 'job'} ${names.get(edge.targetId) ?? 'job'} ${edge.basis} ${minutes(edge.firstSeenAt)} ${minutes(edge.lastSeenAt)}`;
  return edges.map(line).toSorted();
}

function minutes(time: string): number {
  return (Date.parse(time) - Date.parse(minute(0))) / 60_000;
}

test.each([
  [{}, ['job table COMPLETED 10 30', 'new job COMPLETED 30 30', 'table job DECLARED 40 40']],
  [{ asOf: minute(5) }, []],
  [{ asOf: minute(15) }, ['job table RUNNING 10 15', 'old job RUNNING 10 15']],
  [{ asOf: minute(25) }, ['job table COMPLETED 10 20', 'old job COMPLETED 10 20']],
  [{ asOf: minute(30) }, ['job table COMPLETED 10 30', 'new job COMPLETED 30 30']],
])('the state of an instant, with the times of its edges as of then: %j', async (input, expected) => {
  expect(await edgesOf(input)).toEqual(expected);
});

test('an answer says which instant it was asked for; the newest state has none', async () => {
  expect(await nested({ asOf: minute(15) })).toMatchObject({ asOf: minute(15) });
  expect(await nested({})).toMatchObject({ asOf: null });
});

test.each([
  { rootId: job },
  { rootId: datasetId('db', 'table'), downstreamDepth: 2 },
  { rootId: datasetId('db', 'table'), upstreamDepth: 3, asOf: minute(25) },
  { rootId: datasetId('db', 'table'), direction: 'UPSTREAM', maxNodes: 2 },
  { rootId: datasetId('db', 'table'), namespaces: ['pipelines'] },
])('packed and nested answer alike: %j', async (input) => {
  const graph = await nested(input);
  const { lineageSlice: packed } = await lineage.ask<{ lineageSlice: Record<string, (string | number)[]> }>(packedQuery, { input });
  const unpacked = packed['ids']!.map((id, i) => {
    const named = { name: packed['names']![i], namespace: { name: packed['namespaceNames']![Number(packed['namespaces']![i])] } };
    return {
      ...(packed['kinds']![i] === 'JOB' ? { __typename: 'JobNode', job: named } : { __typename: 'DatasetNode', dataset: named }),
      id,
      hop: packed['hops']![i],
      hiddenUpstream: packed['hiddenUpstream']![i],
      hiddenDownstream: packed['hiddenDownstream']![i],
    };
  });
  const edges = packed['edgeIds']!.map((id, i) => ({
    id,
    sourceId: packed['ids']![Number(packed['edgeSources']![i])],
    targetId: packed['ids']![Number(packed['edgeTargets']![i])],
    basis: packed['edgeBasis']![i],
    firstSeenAt: packed['edgeFirstSeenAt']![i],
    lastSeenAt: packed['edgeLastSeenAt']![i],
  }));
  expect({ nodes: unpacked, edges, asOf: packed['asOf'], truncated: packed['truncated'], cursor: packed['cursor'] }).toEqual(graph);
});

test.each([
  { since: minute(1) },
  { view: 'CUMULATIVE', since: minute(2), asOf: minute(1) },
  { namespaces: Array.from({ length: 101 }, (_, i) => `ns${i}`) },
  { tags: ['a\0'] },
  { rootId: 'ds_\0' },
])('a question that makes no sense is BAD_USER_INPUT: %j', async (input) => {
  const { errors } = await lineage.execute(nestedQuery, { variables: { input: { rootId: job, ...input } } });
  expect(errors?.map((error) => error.extensions['code'])).toEqual(['BAD_USER_INPUT']);
});
