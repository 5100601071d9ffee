import { expect, test } from '@jest/globals';
import { compose, CompositionError, type SubgraphSdl } from './compose.ts';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';

function subgraph(name: string, sdl: string): SubgraphSdl {
  return { name, url: `http://127.0.0.1/${name}`, sdl: `${link}\n${sdl}` };
}

const ships = subgraph('ships', 'type Query { ship: Ship } "A vessel." type Ship @key(fields: "id") { id: ID! name: String! }');

test('subgraphs that agree become one graph', () => {
  const crews = subgraph('crews', '"A vessel." type Ship @key(fields: "id") { id: ID! crew: Int }');
  const { supergraph, api } = compose([ships, crews]);
  expect(supergraph).toContain('join__Graph');
  expect(api).toMatch(/type Ship \{[^}]*crew: Int/);
  expect(api).not.toContain('@key');
});

test('a hint is an error: two descriptions of one type', () => {
  const crews = subgraph('crews', '"A boat." type Ship @key(fields: "id") { id: ID! crew: Int }');
  expect(() => compose([ships, crews])).toThrow(CompositionError);
  expect(() => compose([ships, crews])).toThrow(/INCONSISTENT_DESCRIPTION/);
});

test('what does not compose is refused with every reason', () => {
  const other = subgraph('other', '"A vessel." type Ship @key(fields: "id") { id: ID! name: String! }');
  expect(() => compose([ships, other])).toThrow(/Ship\.name/);
});
