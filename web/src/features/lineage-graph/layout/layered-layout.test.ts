import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { propertySeed } from '@hotpass/testkit';
import { overlap, type Rectangle } from './gaps.ts';
import { layeredLayout } from './layered-layout.ts';
import { sizes, stubKey, type LayoutRequest, type LayoutResult, type LayoutVertex, type Point } from './layout.ts';

function runs(): { readonly seed: number; readonly numRuns: number } {
  return { seed: propertySeed(expect.getState().currentTestName), numRuns: 150 };
}

/** Any graph, sound or not: cycles, edges against the order of hops, to themselves, twice, and to what is not there. */
const graphs: fc.Arbitrary<LayoutRequest> = fc
  .record({
    count: fc.integer({ min: 1, max: 40 }),
    rootIsDataset: fc.boolean(),
    hops: fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 40, maxLength: 40 }),
    columns: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 40, maxLength: 40 }),
    groups: fc.array(fc.constantFrom(null, null, 'a', 'b'), { minLength: 40, maxLength: 40 }),
    edges: fc.array(fc.tuple(fc.nat(41), fc.nat(41)), { maxLength: 80 }),
    traced: fc.array(fc.tuple(fc.nat(41), fc.nat(41), fc.nat(41), fc.nat(9)), { maxLength: 12 }),
    stubs: fc.array(fc.tuple(fc.nat(41), fc.constantFrom('up' as const, 'down' as const)), { maxLength: 8 }),
  })
  .map(({ count, rootIsDataset, hops, columns, groups, edges, traced, stubs }) => ({
    rootId: 'v0',
    vertices: Array.from({ length: count }, (_, index) => {
      const hop = index === 0 ? 0 : hops[index]!;
      return vertex(`v${index}`, hop, rootIsDataset, columns[index]!, index === 0 ? null : groups[index]!);
    }),
    edges: edges.map(([a, b]) => ({ id: `v${a}>v${b}`, sourceId: `v${a}`, targetId: `v${b}` })),
    columnEdges: traced.map(([source, job, target, column], index) => ({
      id: `t${index}`,
      sourceId: `v${source}`,
      sourceColumn: `c${column}`,
      targetId: `v${target}`,
      targetColumn: `c${column}`,
      jobId: job % 5 === 0 ? null : `v${job}`,
    })),
    stubs: [...new Map(stubs.map(([index, side]) => [`${index}${side}`, { vertexId: `v${index}`, side }])).values()],
    placed: null,
  }));

function vertex(id: string, hop: number, rootIsDataset: boolean, columnCount = 0, group: string | null = null): LayoutVertex {
  const isDataset = (hop % 2 === 0) === rootIsDataset;
  const ports = Array.from({ length: isDataset ? columnCount : 0 }, (_, index) => ({
    column: `c${index}`,
    y: sizes.datasetHeaderHeight + (index + 0.5) * sizes.columnRowHeight,
  }));
  const height = isDataset ? sizes.datasetHeaderHeight + ports.length * sizes.columnRowHeight : sizes.jobHeight;
  return { id, kind: isDataset ? 'DATASET' : 'JOB', hop, width: isDataset ? sizes.datasetWidth : sizes.jobWidth, height, ports, group };
}

function rectanglesOf({ vertices }: LayoutRequest, result: LayoutResult): readonly (Rectangle & { readonly id: string })[] {
  const own = vertices.map(({ id, width, height }) => ({ id, width, height, ...result.positions.get(id)! }));
  return [...own, ...result.stubs.map((stub) => ({ ...stub, id: stubKey(stub) }))];
}

function expectNoOverlap(request: LayoutRequest, result: LayoutResult): void {
  const rectangles = rectanglesOf(request, result);
  for (const [index, one] of rectangles.entries()) {
    for (const other of rectangles.slice(index + 1)) {
      if (overlap(one, other)) throw new Error(`${one.id} ${JSON.stringify(one)} overlaps ${other.id} ${JSON.stringify(other)}`);
    }
  }
}

function placesOf(result: LayoutResult): Map<string, Point> {
  return new Map([...result.positions, ...result.stubs.map((stub) => [stubKey(stub), { x: stub.x, y: stub.y }] as const)]);
}

test('boxes and stubs never overlap, the root stands at the origin, and hops go from left to right', () => {
  fc.assert(
    fc.property(graphs, (request) => {
      const result = layeredLayout.layout(request);
      expectNoOverlap(request, result);
      expect(result.positions.get('v0')).toEqual({ x: 0, y: 0 });
      for (const a of request.vertices) {
        for (const b of request.vertices) {
          if (a.hop < b.hop) expect(result.positions.get(a.id)!.x + a.width).toBeLessThan(result.positions.get(b.id)!.x);
        }
      }
    }),
    runs(),
  );
});

test('the same graph is laid out the same, and every edge between vertices is drawn once', () => {
  fc.assert(
    fc.property(graphs, (request) => {
      const result = layeredLayout.layout(request);
      expect(layeredLayout.layout(request)).toEqual(result);
      const ids = new Set(request.vertices.map(({ id }) => id));
      const drawn = request.edges.filter(({ sourceId, targetId }) => ids.has(sourceId) && ids.has(targetId));
      expect(new Set(result.edgePaths.map(({ id }) => id))).toEqual(new Set(drawn.map(({ id }) => id)));
      expect(result.edgePaths).toHaveLength(new Set(drawn.map(({ id }) => id)).size);
      for (const path of [...result.edgePaths, ...result.columnPaths]) expect(path.d).not.toMatch(/NaN|Infinity|undefined/);
    }),
    runs(),
  );
});

