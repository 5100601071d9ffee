import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { propertySeed } from '@hotpass/testkit';
import { datasetId, jobId, localPrincipal } from '@hotpass/kernel';
import { SqlIndex } from '../src/lineage-index/sql-index.ts';
import { toSliceQuery } from '../src/graph/lineage-request.ts';
import type { LineageRequest } from '../src/graph/lineage-request.ts';
import type { ColumnDependency, Slice } from '../src/lineage-index/lineage-index.ts';
import { NaiveIndex } from './lineage-index/naive-index.ts';
import { startLineage } from './lineage-under-test.ts';
import type { LineageUnderTest } from './lineage-under-test.ts';
import type { TestEvent } from './projection/events.ts';
import { Follower, comparable, sliceQuery } from './updates/follower.ts';
import type { HeldSlice } from './updates/follower.ts';
import { worldOf } from './updates/oracle-world.ts';
import { apart, question, taggedLog } from './updates/questions.ts';
import type { Question, Trial } from './updates/questions.ts';
import { regressions } from './updates/regressions.ts';
import { packedQuery, unpacked } from './updates/unpacked.ts';

let lineage: LineageUnderTest;
let logs = 0;
let comparisons = 0;

beforeAll(async () => {
  lineage = await startLineage();
  // A projector that begins after the first entries is built over them, and who follows from among them has to load again.
  await lineage.send({
    eventTime: '2026-01-01T00:00:00Z',
    dataset: { namespace: 'before', name: 'everything' },
    producer: 'https://example.org/test',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/DatasetEvent',
  });
});

afterAll(async () => {
  await lineage[Symbol.asyncDispose]();
});

const trial: fc.Arbitrary<Trial> = fc.record({
  log: taggedLog,
  live: fc.array(question(true), { minLength: 2, maxLength: 4 }),
  asked: fc.array(question(false), { minLength: 2, maxLength: 4 }),
  stretch: fc.constantFrom(1, 1, 3, 100),
  settled: fc.boolean(),
});

function inputOf({ root: [kind, name], namespaces, ...asked }: Question, prefix: string): LineageRequest & Record<string, unknown> {
  const rootId = kind === 'job' ? jobId(`${prefix}pipelines`, name) : datasetId(`${prefix}db`, name);
  return { ...asked, rootId, namespaces: namespaces?.map((namespace) => `${prefix}${namespace}`) ?? null } as never;
}

function same(a: unknown, b: unknown): void {
  comparisons += 1;
  expect(a).toEqual(b);
}

async function holds({ log, live, asked, stretch, settled }: Trial): Promise<void> {
  logs += 1;
  const prefix = `log${logs}-`;
  const events = apart(log.events, prefix);
  const followers = live.map((one) => ({ one, follower: new Follower(lineage, inputOf(one, prefix)) }));
  let from = 0;
  for (const to of log.cuts) {
    await (settled ? lineage.send(...events.slice(from, to)) : lineage.post(...events.slice(from, to)));
    for (const { follower } of followers) await (from === 0 ? follower.begin() : follower.catchUp(() => stretch));
    from = to;
  }
  await lineage.log.settle();
  for (const { one, follower } of followers) {
    await follower.catchUp(() => stretch);
    const slice = await everyDoor(one, events, prefix);
    if (slice) same(comparable(follower.held), comparable(slice));
    else same(follower.held.nodes, []);
  }
  for (const one of asked) await everyDoor(one, events, prefix);
}

/** Nested, packed, the index and a recomputation from the raw events agree. Answers the slice, null when there is none. */
async function everyDoor(one: Question, events: readonly TestEvent[], prefix: string): Promise<HeldSlice | null> {
  const input = inputOf(one, prefix);
  const nested = await lineage.execute(sliceQuery, { variables: { input } });
  const slice = (nested.data ? JSON.parse(JSON.stringify(nested.data)).lineage : null) as (HeldSlice & { cursor: string }) | null;
  const { asOf, since } = one;
  const world = worldOf(events, { cumulative: one.view === 'CUMULATIVE', ...(asOf ? { asOf } : {}), ...(since ? { since } : {}) });
  const naive = new NaiveIndex(world);
  const dates = { asOf: asOf ? new Date(asOf) : null, since: since ? new Date(since) : null };
  const query = toSliceQuery({ ...input, ...dates });
  const expected = naive.slice(query);
  if (!slice || !expected) {
    same([slice, nested.errors?.map(({ extensions }) => extensions['code'])], [expected, ['NOT_FOUND']]);
    return null;
  }
  same(outline(slice as never), outline(expected));
  same(outline((await lineage.log.database.read(localPrincipal, (tx) => new SqlIndex().slice(tx, query)))!), outline(expected));
  const packed = await lineage.ask<{ lineageSlice: Record<string, (string | number | null)[]> }>(packedQuery, { input });
  same(unpacked(packed.lineageSlice), slice);
  if (one.columnPath !== null) {
    const shown = new Set(expected.nodes.map((node) => node.id));
    // Columns are those of LATEST in either view.
    const columns = new NaiveIndex(worldOf(events, asOf ? { asOf } : {}));
    const ways = [
      columns.columnTrace({ ...trace(one, input), direction: 'UPSTREAM', maxHops: query.upstreamDepth })!,
      columns.columnTrace({ ...trace(one, input), direction: 'DOWNSTREAM', maxHops: query.downstreamDepth })!,
    ];
    const isShown = (edge: ColumnDependency): boolean =>
      [edge.sourceId, edge.targetId, edge.jobId ?? edge.sourceId].every((id) => shown.has(id));
    const lines = ways.flatMap(({ edges }) => edges.filter(isShown).map(columnLine));
    same(slice.columnEdges.map((edge) => columnLine(edge as never)).toSorted(), [...new Set(lines)].toSorted());
  }
  return slice;
}

function trace({ columnPath }: Question, { rootId }: { readonly rootId: string }) {
  return { datasetId: rootId, column: columnPath, maxEdges: Infinity };
}

function columnLine(edge: ColumnDependency): string {
  const { jobId, sourceId, sourceColumn, targetId, targetColumn, type, subtype, masking, rule, basis } = edge;
  return JSON.stringify([jobId, sourceId, sourceColumn, targetId, targetColumn, type, subtype, masking, rule, basis]);
}

/** A slice without names and times, in an order of its own. */
function outline({ nodes, edges, truncated }: Slice): unknown {
  return {
    nodes: nodes.map(({ id, hop, hiddenUpstream, hiddenDownstream }) => [id, hop, hiddenUpstream, hiddenDownstream].join(' ')).toSorted(),
    edges: edges.map(({ sourceId, targetId, basis }) => [sourceId, targetId, basis].join(' ')).toSorted(),
    truncated,
  };
}

test('one question has one answer, through every door, and whoever follows it ends up with it', async () => {
  const seed = propertySeed(expect.getState().currentTestName);
  await fc.assert(fc.asyncProperty(trial, holds), { seed, numRuns: Number(process.env['FC_RUNS'] ?? 12) });
  process.stdout.write(`${comparisons} comparisons over ${logs} logs\n`);
}, 1_800_000);

test.each(regressions)('it did not hold once: $name', async ({ trial }) => {
  await holds(trial);
});
