import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { datasetId, decodeCursor, jobId, localPrincipal } from '@hotpass/kernel';
import type { EventRoot } from '@hotpass/server';
import { startLineage } from './lineage-under-test.ts';
import type { LineageUnderTest } from './lineage-under-test.ts';
import { aRunOf, minute } from './projection/events.ts';
import type { TestEvent } from './projection/events.ts';
import { Follower, comparable, sliceQuery } from './updates/follower.ts';
import type { HeldSlice } from './updates/follower.ts';

let lineage: LineageUnderTest;
let runs = 0;

/** A run of its own in every call. */
function run(at: number, job: string, inputs: readonly string[], outputs: readonly string[], more: Partial<TestEvent> = {}): TestEvent {
  runs += 1;
  return aRunOf(runs, job, inputs, outputs, { eventTime: minute(at), ...more });
}

beforeAll(async () => {
  lineage = await startLineage();
});

afterAll(async () => {
  await lineage[Symbol.asyncDispose]();
});

const dataset = (name: string): string => datasetId('db', name);
const job = (name: string): string => jobId('pipelines', name);

async function follow(input: Record<string, unknown>): Promise<Follower> {
  const follower = new Follower(lineage, input);
  await follower.begin();
  return follower;
}

async function expectCaughtUp(follower: Follower, input: Record<string, unknown>): Promise<void> {
  await follower.catchUp();
  const { lineage: slice } = await lineage.ask<{ lineage: HeldSlice }>(sliceQuery, { input });
  expect(comparable(follower.held)).toEqual(comparable(slice));
}

test('an event tells what is new, what its entry touched and what is gone', async () => {
  const input = { rootId: dataset('a1') };
  await lineage.send(run(1, 'a-load', ['a0'], ['a1']));
  const follower = await follow(input);
  await lineage.send(run(2, 'a-read', ['a1'], ['a2']));
  await expectCaughtUp(follower, input);
  expect(follower.told.at(-1)).toMatchObject({ removedNodeIds: [], removedEdgeIds: [] });
  expect(
    follower.told
      .at(-1)!
      .nodes.map(({ id }) => id)
      .toSorted(),
  ).toEqual([dataset('a1'), dataset('a2'), job('a-read')].toSorted());
  await lineage.send(run(3, 'a-read', ['other'], ['a2']));
  await expectCaughtUp(follower, input);
  expect(follower.told.at(-1)!.removedNodeIds.toSorted()).toEqual([dataset('a2'), job('a-read')].toSorted());
  expect(follower.told.at(-1)!.removedEdgeIds).toHaveLength(2);
});

test('a run that confirms what stands tells its job again, with the times of its edges', async () => {
  const input = { rootId: dataset('b1') };
  await lineage.send(run(1, 'b-load', ['b0'], ['b1']));
  const follower = await follow(input);
  await lineage.send(run(5, 'b-load', ['b0'], ['b1']));
  await expectCaughtUp(follower, input);
  expect(follower.told).toHaveLength(1);
  expect(follower.told[0]!.edges).toEqual([
    expect.objectContaining({ lastSeenAt: minute(5) }),
    expect.objectContaining({ lastSeenAt: minute(5) }),
  ]);
});

test('a real end without datasets concerns the slices its job is tied to, and nothing else does', async () => {
  const input = { rootId: dataset('c1') };
  const started = run(1, 'c-load', ['c0'], ['c1'], { eventType: 'START' });
  await lineage.send(started);
  const follower = await follow(input);
  await lineage.send(
    { ...started, eventType: 'COMPLETE', eventTime: minute(2), inputs: [], outputs: [] },
    run(1, 'elsewhere', ['x'], ['y']),
  );
  await expectCaughtUp(follower, input);
  // What the run wrote has a newer version now, though its end does not name it.
  expect(follower.told.map(({ nodes }) => nodes.map(({ id }) => id).toSorted())).toEqual([[dataset('c1'), job('c-load')].toSorted()]);
  expect(follower.told[0]!.edges).toEqual([
    expect.objectContaining({ basis: 'COMPLETED' }),
    expect.objectContaining({ basis: 'COMPLETED' }),
  ]);
});

