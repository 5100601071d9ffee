import { expect, test } from '@jest/globals';
import { readAccepted } from './accepted.ts';
import { compose, CompositionError } from './compose.ts';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const url = 'http://127.0.0.1/';
const ships = {
  name: 'ships',
  url,
  sdl: `${link} type Query { ship: Ship } "A vessel." type Ship @key(fields: "id") { id: ID! name: String! }`,
};
const crews = { name: 'crews', url, sdl: `${link} "A boat." type Ship @key(fields: "id") { id: ID! crew: Int }` };

const hint = { hint: 'INCONSISTENT_DESCRIPTION', about: 'Ship', reason: 'Crews call it a boat on purpose.' };

test('a hint is accepted by code and place', () => {
  expect(compose([ships, crews], [hint]).api).toContain('crew: Int');
  expect(() => compose([ships, crews], [{ ...hint, hint: 'UNUSED_ENUM_TYPE' }])).toThrow(CompositionError);
  expect(() => compose([ships, crews], [{ ...hint, about: 'Harbour' }])).toThrow(/INCONSISTENT_DESCRIPTION/);
});

test('a hint nobody gives any more has to go from the list', () => {
  expect(() => compose([ships], [hint])).toThrow(/does not say: remove it/);
});

test('the list is refused without a reason, with a word it does not know, and when it is not there', () => {
  const change = { change: 'A was removed.', acceptedOn: '2026-01-01', reason: 'No release has ever had it.' };
  expect(readAccepted(JSON.stringify({ hints: [hint], breakingChanges: [change] })).breakingChanges).toEqual([change]);
  for (const wrong of [
    { ...change, reason: 'ok' },
    { ...change, acceptedOn: 'soon' },
    { ...change, all: true },
  ])
    expect(() => readAccepted(JSON.stringify({ hints: [], breakingChanges: [wrong] }))).toThrow(/accepted\.yaml/);
  expect(() => readAccepted('')).toThrow(/accepted\.yaml/);
});
