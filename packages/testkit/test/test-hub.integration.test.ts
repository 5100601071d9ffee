import { expect, test } from '@jest/globals';
import { aRunEvent, startTestCluster, startTestHub } from '../src/index.ts';

const states = 'query ($id: ID!) { run(id: $id) { state job { name } } }';
const runUpdated = 'subscription ($after: String) { runUpdated(after: $after) { cursor run { id state } } }';

test.each([
  ['a hub', startTestHub],
  ['a cluster', startTestCluster],
] as const)('%s takes events, settles, answers and tells subscribers', async (_name, start) => {
  await using hub = await start();
  await using subscription = hub.subscribe<{ runUpdated: { run: { id: string } } }>(runUpdated);
  const heard = subscription.next().then(() => true);
  const postAnother = async (): Promise<boolean> => {
    await hub.post(aRunEvent({ job: 'heartbeat', eventType: 'RUNNING' }));
    await hub.settle();
    return false;
  };
  // The subscription has begun when an event after it arrives, so events are sent until one does.
  while (!(await Promise.race([heard, postAnother()])));
  const event = aRunEvent();
  const [id] = await hub.post(event);
  await hub.settle();
  const answer = await hub.graphql<{ run: { state: string } }>(states, { id: `run_${event.run.runId}` }, { minPosition: id });
  expect(answer).toEqual({ data: { run: { state: 'COMPLETED', job: { name: 'refine' } } } });
});

test('a restarted hub is at the same address with the same data', async () => {
  await using hub = await startTestHub();
  const { url } = hub;
  const event = aRunEvent({ eventType: 'FAIL' });
  await hub.post(event);
  expect(await hub.kill('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
  await hub.restart();
  expect(hub.url).toBe(url);
  await hub.settle();
  expect(await hub.graphql(states, { id: `run_${event.run.runId}` })).toMatchObject({ data: { run: { state: 'FAILED' } } });
});

test('a cluster goes on after one of its processes was killed and started again', async () => {
  await using cluster = await startTestCluster();
  await cluster.kill('runs');
  const event = aRunEvent();
  await cluster.post(event);
  await cluster.restart('runs');
  await cluster.settle();
  expect(await cluster.graphql(states, { id: `run_${event.run.runId}` })).toMatchObject({ data: { run: { state: 'COMPLETED' } } });
});