test('hidden neighbours count as changes, and the watch set grows with the slice', async () => {
  const input = { rootId: dataset('d1'), direction: 'DOWNSTREAM' };
  await lineage.send(run(1, 'd-load', [], ['d1']));
  const follower = await follow(input);
  await lineage.send(run(2, 'd-read', ['d1'], ['d2']));
  await expectCaughtUp(follower, input);
  expect(follower.watch).toEqual(expect.arrayContaining([dataset('d1'), dataset('d2'), job('d-read')]));
  await lineage.send(run(3, 'd-more', ['d2'], ['d3']));
  await expectCaughtUp(follower, input);
  expect(follower.told.at(-1)!.nodes).toEqual([expect.objectContaining({ id: dataset('d2'), hiddenDownstream: 1 })]);
});

test('two names that turn out to be one dataset become one vertex', async () => {
  const input = { rootId: dataset('e1'), upstreamDepth: 2, downstreamDepth: 2 };
  await lineage.send(run(1, 'e-load', [], ['e1']), run(1, 'e-read', ['e9'], ['e3']));
  const follower = await follow(input);
  const facets = {
    symlinks: { _producer: 'urn:test', _schemaURL: 'urn:test', identifiers: [{ namespace: 'db', name: 'e1', type: 'TABLE' }] },
  };
  await lineage.send({ eventTime: minute(3), dataset: { namespace: 'db', name: 'e9', facets } });
  await expectCaughtUp(follower, input);
  expect(follower.held.nodes.map(({ id }) => id)).toEqual(expect.arrayContaining([dataset('e1'), job('e-read'), dataset('e3')]));
});

test('a root that is not there yet comes to be', async () => {
  const input = { rootId: dataset('f1') };
  const follower = await follow(input);
  await lineage.send(run(1, 'f-load', ['f0'], ['f1']));
  await expectCaughtUp(follower, input);
  expect(follower.held.nodes).toHaveLength(3);
});

test('after a break it goes on from the cursor it had, also over what has come and gone', async () => {
  const input = { rootId: dataset('g1'), downstreamDepth: 5 };
  await lineage.send(run(1, 'g-1', ['g1'], ['g2']), run(1, 'g-2', ['g2'], ['g3']));
  const follower = await follow(input);
  const place = await lineage.log.feed.head();
  await lineage.send(run(2, 'g-2', ['away'], ['g3']), run(3, 'g-1', ['away'], ['g2']), run(4, 'g-3', ['g1'], ['g4']));
  await follower.resume(place);
  await expectCaughtUp(follower, input);
});

test('the cumulative view is followed as well', async () => {
  const input = { rootId: dataset('h1'), view: 'CUMULATIVE' };
  await lineage.send(run(1, 'h-read', ['h1'], ['h2']));
  const follower = await follow(input);
  await lineage.send(run(2, 'h-read', ['away'], ['h3']));
  await expectCaughtUp(follower, input);
  expect(follower.held.nodes).toHaveLength(4);
});

test('what a filter by tags shows follows the tags', async () => {
  const tagged = (name: string, tags: { key: string; value: string }[]) => ({
    ...{ namespace: 'db', name, facets: { tags: { _producer: 'urn:test', _schemaURL: 'urn:test', tags } } },
  });
  const input = { rootId: dataset('i1'), downstreamDepth: 3, tags: ['tier:gold'] };
  await lineage.send(run(1, 'i-1', ['i1'], ['i2']), run(1, 'i-2', ['i2'], ['i3']), {
    eventTime: minute(1),
    dataset: tagged('i3', [{ key: 'tier', value: 'gold' }]),
  });
  const follower = await follow(input);
  expect(follower.held.nodes.map(({ id }) => id)).toContain(dataset('i3'));
  await lineage.send(
    { eventTime: minute(2), dataset: tagged('i3', []) },
    { eventTime: minute(2), dataset: tagged('i2', [{ key: 'tier', value: 'gold' }]) },
  );
  await expectCaughtUp(follower, input);
  expect(follower.held.nodes.map(({ id }) => id)).toEqual(expect.arrayContaining([dataset('i2')]));
  expect(follower.held.nodes.map(({ id }) => id)).not.toContain(dataset('i3'));
});

test('what people say of a vertex is news of it, and a filter follows their tags', async () => {
  const input = { rootId: dataset('p1'), downstreamDepth: 2, tags: ['owner:me'] };
  await lineage.send(run(1, 'p-1', ['p1'], ['p2']), run(1, 'p-2', ['p2'], ['p3']));
  const [filtered, whole] = [await follow(input), await follow({ rootId: dataset('p1'), downstreamDepth: 2 })];
  await lineage.ask('mutation ($id: ID!) { tagDataset(input: { id: $id, key: "owner", value: "me" }) { errors { code } } }', {
    id: dataset('p3'),
  });
  await lineage.log.settle();
  await expectCaughtUp(filtered, input);
  await whole.catchUp();
  expect(filtered.held.nodes.map(({ id }) => id)).toContain(dataset('p3'));
  expect(whole.told.map(({ nodes }) => nodes.map(({ id }) => id))).toEqual([[dataset('p3')]]);
});

