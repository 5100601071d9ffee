import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { aRunEvent, type Subscription } from '@hotpass/testkit';
import { topologies, type RunningTopology } from './support/topologies.ts';

interface Update {
  readonly runUpdated: { readonly cursor: string; readonly run: { readonly id: string; readonly state: string } };
}

const watchJob = `subscription($job: ID!, $after: String) {
  runUpdated(filter: { jobId: { eq: $job } }, after: $after) { cursor run { id state } }
}`;

const jobIdQuery = 'query($name: String!) { job(namespace: "example", name: $name) { id } }';

describe.each(topologies)('subscriptions in $name', ({ name, start }) => {
  let topology: RunningTopology;
  beforeAll(async () => {
    topology = await start();
  });
  afterAll(async () => topology[Symbol.asyncDispose]());

  /** Id of a job that has one completed run, and the cursor of the log after it. */
  async function aJob(name: string): Promise<{ job: string; cursor: string }> {
    const [entry] = await topology.graph.post(aRunEvent({ job: name, inputs: [`${name}.in`], outputs: [`${name}.out`] }));
    const options = { minPosition: entry! };
    const { data } = await topology.graph.graphql<{ job: { id: string } }>(jobIdQuery, { name }, options);
    const runs = await topology.graph.graphql<{ runs: { cursor: string } }>('{ runs(first: 1) { cursor } }', {}, options);
    return { job: data!.job.id, cursor: runs.data!.runs.cursor };
  }

  function runsOf(name: string, count: number) {
    return Array.from({ length: count }, () => aRunEvent({ job: name, inputs: [`${name}.in`], outputs: [`${name}.out`] }));
  }

  async function take(subscription: Subscription<Update>, count: number): Promise<Update['runUpdated'][]> {
    const updates: Update['runUpdated'][] = [];
    while (updates.length < count) {
      const { data, errors } = await subscription.next();
      expect(errors).toBeUndefined();
      updates.push(data!.runUpdated);
    }
    return updates;
  }

  function runIds(events: readonly { run: { runId: string } }[]): string[] {
    return events.map(({ run }) => `run_${run.runId}`);
  }

  test('an event carries fields of both subgraphs, through alias, argument and fragment, none of them null', async () => {
    const { job, cursor } = await aJob('both');
    const query = `subscription($job: ID!, $after: String, $few: Int) {
      live: runUpdated(filter: { jobId: { eq: $job } }, after: $after) { at: cursor what: run { ...Shown outputs(first: $few) { nodes { name namespace { name } lastWrittenBy { id } } } } }
    }
    fragment Shown on Run { id state job { name latest: latestRun { id } } }`;
    await using subscription = topology.graph.subscribe<{ live: Record<string, unknown> }>(query, { job, after: cursor, few: 1 });
    const [event] = runsOf('both', 1);
    const first = subscription.next();
    await topology.graph.post(event!);
    const { data, errors } = await first;
    const id = `run_${event!.run.runId}`;
    expect(errors).toBeUndefined();
    expect(data!.live).toEqual({
      at: expect.stringMatching(/^[\w-]{16}$/),
      what: {
        id,
        state: 'COMPLETED',
        job: { name: 'both', latest: { id } },
        outputs: { nodes: [{ name: 'both.out', namespace: { name: 'example' }, lastWrittenBy: { id } }] },
      },
    });
  });

  test.each([
    ['lineage', 'job { name namespace { datasets(first: 101) { nodes { id } } } }', { job: null }],
    ['runs', 'job { name runs(first: 101) { nodes { id } } }', { job: { name: 'errors.runs', runs: null } }],
  ])('an error of %s is told beside the rest of the event', async (subgraph, selection, expected) => {
    const { job, cursor } = await aJob(`errors.${subgraph}`);
    const query = `subscription($job: ID!, $after: String) { runUpdated(filter: { jobId: { eq: $job } }, after: $after) { run { id ${selection} } } }`;
    await using subscription = topology.graph.subscribe<{ runUpdated: { run: unknown } }>(query, { job, after: cursor });
    const [event] = runsOf(`errors.${subgraph}`, 1);
    await topology.graph.post(event!);
    const { data, errors } = await subscription.next();
    expect(data!.runUpdated.run).toEqual({ id: `run_${event!.run.runId}`, ...expected });
    expect(errors!.map(({ extensions }) => extensions!['code'])).toEqual(['BAD_USER_INPUT']);
  });

  test('after a dropped socket every cursor arrives exactly once, ascending', async () => {
    const { job, cursor } = await aJob('dropped');
    const events = runsOf('dropped', 30);
    const seen: Update['runUpdated'][] = [];
    for (const [start, end] of [
      [0, 10],
      [10, 20],
      [20, 30],
    ] as const) {
      const subscription = topology.graph.subscribe<Update>(watchJob, { job, after: seen.at(-1)?.cursor ?? cursor });
      await topology.graph.post(...events.slice(start, end));
      seen.push(...(await take(subscription, 7)));
      subscription.drop();
    }
    await using rest = topology.graph.subscribe<Update>(watchJob, { job, after: seen.at(-1)!.cursor });
    seen.push(...(await take(rest, 9)));
    expect(seen.map(({ run }) => run.id)).toEqual(runIds(events));
    expect(new Set(seen.map(({ cursor: at }) => at)).size).toBe(30);
  });

  test('the id that ingest answered is a place to go on from', async () => {
    const { job } = await aJob('entry');
    const events = runsOf('entry', 2);
    const [first] = await topology.graph.post(...events);
    await using subscription = topology.graph.subscribe<Update>(watchJob, { job, after: first });
    expect((await take(subscription, 1)).map(({ run }) => run.id)).toEqual(runIds(events.slice(1)));
  });

  test('a cursor of another log is answered with RESYNC and the newest cursor, and the stream is complete', async () => {
    const { job, cursor } = await aJob('resync');
    const foreign = Buffer.from(cursor, 'base64url');
    foreign[11] = foreign[11]! ^ 0xff;
    await using subscription = topology.graph.subscribe<Update>(watchJob, { job, after: foreign.toString('base64url') });
    const { errors } = await subscription.next();
    expect(errors![0]!.extensions).toMatchObject({ code: 'RESYNC', cursor: expect.stringMatching(/^[\w-]{16}$/) });
    await expect(subscription.next()).rejects.toThrow('complete');
  });

  test('unsubscribing from a quiet stream frees everything', async () => {
    const { job, cursor } = await aJob('quiet');
    const subscriptions = Array.from({ length: 20 }, () => topology.graph.subscribe<Update>(watchJob, { job, after: cursor }));
    const [event] = runsOf('quiet', 1);
    await topology.graph.post(event!);
    for (const subscription of subscriptions) await take(subscription, 1);
    expect(await topology.metrics()).toMatch(/^hotpass_gateway_subscriptions\S* 20$/m);
    for (const subscription of subscriptions) await subscription[Symbol.asyncDispose]();
    let page = '';
    for (let tries = 0; tries < 100 && !/^hotpass_gateway_sockets\S* 0$/m.test(page); tries += 1) {
      page = await topology.metrics();
      await delay(20);
    }
    expect(page).toMatch(/^hotpass_gateway_subscriptions\S* 0$/m);
    expect(page).toMatch(/^hotpass_gateway_sockets\S* 0$/m);
    expect(page).not.toMatch(/^hotpass_log_feed_subscribers\S* [1-9]/m);
  });

  test('after a killed process every cursor arrives exactly once', async () => {
    const { job, cursor } = await aJob('killed');
    const seen: Update['runUpdated'][] = [];
    const sent: string[] = [];
    for (const victim of topology.processes) {
      const before = runsOf('killed', 4);
      await topology.graph.post(...before);
      sent.push(...runIds(before));
      const subscription = topology.graph.subscribe<Update>(watchJob, { job, after: seen.at(-1)?.cursor ?? cursor });
      seen.push(...(await take(subscription, 3)));
      await topology.killAndRestart(victim, async () => subscription.drop());
      const later = runsOf('killed', 4);
      await topology.graph.post(...later);
      sent.push(...runIds(later));
    }
    await using rest = topology.graph.subscribe<Update>(watchJob, { job, after: seen.at(-1)!.cursor });
    seen.push(...(await take(rest, sent.length - seen.length)));
    expect(seen.map(({ run }) => run.id)).toEqual(sent);
  });

  // In one process the socket dies with the subgraphs; the test above is about that.
  const victims = name === 'three processes' ? ['runs', 'lineage'] : [];
  for (const victim of victims) {
    test(`killing ${victim} delays an open subscription and loses nothing`, async () => {
      const { job, cursor } = await aJob(`held.${victim}`);
      await using subscription = topology.graph.subscribe<Update>(watchJob, { job, after: cursor });
      const events = runsOf(`held.${victim}`, 9);
      await topology.graph.post(...events.slice(0, 3));
      const seen = await take(subscription, 3);
      await topology.killAndRestart(victim, async () => {
        // Ingest lives in lineage, so nothing can be posted while that is dead.
        if (victim !== 'lineage') await topology.graph.post(...events.slice(3, 6));
      });
      if (victim === 'lineage') await topology.graph.post(...events.slice(3, 6));
      await topology.graph.post(...events.slice(6));
      seen.push(...(await take(subscription, 6)));
      expect(seen.map(({ run }) => run.id)).toEqual(runIds(events));
    });
  }
});
