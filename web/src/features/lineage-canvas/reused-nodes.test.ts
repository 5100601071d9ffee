import { expect, test } from '@jest/globals';
import type { DisplayGraph } from '../lineage-graph/display-graph.ts';
import type { Drawing } from '../lineage-graph/graph-drawing.ts';
import { layeredLayout } from '../lineage-graph/layout/layered-layout.ts';
import { sizes } from '../lineage-graph/layout/layout.ts';
import type { GraphEdge, GraphVertex } from '../lineage-graph/model.ts';
import { canvasNodes } from './canvas-nodes.ts';
import { neighbourhood } from './neighbourhood.ts';
import { reusedNodes } from './reused-nodes.ts';

function vertex(id: string, hop: number, hiddenDownstream = 0): GraphVertex {
  return { id, kind: hop % 2 === 0 ? 'DATASET' : 'JOB', namespace: 'n', name: id, hop, hiddenUpstream: 0, hiddenDownstream };
}

function edge(sourceId: string, targetId: string): GraphEdge {
  return { id: `${sourceId}>${targetId}`, sourceId, targetId, basis: 'COMPLETED', firstSeenAt: '', lastSeenAt: '' };
}

const chain = [vertex('raw', -2), vertex('load', -1), vertex('subject', 0, 3)];
const edges = [edge('raw', 'load'), edge('load', 'subject')];

function drawing(vertices: readonly GraphVertex[], joined: readonly GraphEdge[]): Drawing {
  const graph: DisplayGraph = {
    rootId: 'subject',
    vertices: new Map(vertices.map((one) => [one.id, one])),
    groups: new Map(),
    groupOf: new Map(),
    edges: new Map(joined.map((one) => [one.id, one])),
    filteredOut: 0,
  };
  const layout = layeredLayout.layout({
    rootId: 'subject',
    vertices: vertices.map(({ id, kind, hop }) => ({
      ...{ id, kind, hop, ports: [], group: null },
      width: kind === 'JOB' ? sizes.jobWidth : sizes.datasetWidth,
      height: kind === 'JOB' ? sizes.jobHeight : sizes.datasetHeaderHeight,
    })),
    edges: joined,
    columnEdges: [],
    stubs: [{ vertexId: 'subject', side: 'down' }],
    placed: null,
  });
  return { graph, rows: new Map(), layout, shapes: new Map() };
}

test('everything on the canvas stands in the order of hops, with its neighbours counted', () => {
  const nodes = canvasNodes(drawing(chain, edges));
  expect(nodes.map(({ id }) => id)).toEqual(['raw', 'load', 'subject', 'subject:down']);
  expect(nodes.find(({ id }) => id === 'subject')?.data).toMatchObject({ isSubject: true, degree: { upstream: 1, downstream: 3 } });
  expect(nodes.find(({ id }) => id === 'subject:down')?.data).toMatchObject({ count: 3 });
});

test('what a change does not touch stays the same object', () => {
  const before = canvasNodes(drawing(chain, edges));
  const same = reusedNodes(before, canvasNodes(drawing(chain, edges)));
  for (const [index, node] of same.entries()) expect(node).toBe(before[index]);
  const renamed = chain.map((one) => (one.id === 'raw' ? { ...one, name: 'raw again' } : one));
  const after = reusedNodes(before, canvasNodes(drawing(renamed, edges)));
  expect(after.filter((node, index) => node !== before[index]).map(({ id }) => id)).toEqual(['raw']);
});

test('hovering lifts what touches a vertex or edge', () => {
  const { graph } = drawing(chain, edges);
  expect([...neighbourhood(graph, 'load')].toSorted()).toEqual(['load', 'load>subject', 'raw', 'raw>load', 'subject']);
  expect([...neighbourhood(graph, 'raw>load')].toSorted()).toEqual(['load', 'raw', 'raw>load']);
});
