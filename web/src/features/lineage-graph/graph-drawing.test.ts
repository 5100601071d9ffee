import { expect, test } from '@jest/globals';
import { GraphDrawing, type DrawingOptions } from './graph-drawing.ts';
import { layeredLayout } from './layout/layered-layout.ts';
import { LiveGraphStore } from './live-graph-store.ts';
import type { CardColumn, GraphTopology, GraphVertex } from './model.ts';

const plain: DrawingOptions = { level: 'dataset', group: null, open: [], shut: [], state: [], q: null, sel: null, col: null };

function vertex(id: string, hop: number): GraphVertex {
  const kind = hop % 2 === 0 ? 'DATASET' : 'JOB';
  return { id, kind, namespace: 'n', name: id, hop, hiddenUpstream: hop < 0 ? 2 : 0, hiddenDownstream: 1 };
}

function topologyOf(rootId: string, ...others: readonly GraphVertex[]): GraphTopology {
  const vertices = new Map([vertex(rootId, 0), ...others].map((one) => [one.id, one]));
  const edges = others.map(({ id, hop }) => {
    const [sourceId, targetId] = hop < 0 ? [id, rootId] : [rootId, id];
    return { id: `e_${id}`, sourceId, targetId, basis: 'COMPLETED' as const, firstSeenAt: '', lastSeenAt: '' };
  });
  return { rootId, vertices, edges: new Map(edges.map((one) => [one.id, one])), truncated: false, cursor: '', asOf: null };
}

function columnsOf(count: number): readonly CardColumn[] {
  return Array.from({ length: count }, (_, index) => ({ id: `c${index}`, name: `c${index}`, type: null, isPii: false, tags: [] }));
}

/** A drawing whose worker answers at once. */
function drawn() {
  const store = new LiveGraphStore();
  const worker = {
    layout: async (request: Parameters<typeof layeredLayout.layout>[0]) => layeredLayout.layout(request),
    [Symbol.dispose]() {},
  };
  const drawing = new GraphDrawing(store, worker, (work) => work());
  const places = async () => {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    return drawing.drawing!.layout.positions;
  };
  return { store, drawing, places };
}

test('what comes in live takes a free place and moves nothing, until everything is tidied', async () => {
  const { store, drawing, places } = drawn();
  drawing.show(plain);
  store.setTopology(topologyOf('ds_1', vertex('job_1', 1), vertex('job_2', 1)));
  const before = await places();
  store.setTopology(topologyOf('ds_1', vertex('job_0', 1), vertex('job_1', 1), vertex('job_2', 1), vertex('job_3', -1)));
  const after = await places();
  for (const [id, place] of before) expect([id, after.get(id)]).toEqual([id, place]);
  expect(after.size).toBe(5);
  drawing.tidy();
  const tidied = await places();
  expect(tidied.get('ds_1')).toEqual({ x: 0, y: 0 });
  expect(tidied.get('job_1')).not.toEqual(after.get('job_1'));
});

test('columns that arrive after the graph has opened get room as if they had been there, the subject stays', async () => {
  const { store, drawing, places } = drawn();
  drawing.show({ ...plain, level: 'column' });
  const topology = topologyOf('ds_1', vertex('job_1', 1));
  store.setTopology(topology);
  await places();
  store.setCard('ds_1', (card) => ({ ...card, columns: columnsOf(20), columnCount: 20, status: 'known' }));
  expect((await places()).get('ds_1')).toEqual({ x: 0, y: 0 });
  const rows = drawing.drawing!.rows.get('ds_1')!;
  expect([rows.rows.length, rows.more]).toEqual([8, 12]);
  expect(drawing.drawing!.shapes.get('ds_1')!.ports).toHaveLength(8);
});

test('another subject is another drawing', async () => {
  const { store, drawing, places } = drawn();
  drawing.show(plain);
  store.setTopology(topologyOf('ds_1', vertex('job_1', 1)));
  await places();
  store.setTopology(null);
  expect(drawing.drawing).toBeNull();
  store.setTopology(topologyOf('job_1', vertex('ds_1', -1)));
  expect((await places()).get('job_1')).toEqual({ x: 0, y: 0 });
});

test('stubs point outwards, and back to the subject only where they are asked about', async () => {
  const { store, drawing, places } = drawn();
  drawing.show(plain);
  store.setTopology(topologyOf('ds_1', vertex('job_1', -1), vertex('job_2', 1)));
  await places();
  const stubs = () => drawing.drawing!.layout.stubs.map(({ vertexId, side }) => `${vertexId} ${side}`).toSorted();
  expect(stubs()).toEqual(['ds_1 down', 'job_1 up', 'job_2 down']);
  drawing.show({ ...plain, sel: 'job_1' });
  await places();
  expect(stubs()).toEqual(['ds_1 down', 'job_1 down', 'job_1 up', 'job_2 down']);
});
