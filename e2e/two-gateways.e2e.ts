import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aRunEvent, startTestCluster, type OtherGateway, type RunEvent, type Subscription, type TestCluster } from '@hotpass/testkit';

interface Update {
  readonly runUpdated: { readonly cursor: string; readonly run: { readonly id: string; readonly job: { readonly name: string } | null } };
}

const runs = 'subscription($after: String) { runUpdated(after: $after) { cursor run { id job { id name } } } }';

let cluster: TestCluster;
let other: OtherGateway;
beforeAll(async () => {
  cluster = await startTestCluster();
  other = await cluster.addGateway();
});
afterAll(async () => cluster[Symbol.asyncDispose]());

const events = (count: number): RunEvent[] => Array.from({ length: count }, () => aRunEvent({ job: 'failover' }));

/** Results until the stream breaks, or as many as are wanted. */
async function take(subscription: Subscription<Update>, wanted: number): Promise<Update['runUpdated'][]> {
  const updates: Update['runUpdated'][] = [];
  while (updates.length < wanted) {
    const result = await subscription.next().catch(() => null);
    if (!result) break;
    expect(result.errors).toBeUndefined();
    updates.push(result.data!.runUpdated);
  }
  return updates;
}

test('a client of a gateway that is killed goes on at the other one and misses nothing', async () => {
  const [first] = await cluster.post(aRunEvent({ job: 'failover' }));
  const told = events(60);
  const witness = cluster.subscribe<Update>(runs, { after: first });
  const seenByWitness = take(witness, told.length);
  const atOther = take(other.subscribe<Update>(runs, { after: first }), told.length);
  const sending = (async () => {
    await cluster.post(...told.slice(0, 30));
    await other.kill();
    await cluster.post(...told.slice(30));
  })();
  const before = await atOther;
  expect(before.length).toBeGreaterThan(0);
  expect(before.length).toBeLessThan(told.length);
  const subscription = cluster.subscribe<Update>(runs, { after: before.at(-1)!.cursor });
  const after = await take(subscription, told.length - before.length);
  await sending;
  const ids = told.map(({ run }) => `run_${run.runId}`);
  expect([...before, ...after].map(({ run }) => run.id)).toEqual(ids);
  expect([...before, ...after].map(({ run }) => run.job?.name)).toEqual(ids.map(() => 'failover'));
  // Who was there all the time has seen the same events under the same cursors.
  expect((await seenByWitness).map(({ cursor }) => cursor)).toEqual([...before, ...after].map(({ cursor }) => cursor));
  await subscription[Symbol.asyncDispose]();
  await witness[Symbol.asyncDispose]();
});

test('a cursor of either gateway is good at the other, and so is what a query there answered', async () => {
  const again = await cluster.addGateway();
  const query = '{ runs(first: 1) { cursor } }';
  const [entry] = await cluster.post(aRunEvent({ job: 'both' }));
  const { data } = await again.graphql<{ runs: { cursor: string } }>(query, {}, { minPosition: entry! });
  const [event] = events(1);
  await again.post(event!);
  const subscription = cluster.subscribe<Update>(runs, { after: data!.runs.cursor });
  expect((await take(subscription, 1)).map(({ run }) => run.id)).toEqual([`run_${event!.run.runId}`]);
  await subscription[Symbol.asyncDispose]();
});
