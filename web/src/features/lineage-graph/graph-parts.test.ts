import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { propertySeed } from '@hotpass/testkit';
import type { GraphSliceQuery } from '../../generated/graphql/graphql.ts';
import { combineParts, type OpenedPart } from './combine-parts.ts';
import { applyChange, unpackSlice, type GraphChange } from './graph-change.ts';
import type { GraphEdge, GraphTopology, GraphVertex } from './model.ts';

/** All there is: datasets d0… and jobs j0…, with edges between the two kinds. */
type World = ReadonlySet<string>;

const edgesOf = (world: World): readonly GraphEdge[] =>
  [...world].map((id) => {
    const [sourceId, targetId] = id.split('>') as [string, string];
    return { id, sourceId, targetId, basis: 'COMPLETED', firstSeenAt: '2026-01-01', lastSeenAt: '2026-01-02' };
  });

const worlds: fc.Arbitrary<World> = fc
  .array(fc.tuple(fc.nat(7), fc.nat(7), fc.boolean()), { maxLength: 30 })
  .map((pairs) => new Set(pairs.map(([d, j, reads]) => (reads ? `d${d}>j${j}` : `j${j}>d${d}`))));

/** Vertices within so many edges one way, with how many lie between. */
function walk(edges: readonly GraphEdge[], rootId: string, steps: number, sign: 1 | -1): ReadonlyMap<string, number> {
  const found = new Map([[rootId, 0]]);
  for (let step = 1; step <= steps; step++) {
    const edge = new Set([...found].filter(([, hop]) => Math.abs(hop) === step - 1).map(([id]) => id));
    for (const { sourceId, targetId } of edges) {
      const [here, next] = sign === 1 ? [sourceId, targetId] : [targetId, sourceId];
      if (edge.has(here) && !found.has(next)) found.set(next, sign * step);
    }
  }
  return found;
}

/** What the hub would answer, written down as simply as possible. */
function slice(world: World, rootId: string, up: number, down: number): GraphTopology {
  const hops = new Map([[rootId, 0]]);
  const edges = edgesOf(world);
  for (const [id, hop] of [...walk(edges, rootId, up, -1), ...walk(edges, rootId, down, 1)]) {
    const known = hops.get(id);
    if (known === undefined || Math.abs(hop) < Math.abs(known)) hops.set(id, hop);
  }
  const neighbours = (id: string, side: 'up' | 'down'): Set<string> =>
    new Set(
      edges.flatMap(({ sourceId, targetId }) => (side === 'up' ? (targetId === id ? [sourceId] : []) : sourceId === id ? [targetId] : [])),
    );
  const hidden = (id: string, side: 'up' | 'down'): number => [...neighbours(id, side)].filter((other) => !hops.has(other)).length;
  const vertices = [...hops].map(([id, hop]): GraphVertex => ({
    id,
    kind: id.startsWith('d') ? 'DATASET' : 'JOB',
    namespace: 'n',
    name: id,
    hop,
    hiddenUpstream: hidden(id, 'up'),
    hiddenDownstream: hidden(id, 'down'),
  }));
  return {
    rootId,
    vertices: new Map(vertices.toSorted((a, b) => Math.abs(a.hop) - Math.abs(b.hop)).map((one) => [one.id, one])),
    edges: new Map(edges.filter(({ sourceId, targetId }) => hops.has(sourceId) && hops.has(targetId)).map((one) => [one.id, one])),
    truncated: false,
    cursor: `${world.size}`,
    asOf: null,
  };
}

/** What the hub would tell of the way from one slice to another. */
function difference(before: GraphTopology, after: GraphTopology): GraphChange {
  const isOther = <Entry>(one: Entry | undefined, other: Entry): boolean => JSON.stringify(one) !== JSON.stringify(other);
  return {
    vertices: [...after.vertices.values()].filter((one) => isOther(before.vertices.get(one.id), one)),
    edges: [...after.edges.values()].filter((one) => isOther(before.edges.get(one.id), one)),
    removedVertexIds: [...before.vertices.keys()].filter((id) => !after.vertices.has(id)),
    removedEdgeIds: [...before.edges.keys()].filter((id) => !after.edges.has(id)),
    truncated: after.truncated,
    cursor: after.cursor,
  };
}

