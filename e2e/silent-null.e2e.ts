import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aRunEvent, propertySeed } from '@hotpass/testkit';
import fc from 'fast-check';
import { holdProjector } from './support/hold-projector.ts';
import { topologies, type RunningTopology } from './support/topologies.ts';
import { unexplainedNulls } from './support/unexplained-nulls.ts';

const projectors = ['lineage.openlineage', 'lineage.facets', 'runs.openlineage'] as const;
const rounds = 4;
const eventsOfRound = 3;

const subscription = `subscription($after: String) {
  runUpdated(after: $after) {
    run {
      id
      job { name sql { query } }
      outputs(first: 5) { edges { node { name columns(first: 5) { nodes { name type } } } version { version columns(first: 5) { nodes { name } } } statistics { rowCount } } }
    }
  }
}`;

const wait = (shortest: number, longest: number): fc.Arbitrary<number> => fc.integer({ min: shortest, max: longest });
const hold = fc.record({ afterMs: wait(0, 200), forMs: wait(1_000, 4_500) });

/** Two projectors are stopped for a while, and events come meanwhile. Drawn before anything runs, so that a seed repeats it. */
const round = fc.record({
  held: fc.shuffledSubarray([...projectors], { minLength: 2, maxLength: 2 }),
  holds: fc.tuple(hold, hold),
  pausesMs: fc.array(wait(0, 300), { minLength: eventsOfRound, maxLength: eventsOfRound }),
});

function facet(body: object): object {
  return { _producer: 'https://example.org/hotpass/e2e', _schemaURL: 'https://example.org/hotpass/e2e.json', ...body };
}

/** A run whose job, output and columns nobody has heard of before. */
function anEventOfNewThings(name: string) {
  const facets = {
    schema: facet({ fields: [{ name: `${name}_id`, type: 'bigint' }] }),
    version: facet({ datasetVersion: `${name}-1` }),
  };
  const output = { namespace: 'example', name: `${name}.out`, facets, outputFacets: { outputStatistics: facet({ rowCount: 7 }) } };
  return aRunEvent({
    job: { namespace: 'example', name, facets: { sql: facet({ query: `select ${name}` }) } },
    outputs: [output],
  });
}

function wholeRun(name: string, id: string): object {
  const columns = { nodes: [{ name: `${name}_id`, type: 'bigint' }] };
  const version = { version: `${name}-1`, columns: { nodes: [{ name: `${name}_id` }] } };
  const edge = { node: { name: `${name}.out`, columns }, version, statistics: { rowCount: 7 } };
  return { id, job: { name, sql: { query: `select ${name}` } }, outputs: { edges: [edge] } };
}

describe.each(topologies)('two projectors stopped at random in $name', ({ start }) => {
  let topology: RunningTopology;
  beforeAll(async () => {
    topology = await start();
    await topology.graph.post(aRunEvent({ job: 'first' }));
    await topology.graph.settle();
  });
  afterAll(async () => topology[Symbol.asyncDispose]());

  test('never give a subscriber a null that no error explains', async () => {
    const seed = propertySeed(expect.getState().currentTestName);
    const plan = fc.sample(fc.noBias(round), { seed, numRuns: rounds });
    const { data } = await topology.graph.graphql<{ runs: { cursor: string } }>('{ runs(first: 1) { cursor } }');
    await using stream = topology.graph.subscribe<{ runUpdated: { run: { id: string } } }>(subscription, { after: data!.runs.cursor });
    const databaseUrl = await topology.graph.databaseUrl();
    let explained = 0;

    async function holdForAWhile(
      consumer: string,
      { afterMs, forMs }: { readonly afterMs: number; readonly forMs: number },
    ): Promise<void> {
      await delay(afterMs);
      await using _held = await holdProjector(databaseUrl, consumer);
      await delay(forMs);
    }

    for (const [number, { held, holds, pausesMs }] of plan.entries()) {
      const holding = Promise.all(holds.map((times, index) => holdForAWhile(held[index]!, times)));
      for (const [index, pauseMs] of pausesMs.entries()) {
        await delay(pauseMs);
        const name = `round_${number}_${index}`;
        const event = anEventOfNewThings(name);
        const expected = wholeRun(name, `run_${event.run.runId}`);
        const arriving = stream.next();
        await topology.graph.post(event);
        const { data: got, errors = [] } = await arriving;
        expect(unexplainedNulls(got!.runUpdated.run, expected, errors, ['runUpdated', 'run'])).toEqual([]);
        if (errors.length > 0) explained += 1;
        expect(errors.map(({ extensions }) => extensions!['code']).filter((code) => code !== 'TIMEOUT')).toEqual([]);
      }
      await holding;
    }
    process.stdout.write(`${explained} of ${rounds * eventsOfRound} events had a part that was late, each with its error\n`);
  }, 120_000);
});
