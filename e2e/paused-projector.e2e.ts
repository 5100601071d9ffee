import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aRunEvent } from '@hotpass/testkit';
import { holdProjector } from './support/hold-projector.ts';
import { topologies, type RunningTopology } from './support/topologies.ts';

describe.each(topologies)('a paused projector in $name', ({ start }) => {
  let topology: RunningTopology;
  beforeAll(async () => {
    topology = await start();
    await topology.graph.post(aRunEvent({ job: 'first' }));
    await topology.graph.settle();
  });
  afterAll(async () => topology[Symbol.asyncDispose]());

  async function hold(consumer: string): Promise<AsyncDisposable> {
    return holdProjector(await topology.graph.databaseUrl(), consumer);
  }

  async function head(): Promise<string> {
    const { data } = await topology.graph.graphql<{ runs: { cursor: string } }>('{ runs(first: 1) { cursor } }');
    return data!.runs.cursor;
  }

  const whole =
    'subscription($after: String) { runUpdated(after: $after) { run { id state job { name } outputs(first: 1) { nodes { name } } } } }';
  const own = 'subscription($after: String) { runUpdated(after: $after) { run { id state } } }';

  test('of lineage delays nothing that does not need it, and its part of an event is an explicit error', async () => {
    const after = await head();
    const event = aRunEvent({ job: 'lineage-held', outputs: ['lineage-held.out'] });
    const id = `run_${event.run.runId}`;
    await using held = await hold('lineage.openlineage');
    const [entry] = await topology.graph.post(event);
    const query = 'query($id: ID!) { run(id: $id) { state } }';
    expect(await topology.graph.graphql(query, { id }, { minPosition: entry! })).toEqual({ data: { run: { state: 'COMPLETED' } } });

    await using ownFields = topology.graph.subscribe(own, { after });
    expect(await ownFields.next()).toMatchObject({ data: { runUpdated: { run: { id, state: 'COMPLETED' } } } });

    await using allFields = topology.graph.subscribe<{ runUpdated: { run: { id: string; job: unknown } } }>(whole, { after });
    const { data, errors } = await allFields.next();
    expect(data!.runUpdated.run).toMatchObject({ id, job: null });
    expect(errors!.length).toBeGreaterThan(0);
    expect(new Set(errors!.map(({ extensions }) => extensions!['code']))).toEqual(new Set(['TIMEOUT']));
    await held[Symbol.asyncDispose]();
    expect(
      await topology.graph.graphql('{ job(namespace: "example", name: "lineage-held") { name } }', {}, { minPosition: entry! }),
    ).toEqual({
      data: { job: { name: 'lineage-held' } },
    });
  });

  test('of conformance delays neither the graph nor the stream of runs', async () => {
    const after = await head();
    const event = aRunEvent({ job: 'conformance-held', outputs: ['conformance-held.out'] });
    await using held = await hold('lineage.conformance');
    const [entry] = await topology.graph.post(event);
    await using subscription = topology.graph.subscribe(whole, { after });
    const job = await topology.graph.graphql(
      '{ job(namespace: "example", name: "conformance-held") { name } }',
      {},
      { minPosition: entry! },
    );
    expect(job).toEqual({ data: { job: { name: 'conformance-held' } } });
    const arrived = await subscription.next();
    expect(arrived.errors).toBeUndefined();
    expect(arrived.data).toMatchObject({
      runUpdated: { run: { job: { name: 'conformance-held' }, outputs: { nodes: [{ name: 'conformance-held.out' }] } } },
    });
    const reports = await topology.graph.graphql('{ conformanceReports(first: 1) { cursor } }', {}, { minPosition: entry! });
    expect(reports.errors![0]!.extensions!['code']).toBe('TIMEOUT');
    await held[Symbol.asyncDispose]();
    const report = 'query($entry: ID!) { conformanceReport(entryId: $entry) { id } }';
    expect(await topology.graph.graphql(report, { entry }, { minPosition: entry! })).toEqual({
      data: { conformanceReport: { id: entry } },
    });
  });

  test('of runs holds the stream of runs, and the event that waited is whole', async () => {
    const after = await head();
    const event = aRunEvent({ job: 'runs-held', outputs: ['runs-held.out'] });
    const held = await hold('runs.openlineage');
    const [entry] = await topology.graph.post(event);
    await using subscription = topology.graph.subscribe(whole, { after });
    const arrived = subscription.next();
    const lineage = await topology.graph.graphql('{ job(namespace: "example", name: "runs-held") { name } }', {}, { minPosition: entry! });
    expect(lineage).toEqual({ data: { job: { name: 'runs-held' } } });
    const late = await topology.graph.graphql('{ runs(first: 1) { cursor } }', {}, { minPosition: entry! });
    expect(late.errors![0]!.extensions!['code']).toBe('TIMEOUT');
    await held[Symbol.asyncDispose]();
    expect(await arrived).toMatchObject({
      data: {
        runUpdated: {
          run: {
            id: `run_${event.run.runId}`,
            state: 'COMPLETED',
            job: { name: 'runs-held' },
            outputs: { nodes: [{ name: 'runs-held.out' }] },
          },
        },
      },
    });
  });
});