function packed({ vertices, edges, truncated, cursor }: GraphTopology): GraphSliceQuery['lineageSlice'] {
  const ids = [...vertices.keys()];
  const all = [...vertices.values()];
  const lines = [...edges.values()];
  return {
    __typename: 'LineageSlice',
    ids,
    kinds: all.map(({ kind }) => kind),
    namespaces: all.map(() => 0),
    namespaceNames: ['n'],
    names: all.map(({ name }) => name),
    hops: all.map(({ hop }) => hop),
    hiddenUpstream: all.map(({ hiddenUpstream }) => hiddenUpstream),
    hiddenDownstream: all.map(({ hiddenDownstream }) => hiddenDownstream),
    edgeIds: lines.map(({ id }) => id),
    edgeSources: lines.map(({ sourceId }) => ids.indexOf(sourceId)),
    edgeTargets: lines.map(({ targetId }) => ids.indexOf(targetId)),
    edgeBasis: lines.map(({ basis }) => basis),
    edgeFirstSeenAt: lines.map(({ firstSeenAt }) => firstSeenAt),
    edgeLastSeenAt: lines.map(({ lastSeenAt }) => lastSeenAt),
    truncated,
    cursor,
    asOf: null,
  };
}

function runs(): { readonly seed: number; readonly numRuns: number } {
  return { seed: propertySeed(expect.getState().currentTestName), numRuns: 300 };
}

const depths = fc.integer({ min: 0, max: 4 });

test('a packed slice unpacks to what was packed', () => {
  fc.assert(
    fc.property(worlds, depths, depths, (world, up, down) => {
      const part = slice(world, 'd0', up, down);
      expect(unpackSlice(packed(part))).toEqual(part);
    }),
    runs(),
  );
});

test('after the changes of a slice it is what a new load would answer, nearest first, and what has not changed is the same object', () => {
  fc.assert(
    fc.property(fc.array(worlds, { minLength: 2, maxLength: 6 }), depths, depths, (history, up, down) => {
      const slices = history.map((world) => slice(world, 'd0', up, down));
      let part = slices[0]!;
      for (const after of slices.slice(1)) {
        const before = part;
        part = applyChange(before, difference(before, after));
        expect(part).toEqual(after);
        const distances = [...part.vertices.values()].map(({ hop }) => Math.abs(hop));
        expect(distances).toEqual(distances.toSorted((a, b) => a - b));
        for (const [id, vertex] of part.vertices) {
          const known = before.vertices.get(id);
          if (JSON.stringify(known) === JSON.stringify(vertex)) expect(vertex).toBe(known);
        }
      }
    }),
    runs(),
  );
});

test('whatever is opened: every edge has its ends, and what is shown and what is hidden of a vertex are all its neighbours', () => {
  const opening = fc.record({
    id: fc.constantFrom('d0', 'd1', 'd2', 'd3', 'j0', 'j1', 'j2'),
    side: fc.constantFrom('up', 'down', 'vertex'),
  });
  fc.assert(
    fc.property(worlds, depths, depths, fc.array(opening, { maxLength: 5 }), (world, up, down, openings) => {
      const base = slice(world, 'd0', up, down);
      const opened = openings.map(({ id, side }): OpenedPart => {
        const part = slice(world, id, side === 'down' ? 0 : 2, side === 'up' ? 0 : 2);
        return { part, onlyRoot: side === 'vertex', chosen: null };
      });
      const graph = combineParts(base, opened, null);
      for (const [id, vertex] of base.vertices) expect(graph.vertices.get(id)!.hop).toBe(vertex.hop);
      for (const { sourceId, targetId } of graph.edges.values()) {
        expect(graph.vertices.has(sourceId) && graph.vertices.has(targetId)).toBe(true);
      }
      for (const { id, hiddenUpstream, hiddenDownstream } of graph.vertices.values()) {
        const shown = [...graph.edges.values()];
        const all = edgesOf(world);
        expect(hiddenUpstream + shown.filter(({ targetId }) => targetId === id).length).toBe(
          all.filter(({ targetId }) => targetId === id).length,
        );
        expect(hiddenDownstream + shown.filter(({ sourceId }) => sourceId === id).length).toBe(
          all.filter(({ sourceId }) => sourceId === id).length,
        );
      }
      expect([...combineParts(base, opened, graph).vertices.values()].every((one) => graph.vertices.get(one.id) === one)).toBe(true);
    }),
    runs(),
  );
});

test('an opened vertex counts its hop from the vertex it was opened at, and a part that hangs on nothing is not shown', () => {
  const world: World = new Set(['d0>j0', 'j0>d1', 'd1>j1', 'j1>d2', 'd3>j1', 'd4>j4', 'j4>d5']);
  const base = slice(world, 'd0', 0, 2);
  const down: OpenedPart = { part: slice(world, 'd1', 0, 2), onlyRoot: false, chosen: null };
  const beside: OpenedPart = { part: slice(world, 'd3', 1, 1), onlyRoot: true, chosen: null };
  const apart: OpenedPart = { part: slice(world, 'd4', 2, 2), onlyRoot: false, chosen: null };
  const graph = combineParts(base, [beside, apart, down], null);
  expect([...graph.vertices.values()].map(({ id, hop }) => `${id} ${hop}`)).toEqual(['d0 0', 'j0 1', 'd1 2', 'd3 2', 'j1 3', 'd2 4']);
});
