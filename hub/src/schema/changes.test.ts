import { expect, test } from '@jest/globals';
import { apiChanges, subgraphChanges } from './changes.ts';

const today = new Date('2027-07-01T12:00:00Z');

const before = `
  type Query { ship(id: ID!, port: String): Ship, flag: Flag }
  type Ship { id: ID! name: String, length: Int }
  type Flag { id: ID! }
  enum Rig { SLOOP KETCH }
`;

function refused(after: string, from = before): readonly string[] {
  return apiChanges(from, after, [], today).refused;
}

test('adding is no break; what can surprise a client is told apart', () => {
  const after = before.replace('length: Int', 'length: Int, beam: Int').replace('KETCH', 'KETCH YAWL');
  expect(apiChanges(before, after, [], today)).toEqual({
    refused: [],
    accepted: [],
    dangerous: ['YAWL was added to enum type Rig.'],
  });
});

test('a field, argument, value or type that is gone, another type and a new required argument are refused', () => {
  expect(refused(before.replace(', length: Int', ''))).toEqual(['Ship.length was removed.']);
  expect(refused(before.replace(', port: String', ''))).toEqual(['Query.ship arg port was removed.']);
  expect(refused(before.replace('KETCH', ''))).toEqual(['KETCH was removed from enum type Rig.']);
  expect(refused(before.replace(', flag: Flag', '').replace('type Flag { id: ID! }', ''))).toEqual([
    'Flag was removed.',
    'Query.flag was removed.',
  ]);
  expect(refused(before.replace('length: Int', 'length: String'))).toEqual(['Ship.length changed type from Int to String.']);
  expect(refused(before.replace('port: String', 'port: String!'))).toHaveLength(1);
});

test('a change is accepted by its exact words, and no other with it', () => {
  const after = before.replace(', length: Int', '').replace('KETCH', '');
  const accepted = [{ change: 'Ship.length was removed.', acceptedOn: '2027-07-01', reason: 'Nobody has had a release with it.' }];
  expect(apiChanges(before, after, accepted, today)).toMatchObject({
    refused: ['KETCH was removed from enum type Rig.'],
    accepted: ['Ship.length was removed.'],
  });
});

function deprecated(date: string): string {
  return before
    .replace('flag: Flag', `flag: Flag @deprecated(reason: "Use ship. Removed after ${date}.")`)
    .replace('length: Int', `length: Int @deprecated(reason: "Use name. Removed after ${date}.")`);
}

test('what was deprecated may go once its day has passed, with the types only it led to', () => {
  const after = 'type Query { ship(id: ID!, port: String): Ship } type Ship { id: ID! name: String } enum Rig { SLOOP KETCH }';
  expect(refused(after, deprecated('2027-06-30'))).toEqual([]);
  // Controls: not on that very day, not before it, and not because something else was deprecated.
  expect(refused(after, deprecated('2027-07-01'))).toHaveLength(3);
  expect(refused(after, deprecated('2027-12-31'))).toHaveLength(3);
  expect(refused(after.replace('name: String', ''), deprecated('2027-06-30'))).toEqual(['Ship.name was removed.']);
});

test('a deprecation names a day at least half a year away, and does not come nearer later', () => {
  expect(refused(before.replace('length: Int', 'length: Int @deprecated(reason: "Use name.")'))[0]).toContain('Removed after YYYY-MM-DD');
  expect(refused(deprecated('2027-09-01'))).toHaveLength(2);
  expect(refused(deprecated('2028-01-01'))).toEqual([]);
  expect(refused(deprecated('2027-08-01'), deprecated('2028-01-01'))).toHaveLength(2);
  expect(refused(deprecated('2027-08-02'), deprecated('2027-08-01'))).toEqual([]);
});

test('subgraphs are compared although their directives have no definition', () => {
  const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
  const sdl = `${link} type Query { ship: Ship } type Ship @key(fields: "id") { id: ID! name: String }`;
  expect(subgraphChanges(sdl, sdl.replace('name: String', ''))).toEqual(['Ship.name was removed.']);
  expect(subgraphChanges(sdl, sdl)).toEqual([]);
});
