import { expect, test } from '@jest/globals';
import { BadUserInputError } from '@hotpass/kernel';
import { identify } from './identify.ts';

const derive = (namespace: string, name: string): string => `${namespace}/${name}`;

test('an id, or namespace and name, identify', () => {
  expect(identify({ id: 'ds_1', namespace: null, name: undefined }, derive)).toBe('ds_1');
  expect(identify({ id: undefined, namespace: 'db', name: 'a' }, derive)).toBe('db/a');
});

test.each([
  { id: null, namespace: null, name: null },
  { id: null, namespace: 'db', name: null },
  { id: null, namespace: undefined, name: 'a' },
  { id: 'ds_1', namespace: 'db', name: null },
  { id: 'ds_1', namespace: 'db', name: 'a' },
])('anything else is refused: %j', (identification) => {
  expect(() => identify(identification, derive)).toThrow(BadUserInputError);
});
