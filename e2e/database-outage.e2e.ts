import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aRunEvent, startTestHub, type Subscription, type TestHub } from '@hotpass/testkit';

const before = 600;
const killAfter = 30;
const later = 10;

interface Update {
  readonly cursor: string;
  readonly run: { readonly id: string; readonly state: string; readonly job: { readonly latestRun: { readonly id: string } } };
}

const updates = `subscription($after: String) {
  runUpdated(after: $after) { cursor run { id state job { latestRun { id } } } }
}`;

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ durable: true });
}, 180_000);

afterAll(async () => hub[Symbol.asyncDispose]());

/** Completed runs of one job, in the order in which they will stand in the log. */
async function postRuns(count: number): Promise<string[]> {
  const events = Array.from({ length: count }, () => aRunEvent({ job: 'nightly' }));
  const { status, body } = await hub.postBytes(JSON.stringify(events), { batch: true });
  if (status !== 204) throw new Error(`not accepted: ${status} ${JSON.stringify(body)}`);
  return events.map(({ run }) => `run_${run.runId}`);
}

async function newestCursor(): Promise<string> {
  const { data, errors } = await hub.graphql<{ runs: { cursor: string } }>('{ runs(first: 1) { cursor } }');
  if (!data) throw new Error(JSON.stringify(errors));
  return data.runs.cursor;
}

/** Adds the next updates to those seen. Each has to be whole. */
async function take(subscription: Subscription<{ runUpdated: Update }>, seen: Update[], count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const { data, errors } = await subscription.next();
    expect(errors).toBeUndefined();
    seen.push(data!.runUpdated);
  }
}

/** Code of the error with which a query fails while the database is away. */
async function outageCode(runId: string): Promise<unknown> {
  for (;;) {
    const { errors } = await hub.graphql('query($id: ID!) { run(id: $id) { state } }', { id: runId });
    if (errors !== undefined) return errors[0]?.extensions?.['code'];
  }
}

test('kill -9 of PostgreSQL under an open subscription delays its events: none is skipped, repeated or partial', async () => {
  const after = await newestCursor();
  const ids = await postRuns(before);
  await hub.settle();
  await using subscription = hub.subscribe<{ runUpdated: Update }>(updates, { after });
  const seen: Update[] = [];
  await take(subscription, seen, killAfter);

  process.kill(await hub.postgresPid(), 'SIGKILL');
  const outage = outageCode(ids[0]!).then((code) => ({ code, seen: seen.length }));
  await Promise.all([take(subscription, seen, before - killAfter), outage]);
  expect((await outage).code).toBe('UNAVAILABLE');
  // Otherwise everything had been sent before the outage, and the test would show nothing.
  expect((await outage).seen).toBeLessThan(before);

  ids.push(...(await postRuns(later)));
  await take(subscription, seen, later);
  expect(seen.map(({ run }) => run.id)).toEqual(ids);
  expect(new Set(seen.map(({ cursor }) => cursor)).size).toBe(before + later);
  expect(new Set(seen.map(({ run }) => run.state))).toEqual(new Set(['COMPLETED']));
  expect(seen.every(({ run }) => ids.includes(run.job.latestRun.id))).toBe(true);
}, 40_000);