const subscription = 'subscription ($input: LineageInput!) { lineageUpdated(input: $input) { cursor } }';

test.each([{ asOf: minute(1) }, { view: 'CUMULATIVE', since: minute(1) }, { maxNodes: 0 }, { since: minute(1) }])(
  'what cannot be followed is BAD_USER_INPUT: %j',
  async (wrong) => {
    const variables = { input: { rootId: dataset('a1'), ...wrong } };
    const watched = lineage.subgraph.watch({ query: subscription, variables, principal: localPrincipal, requestId: randomUUID() });
    await expect(watched).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  },
);

async function codeOf(event: Partial<EventRoot>): Promise<unknown> {
  const whole: EventRoot = { cursor: '', position: 3, entryId: 'ent_1', type: 'openlineage.run_event', keys: [dataset('a1')], ...event };
  const { errors } = await lineage.execute(subscription, { variables: { input: { rootId: dataset('a1') } }, event: whole });
  return errors?.map(({ extensions }) => [extensions['code'], typeof extensions['cursor']]);
}

test('an entry taken in late, alone or among others, asks for a resync with the newest cursor', async () => {
  const types = ['openlineage.run_event', 'log.quarantine.replayed'];
  expect(await codeOf({ after: '1', type: types[1]! })).toEqual([['RESYNC', 'string']]);
  expect(await codeOf({ after: '1', types })).toEqual([['RESYNC', 'string']]);
  expect(await codeOf({ after: '1' })).toBeUndefined();
});

test('so does a graph made anew over what was shown', async () => {
  await lineage.database.pool.query(`update log.consumer_owner set rebuild_to = 3 where name = 'lineage.openlineage'`);
  expect(await codeOf({ after: '2' })).toEqual([['RESYNC', 'string']]);
  expect(await codeOf({ after: '3', position: 4 })).toBeUndefined();
  await lineage.database.pool.query(`update log.consumer_owner set rebuild_to = null where name = 'lineage.openlineage'`);
});

test('an event that would tell of more than 500 vertices asks for a resync, also of 10,000 that may be shown', async () => {
  const input = { rootId: dataset('wide'), maxNodes: 10_000, downstreamDepth: 2 };
  await lineage.send(run(1, 'wide-load', ['wide-source'], ['wide']));
  const { lineage: before } = await lineage.ask<{ lineage: HeldSlice & { cursor: string } }>(sliceQuery, { input });
  const told = async (after: string): Promise<unknown> => {
    const { lineage: now } = await lineage.ask<{ lineage: { cursor: string } }>(sliceQuery, { input });
    const event = { cursor: now.cursor, position: decodeCursor(now.cursor).position, after, keys: [dataset('wide')], entryId: 'ent_1' };
    const { errors } = await lineage.execute(subscription, { variables: { input }, event: { ...event, type: 'openlineage.run_event' } });
    return errors?.map(({ extensions }) => extensions['code']);
  };
  const outputs = (count: number): string[] => Array.from({ length: count }, (_, n) => `wide-${count}-${n}`);
  for (let n = 0; n < 6; n += 1) await lineage.send(run(2, `wide-${n}`, ['wide'], outputs(90 + n)));
  expect(await told(before.cursor)).toEqual(['RESYNC']);
  const { lineage: after } = await lineage.ask<{ lineage: { cursor: string } }>(sliceQuery, { input });
  await lineage.send(run(2, 'wide-more', ['wide'], outputs(99)));
  expect(await told(after.cursor)).toBeUndefined();
});

test('a dataset whose name another one has taken is told again', async () => {
  const input = { rootId: dataset('renamed-old') };
  await lineage.send(run(1, 'renamed-load', ['renamed-source'], ['renamed-old']));
  const follower = await follow(input);
  const lifecycleStateChange = { lifecycleStateChange: 'RENAME', previousIdentifier: { namespace: 'db', name: 'renamed-old' } };
  const outputs = [{ namespace: 'db', name: 'renamed-new', facets: { lifecycleStateChange } }];
  await lineage.send({ ...run(2, 'renamed-alter', [], []), outputs });
  await expectCaughtUp(follower, input);
  expect(follower.told.at(-1)?.nodes.map(({ id }) => id)).toEqual([dataset('renamed-old')]);
});
