import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GraphEdge, GraphVertex } from '../lineage-graph/model.ts';
import { canvasOrder, steppedFrom, type CanvasOrder, type Focus, type Step } from './canvas-order.ts';

function vertex(id: string, hop: number): GraphVertex {
  return { id, kind: hop % 2 === 0 ? 'DATASET' : 'JOB', namespace: 'n', name: id, hop, hiddenUpstream: 0, hiddenDownstream: 0 };
}

function edge(sourceId: string, targetId: string): GraphEdge {
  return { id: `${sourceId}>${targetId}`, sourceId, targetId, basis: 'COMPLETED', firstSeenAt: '', lastSeenAt: '' };
}

/** raw and crm are read by load, which writes subject; mail reads it. A stub stands for what reads crm. */
function order(): CanvasOrder {
  const vertices = [vertex('subject', 0), vertex('load', -1), vertex('raw', -2), vertex('crm', -2), vertex('mail', 1)];
  const edges = [edge('raw', 'load'), edge('crm', 'load'), edge('load', 'subject'), edge('subject', 'mail')];
  const stub = { vertexId: 'crm', side: 'up' as const, x: -500, y: 80, width: 132, height: 28, path: null as never };
  return canvasOrder(
    {
      rootId: 'subject',
      vertices: new Map(vertices.map((one) => [one.id, one])),
      edges: new Map(edges.map((one) => [one.id, one])),
      groups: new Map(),
    },
    {
      positions: new Map([
        ['subject', { x: 0, y: 0 }],
        ['load', { x: -200, y: 0 }],
        ['raw', { x: -400, y: -50 }],
        ['crm', { x: -400, y: 20 }],
        ['mail', { x: 200, y: 0 }],
      ]),
      stubs: [stub],
    },
  );
}

const columns: Readonly<Record<string, readonly string[]>> = { subject: ['id', 'email'] };
const columnsOf = (id: string): readonly string[] => columns[id] ?? [];

test('the order is hop by hop, from top to bottom', () => {
  expect(order().ids).toEqual(['crm:up', 'raw', 'crm', 'load', 'subject', 'mail']);
});

test.each<[string, Step, string, string | null]>([
  ['subject', 'left', 'load', null],
  ['subject', 'right', 'mail', null],
  ['load', 'left', 'crm', null],
  ['crm', 'left', 'crm:up', null],
  ['crm:up', 'right', 'crm', null],
  ['raw', 'left', 'raw', null],
  ['raw', 'down', 'crm', null],
  ['crm', 'down', 'crm', null],
  ['crm', 'up', 'raw', null],
  ['subject', 'down', 'subject', 'id'],
  ['mail', 'subject', 'subject', null],
  ['mail', 'first', 'crm:up', null],
])('from %s %s leads to %s %s', (id, step, to, column) => {
  expect(steppedFrom(order(), { id, column: null }, step, columnsOf)).toEqual({ id: to, column });
});

test('up and down walk through the columns of an opened card', () => {
  const walk = order();
  const last: Focus = { id: 'subject', column: 'email' };
  expect(steppedFrom(walk, { id: 'subject', column: 'id' }, 'down', columnsOf)).toEqual(last);
  expect(steppedFrom(walk, last, 'down', columnsOf)).toEqual(last);
  expect(steppedFrom(walk, { id: 'subject', column: 'id' }, 'up', columnsOf)).toEqual({ id: 'subject', column: null });
  expect(steppedFrom(walk, last, 'left', columnsOf)).toEqual({ id: 'load', column: null });
});

test('no key leads out of the graph', () => {
  const steps = fc.constantFrom<Step>('down', 'first', 'last', 'left', 'right', 'subject', 'up');
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 40 }), (taken) => {
      const walk = order();
      let focus: Focus = { id: 'subject', column: null };
      for (const step of taken) focus = steppedFrom(walk, focus, step, columnsOf);
      expect(walk.ids).toContain(focus.id);
      if (focus.column !== null) expect(columnsOf(focus.id)).toContain(focus.column);
    }),
    { seed: 12 },
  );
});
