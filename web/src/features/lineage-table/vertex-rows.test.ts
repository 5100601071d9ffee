import { beforeAll, expect, test } from '@jest/globals';
import { i18n } from '@lingui/core';
import type { GraphTopology, GraphVertex, VertexCard } from '../lineage-graph/model.ts';
import { edgeRows, vertexRows } from './vertex-rows.ts';

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});

const vertex = (id: string, kind: GraphVertex['kind'], hop: number): GraphVertex => ({
  id,
  kind,
  namespace: 'ns',
  name: `name of ${id}`,
  hop,
  hiddenUpstream: 0,
  hiddenDownstream: 2,
});

const failed: VertexCard = {
  id: 'j',
  state: null,
  tags: [],
  piiColumnCount: 0,
  hasPii: false,
  run: {
    id: 'run_1',
    state: 'FAILED',
    health: 'ON_TIME',
    startedAt: '2026-11-26T08:00:00Z',
    endedAt: '2026-11-26T08:01:00Z',
    durationMs: 60_000,
    error: 'ValueError: no rows',
  },
  columns: null,
  columnCount: null,
  changedAt: null,
  status: 'known',
};

test('a row says where a vertex stands, what its latest run did and when', () => {
  const [root, job] = vertexRows([vertex('d', 'DATASET', 0), vertex('j', 'JOB', -1)], (id) => (id === 'j' ? failed : undefined), 0);
  expect(root).toMatchObject({ hop: 'subject', status: null, statusWords: '', runAtMs: null });
  expect(job).toMatchObject({
    hop: '1 hop up',
    status: 'failed',
    statusWords: 'Failed: no rows',
    runAtMs: Date.parse('2026-11-26T08:01:00Z'),
  });
});

test('edges are listed by name, and only between what is shown', () => {
  const edge = (id: string, sourceId: string, targetId: string) =>
    ({ id, sourceId, targetId, basis: 'COMPLETED', firstSeenAt: 'a', lastSeenAt: 'b' }) as const;
  const topology: GraphTopology = {
    rootId: 'd',
    vertices: new Map([vertex('d', 'DATASET', 0), vertex('j', 'JOB', -1), vertex('e', 'DATASET', -2)].map((one) => [one.id, one])),
    edges: new Map([edge('e1', 'j', 'd'), edge('e2', 'e', 'j')].map((one) => [one.id, one])),
    truncated: false,
    cursor: '1',
    asOf: null,
  };
  expect(edgeRows(topology, (id) => id !== 'e')).toEqual([
    { id: 'e1', source: 'name of j', target: 'name of d', basis: 'COMPLETED', firstSeenAt: 'a', lastSeenAt: 'b' },
  ]);
  expect(edgeRows(topology, () => true)).toHaveLength(2);
});
