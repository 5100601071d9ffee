import { expect, test } from '@jest/globals';
import { lineageDefaults } from '../../address/lineage-address.ts';
import { cleared, columnText, opened, traced, tracedTo, allClosed, moreOpened } from './canvas-address.ts';

const at = (id: string, column: string) => ({ id, column });

test('a column of the subject is written alone, another after its dataset', () => {
  expect(columnText('ds_1', at('ds_1', 'email'))).toBe('email');
  expect(columnText('ds_1', at('ds_2', 'email'))).toBe('ds_2.email');
});

test('a press on a column traces it, a second press stops', () => {
  const address = { ...lineageDefaults, ...traced(lineageDefaults, 'ds_1', at('ds_2', 'a.b')) };
  expect(address).toMatchObject({ col: 'ds_2.a.b', to: null });
  expect(traced(address, 'ds_1', at('ds_2', 'a.b'))).toEqual({ col: null, to: null });
});

test('with Shift the paths between two columns are asked for', () => {
  expect(tracedTo(lineageDefaults, 'ds_1', at('ds_1', 'email'))).toEqual({ col: 'email', to: null });
  const address = { ...lineageDefaults, col: 'email' };
  expect(tracedTo(address, 'ds_1', at('ds_2', 'mail'))).toEqual({ to: 'ds_2.mail' });
  expect(tracedTo({ ...address, to: 'ds_2.mail' }, 'ds_1', at('ds_2', 'mail'))).toEqual({ to: null });
});

test('opening goes on from columns to what lies beyond, closing takes all of it back', () => {
  const vertex = { id: 'ds_1', kind: 'DATASET', namespace: '', name: '', hop: 0, hiddenUpstream: 3, hiddenDownstream: 0 } as const;
  const graph = { vertices: new Map([['ds_1', vertex]]) };
  const start = { ...lineageDefaults, level: 'column' } as const;
  const once = { ...start, ...moreOpened(start, graph, 'ds_1') };
  const twice = { ...once, ...moreOpened(once, graph, 'ds_1') };
  expect(twice.open).toEqual(['ds_1:columns', 'ds_1:up']);
  expect(moreOpened(twice, graph, 'ds_1')).toBeNull();
  expect(moreOpened(lineageDefaults, graph, 'ds_1')).toEqual({ open: ['ds_1:up'] });
  expect(allClosed(lineageDefaults, 'ds_1')).toBeNull();
  expect(allClosed({ ...twice, open: [...twice.open, 'ds_12:up'] }, 'ds_1')).toEqual({ open: ['ds_12:up'] });
  expect(opened(twice, 'ds_1:up')).toEqual({});
});

test('Escape lets go of one thing at a time', () => {
  const address = { ...lineageDefaults, sel: 'ds_1', col: 'email', to: 'ds_2.mail' };
  expect(cleared(address)).toEqual({ sel: null });
  expect(cleared({ ...address, sel: null })).toEqual({ to: null });
  expect(cleared({ ...address, sel: null, to: null })).toEqual({ col: null });
  expect(cleared(lineageDefaults)).toBeNull();
});
