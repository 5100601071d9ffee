import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aRunEvent } from '@hotpass/testkit';
import { topologies, type RunningTopology } from './support/topologies.ts';

const parts = `
  nodes { id hop hiddenUpstream hiddenDownstream ... on DatasetNode { dataset { name } } ... on JobNode { job { name latestRun { id } } } }
  edges { id sourceId targetId basis firstSeenAt lastSeenAt } truncated cursor`;
const sliceQuery = `query ($input: LineageInput!) { lineage(input: $input) { ${parts} } }`;
const following = `subscription ($input: LineageInput!, $after: String) {
  live: lineageUpdated(input: $input, after: $after) { ${parts} removedNodeIds removedEdgeIds } }`;
const idQuery = 'query ($name: String!) { dataset(namespace: "example", name: $name) { id } }';

interface Held {
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly { readonly id: string }[];
  readonly truncated: boolean;
}

interface Told extends Held {
  readonly cursor: string;
  readonly removedNodeIds: readonly string[];
  readonly removedEdgeIds: readonly string[];
}

function put<T extends { readonly id: string }>(held: readonly T[], told: readonly T[], removed: readonly string[]): T[] {
  const items = new Map([...held, ...told].map((item) => [item.id, item]));
  for (const id of removed) items.delete(id);
  return [...items.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function fold(held: Held, told: Told): Held {
  return {
    nodes: put(held.nodes, told.nodes, told.removedNodeIds),
    edges: put(held.edges, told.edges, told.removedEdgeIds),
    truncated: told.truncated,
  };
}

const nothing = { removedNodeIds: [], removedEdgeIds: [] };

describe.each(topologies)('the graph in $name', ({ start }) => {
  let topology: RunningTopology;
  beforeAll(async () => {
    topology = await start();
  });
  afterAll(async () => topology[Symbol.asyncDispose]());

  async function idOf(name: string, minPosition: string): Promise<string> {
    return (await topology.graph.graphql<{ dataset: { id: string } }>(idQuery, { name }, { minPosition })).data!.dataset.id;
  }

  async function slice(input: object, minPosition: string): Promise<Told> {
    const { data, errors } = await topology.graph.graphql<{ lineage: Told }>(sliceQuery, { input }, { minPosition });
    expect(errors).toBeUndefined();
    return { ...data!.lineage, ...nothing };
  }

  test('whoever follows a slice ends up with what a query answers, runs of another subgraph included', async () => {
    const [first] = await topology.graph.post(aRunEvent({ job: 'follow', inputs: ['f.in'], outputs: ['f.mid'] }));
    const input = { rootId: await idOf('f.mid', first!), downstreamDepth: 2 };
    const before = await slice(input, first!);
    await using subscription = topology.graph.subscribe<{ live: Told }>(following, { input, after: before.cursor });
    const entries = await topology.graph.post(
      aRunEvent({ job: 'further', inputs: ['f.mid'], outputs: ['f.out'] }),
      aRunEvent({ job: 'follow', inputs: ['f.other'], outputs: ['f.mid'] }),
      aRunEvent({ job: 'elsewhere', inputs: ['e.in'], outputs: ['e.out'] }),
      aRunEvent({ job: 'furthest', inputs: ['f.out'], outputs: ['f.end'] }),
      aRunEvent({ job: 'further', inputs: ['f.mid'], outputs: ['f.out', 'f.beside'] }),
    );
    const expected = fold({ nodes: [], edges: [], truncated: false }, await slice(input, entries.at(-1)!));
    let held: Held = fold(before, before);
    for (let events = 0; events < entries.length && JSON.stringify(held) !== JSON.stringify(expected); events += 1) {
      const { data, errors } = await subscription.next();
      expect(errors).toBeUndefined();
      held = fold(held, data!.live);
    }
    expect(held).toEqual(expected);
  });

  test('a slice of 10,000 vertices passes, packed', async () => {
    const fans = Array.from({ length: 100 }, (_, i) => `big.${i}`);
    const spread = fans.map((fan) =>
      aRunEvent({ job: `spread ${fan}`, inputs: [fan], outputs: Array.from({ length: 100 }, (_, i) => `${fan}.${i}`) }),
    );
    const entries = await topology.graph.post(aRunEvent({ job: 'big', inputs: ['big'], outputs: fans }), ...spread);
    const input = { rootId: await idOf('big', entries.at(-1)!), downstreamDepth: 5, maxNodes: 10_000 };
    const query =
      'query ($input: LineageInput!) { lineageSlice(input: $input) { ids names hops edgeSources edgeTargets edgeBasis truncated } }';
    const { data, errors } = await topology.graph.graphql<{ lineageSlice: { ids: string[]; edgeSources: number[]; truncated: boolean } }>(
      query,
      { input },
      { minPosition: entries.at(-1)! },
    );
    expect(errors).toBeUndefined();
    expect(data!.lineageSlice).toMatchObject({ ids: { length: 10_000 }, truncated: true });
    const nested = await topology.graph.graphql(`query ($input: LineageInput!) { lineage(input: $input) { nodes { id } } }`, { input });
    expect(nested.errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED' } }]);
  });

  test.each([{ asOf: '2026-01-01T00:00:00Z' }, { view: 'CUMULATIVE', since: '2026-01-01T00:00:00Z' }])(
    'what cannot be followed is refused: %j',
    async (wrong) => {
      const [entry] = await topology.graph.post(aRunEvent({ job: 'refused', inputs: ['r.in'], outputs: ['r.out'] }));
      const input = { rootId: await idOf('r.in', entry!), ...wrong };
      await using subscription = topology.graph.subscribe(following, { input });
      await expect(subscription.next()).resolves.toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    },
  );
});
