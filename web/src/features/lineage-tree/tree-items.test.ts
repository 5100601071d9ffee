import { expect, test } from '@jest/globals';
import type { GraphTopology } from '../lineage-graph/model.ts';
import { treeItems, type TreeItem, type TreeRequest } from './tree-items.ts';
import { treeMove } from '../../ui/tree-keys.ts';

/** Edges as `from>to`; the first name is the root; `name+3` has three more upstream. */
function graphOf(root: string, edges: readonly string[], hidden: Readonly<Record<string, number>> = {}): GraphTopology {
  const names = new Set([root, ...edges.flatMap((edge) => edge.split('>'))]);
  return {
    rootId: root,
    vertices: new Map(
      [...names].map((id) => [
        id,
        {
          id,
          kind: id.startsWith('j') ? 'JOB' : 'DATASET',
          namespace: 'ns',
          name: id,
          hop: 0,
          hiddenUpstream: hidden[id] ?? 0,
          hiddenDownstream: 0,
        },
      ]),
    ),
    edges: new Map(
      edges.map((edge) => {
        const [sourceId, targetId] = edge.split('>') as [string, string];
        return [edge, { id: edge, sourceId, targetId, basis: 'COMPLETED', firstSeenAt: '', lastSeenAt: '' }];
      }),
    ),
    truncated: false,
    cursor: '',
    asOf: null,
  };
}

function lines(topology: GraphTopology, more: Partial<TreeRequest> = {}): readonly TreeItem[] {
  return treeItems({ topology, expanded: new Map(), isShown: () => true, columnsOf: () => [], ...more });
}

function told(item: TreeItem): string {
  switch (item.kind) {
    case 'branch':
      return `${item.level} ${item.side} ${item.count}`;
    case 'vertex':
      return `${item.level} ${item.vertex.name}`;
    case 'seen':
      return `${item.level} seen ${item.vertex.name} at ${item.seenKey}`;
    case 'column':
      return `${item.level} .${item.column.name}`;
    case 'more':
      return `${item.level} more ${item.count}`;
  }
}

test('the subject has what is upstream and what is downstream under it, by name', () => {
  const items = lines(graphOf('d', ['b>d', 'a>d', 'd>j']), { expanded: new Map() });
  expect(items.map(told)).toEqual(['1 d', '2 up 2', '3 a', '3 b', '2 down 1', '3 j']);
  expect(items.map(({ place, ofHowMany }) => `${place}/${ofHowMany}`)).toEqual(['1/1', '1/2', '1/2', '2/2', '2/2', '1/1']);
});

test('a way that comes back to itself ends with a link to where it was, on that way', () => {
  const items = lines(graphOf('d', ['d>j', 'j>e', 'e>j2', 'j2>e', 'j>d']), {
    expanded: new Map([
      ['d/down/j', true],
      ['d/down/j/e', true],
      ['d/down/j/e/j2', true],
      ['d/up/j', true],
    ]),
  });
  expect(items.map(told)).toContain('4 seen d at d');
  expect(items.map(told)).toContain('6 seen e at d/down/j/e');
  const keys = new Set(items.map(({ key }) => key));
  expect(keys.size).toBe(items.length);
  for (const item of items) if (item.kind === 'seen') expect(keys.has(item.seenKey)).toBe(true);
});

test('a vertex with two ways to it stands in both places', () => {
  const items = lines(graphOf('d', ['d>a', 'd>b', 'a>x', 'b>x']));
  expect(items.filter((item) => item.kind === 'vertex' && item.vertex.name === 'x')).toHaveLength(2);
});

test('what is not loaded is a line of its own, and so are columns', () => {
  const columns = [{ id: 'c', name: 'email', type: null, isPii: true, tags: [] }];
  const items = lines(graphOf('d', ['a>d'], { d: 3, a: 12 }), { columnsOf: (id) => (id === 'd' ? columns : []) });
  expect(items.map(told)).toEqual(['1 d', '2 .email', '2 up 4', '3 a', '4 more 12', '3 more 3', '2 down 0']);
});

test('ten thousand vertices, closed, are a few lines', () => {
  const edges = Array.from({ length: 10_000 }, (_, n) => `d>x${n}`);
  const items = lines(graphOf('d', edges), { expanded: new Map([['d/down', false]]) });
  expect(items.map(told)).toEqual(['1 d', '2 up 0', '2 down 10000']);
});

test('keys move, open, close and act as in every tree', () => {
  const items = lines(graphOf('d', ['b>d', 'a>d', 'x>a', 'd>j']), { expanded: new Map([['d/up/a', false]]) });
  const move = (key: string, place: number) => treeMove(key, items, place, (item) => (item.kind === 'vertex' ? item.vertex.name : ''));
  expect(items.map(told)).toEqual(['1 d', '2 up 2', '3 a', '3 b', '2 down 1', '3 j']);
  expect(move('ArrowRight', 2)).toEqual({ expand: ['d/up/a'] });
  expect(move('ArrowRight', 1)).toEqual({ to: 2 });
  expect(move('ArrowRight', 3)).toBeNull();
  expect(move('ArrowLeft', 3)).toEqual({ to: 1 });
  expect(move('ArrowLeft', 1)).toEqual({ collapse: 'd/up' });
  expect(move('*', 3)).toEqual({ expand: ['d/up/a'] });
  expect(move('b', 0)).toEqual({ to: 3 });
  expect(move('a', 3)).toEqual({ to: 2 });
  expect(move('End', 0)).toEqual({ to: 5 });
  expect(move('Enter', 5)).toEqual({ act: items[5] });
});
