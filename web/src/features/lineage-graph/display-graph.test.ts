import { expect, test } from '@jest/globals';
import { displayGraph, groupVertexId, type DisplayOptions } from './display-graph.ts';
import type { GraphEdge, GraphTopology, GraphVertex } from './model.ts';

const plain: DisplayOptions = { group: null, open: [], shut: [], state: [], q: null };

function vertex(id: string, hop: number, namespace: string): GraphVertex {
  return { id, kind: hop % 2 === 0 ? 'DATASET' : 'JOB', namespace, name: id, hop, hiddenUpstream: 0, hiddenDownstream: 0 };
}

function edge(sourceId: string, targetId: string, basis: GraphEdge['basis'] = 'COMPLETED'): GraphEdge {
  return { id: `${sourceId}-${targetId}`, sourceId, targetId, basis, firstSeenAt: '2026-01-01', lastSeenAt: '2026-01-02' };
}

function topologyOf(vertices: readonly GraphVertex[], edges: readonly GraphEdge[]): GraphTopology {
  return {
    rootId: 'root',
    vertices: new Map(vertices.map((one) => [one.id, one])),
    edges: new Map(edges.map((one) => [one.id, one])),
    truncated: false,
    cursor: '',
    asOf: null,
  };
}

const small = topologyOf(
  [vertex('root', 0, 'marts'), vertex('load', -1, 'airflow'), vertex('a', -2, 'raw'), vertex('b', -2, 'raw'), vertex('read', 1, 'airflow')],
  [edge('a', 'load'), edge('b', 'load', 'FAILED'), edge('load', 'root'), edge('root', 'read')],
);

test('a small graph is drawn as it is', () => {
  const graph = displayGraph(small, plain, () => undefined);
  expect([...graph.vertices.keys()]).toEqual(['root', 'load', 'a', 'b', 'read']);
  expect(graph.edges.size).toBe(4);
  expect(graph.groups.size).toBe(0);
});

test('grouped by namespace, a job belongs with what it writes or reads on its side, and the root to nothing', () => {
  const graph = displayGraph(small, { ...plain, group: 'namespace' }, () => undefined);
  const group = graph.groups.get('raw@up')!;
  expect(group).toMatchObject({ datasetCount: 2, jobCount: 1, hop: -2, isFolded: false });
  expect(graph.groupOf.has('root')).toBe(false);
  expect(graph.vertices.size).toBe(5);
});

test('a folded group is one vertex, and of its edges the worst speaks', () => {
  const graph = displayGraph(small, { ...plain, group: 'namespace', shut: ['raw@up'] }, () => undefined);
  expect([...graph.vertices.keys()]).toEqual(['root', 'read']);
  const merged = [...graph.edges.values()].find(({ sourceId }) => sourceId === groupVertexId('raw@up'))!;
  expect(merged).toMatchObject({ targetId: 'root', basis: 'COMPLETED' });
});

test('a large graph is grouped and folded by itself until a group is opened, and never when groups are refused', () => {
  const datasets = Array.from({ length: 400 }, (_, index) => vertex(`d${index}`, 2, index < 200 ? 'x' : 'y'));
  const large = topologyOf([vertex('root', 0, 'marts'), ...datasets], []);
  expect(displayGraph(large, plain, () => undefined).vertices.size).toBe(1);
  expect(displayGraph(large, { ...plain, open: ['x@down:group'] }, () => undefined).vertices.size).toBe(201);
  expect(displayGraph(large, { ...plain, group: 'none' }, () => undefined).vertices.size).toBe(401);
});

test('filters of the view say how many they leave out, and never the subject', () => {
  const graph = displayGraph(small, { ...plain, q: 'nothing is called this' }, () => undefined);
  expect([...graph.vertices.keys()]).toEqual(['root']);
  expect(graph.filteredOut).toBe(4);
});