test('what is placed stays exactly where it is while others come, and newcomers overlap nothing', () => {
  fc.assert(
    fc.property(graphs, fc.nat(39), (request, kept) => {
      const isKept = (id: string): boolean => Number(id.slice(1)) <= kept;
      const before = layeredLayout.layout({
        ...request,
        vertices: request.vertices.filter(({ id }) => isKept(id)),
        stubs: request.stubs.filter(({ vertexId }) => isKept(vertexId)),
      });
      const placed = placesOf(before);
      const after = layeredLayout.layout({ ...request, placed });
      const places = placesOf(after);
      for (const [id, place] of placed) expect([id, places.get(id)]).toEqual([id, place]);
      expectNoOverlap(request, after);
    }),
    runs(),
  );
});

test('a line ends at its target from the left, also against the order of hops, where it runs beneath', () => {
  fc.assert(
    fc.property(graphs, (request) => {
      const result = layeredLayout.layout(request);
      const byId = new Map(request.vertices.map((one) => [one.id, one]));
      for (const { id, sourceId, targetId } of request.edges) {
        const path = result.edgePaths.find((one) => one.id === id);
        if (!path) continue;
        const target = result.positions.get(targetId)!;
        expect(path.points.at(-1)!.x).toBe(target.x);
        expect(path.points.at(-1)!.y).toBeGreaterThan(target.y);
        expect(path.points.at(-1)!.y).toBeLessThan(target.y + byId.get(targetId)!.height);
        expect(path.isBackward).toBe(byId.get(targetId)!.hop <= byId.get(sourceId)!.hop);
        if (path.isBackward) expect(path.maxY).toBeGreaterThan(result.positions.get(sourceId)!.y + byId.get(sourceId)!.height);
      }
    }),
    runs(),
  );
});

test('a card that grows pushes down what it would cover, and nothing else', () => {
  const request = (columns: number): LayoutRequest => ({
    rootId: 'root',
    vertices: [vertex('root', 0, true), vertex('job', 1, true), ...[0, 1, 2].map((n) => vertex(`d${n}`, 2, true, n === 0 ? columns : 0))],
    edges: [{ id: 'r', sourceId: 'root', targetId: 'job' }, ...[0, 1, 2].map((n) => ({ id: `e${n}`, sourceId: 'job', targetId: `d${n}` }))],
    columnEdges: [],
    stubs: [],
    placed: null,
  });
  const before = layeredLayout.layout(request(0));
  const after = layeredLayout.layout({ ...request(2), placed: placesOf(before) });
  for (const id of ['root', 'job', 'd0']) expect(after.positions.get(id)).toEqual(before.positions.get(id));
  expect(after.positions.get('d1')!.y).toBeGreaterThan(before.positions.get('d1')!.y);
  expectNoOverlap(request(2), after);
});

test('traced inputs meet a job 8 px apart within 24 px, and what they make leaves from its middle', () => {
  const inputs = [0, 1, 2, 3, 4, 5];
  const result = layeredLayout.layout({
    rootId: 'root',
    vertices: [vertex('root', 0, true, 8), vertex('job', -1, true), ...inputs.map((n) => vertex(`d${n}`, -2, true, 3))],
    edges: [],
    columnEdges: inputs.map((n) => ({
      id: `s${n}`,
      sourceId: `d${n}`,
      sourceColumn: 'c1',
      targetId: 'root',
      targetColumn: 'c4',
      jobId: 'job',
    })),
    stubs: [],
    placed: null,
  });
  const middle = result.positions.get('job')!.y + sizes.jobHeight / 2;
  const ends = result.columnPaths.filter(({ part }) => part === 'in').map(({ points }) => points.at(-1)!.y);
  expect(new Set(ends).size).toBe(6);
  expect(Math.max(...ends) - Math.min(...ends)).toBeCloseTo(24);
  const outs = result.columnPaths.filter(({ part }) => part === 'out');
  expect(outs).toHaveLength(1);
  expect(outs[0]!.points[0]!.y).toBe(middle);
  expect(outs[0]!.stepIds).toHaveLength(6);
});

test('a thousand vertices are laid out', () => {
  const vertices = Array.from({ length: 1_000 }, (_, index) => vertex(`v${index}`, index === 0 ? 0 : (index % 9) - 4, true));
  const byHop = Map.groupBy(vertices, ({ hop }) => hop);
  const edges = vertices.flatMap(({ id, hop }, index) =>
    [1, 7].flatMap((step) => {
      const next = byHop.get(hop + 1);
      const target = next?.[(index * step) % next.length];
      return target ? [{ id: `${id}>${target.id}`, sourceId: id, targetId: target.id }] : [];
    }),
  );
  const request: LayoutRequest = { rootId: 'v0', vertices, edges, columnEdges: [], stubs: [], placed: null };
  const result = layeredLayout.layout(request);
  expect(result.positions.size).toBe(1_000);
  expectNoOverlap(request, result);
});
