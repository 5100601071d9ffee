import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { until } from '@hotpass/testkit';
import { createClient as createEventClient } from 'graphql-sse';
import type { OperationManifest } from '../src/operations/persisted-operations.ts';
import { refusedOperations } from '../src/operations/plan-persisted.ts';
import { collect } from './collect.ts';
import { harbourSupergraph } from './harbour.ts';
import { startGateway, type TestGateway } from './start-gateway.ts';

const aPersisted = (name: string, document: string) => ({ id: createHash('sha256').update(document).digest('hex'), name, document });
const ship = aPersisted('Ship', 'query Ship($id: ID!) { ship(id: $id) { name } }');
const rename = aPersisted('Rename', 'mutation Rename { rename(id: "s1", name: "Fram") { name } }');
const moved = aPersisted('Moved', 'subscription Moved($after: String) { shipMoved(after: $after) { cursor } }');
const old = { ...aPersisted('Old', '{ ship(id: "s1") { id name } }'), retiredOn: '2026-01-01' };
const operations: OperationManifest = { operations: [ship, rename, moved], retired: [old] };
const at = (time: string) => ({ now: () => new Date(time) });
const january = at('2026-01-15T00:00:00Z');

async function post(hub: TestGateway, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
}

const persistedQuery = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
const data = { ship: { name: 'ship s1' } };
const variables = { id: 's1' };

describe('an operation is asked for by its id', () => {
  test.each([
    ['extensions.persistedQuery', persistedQuery(ship.id)],
    ['documentId', { documentId: ship.id }],
    ['documentId with its kind', { documentId: `sha256:${ship.id}` }],
    ['id', { id: ship.id }],
  ])('over HTTP by %s', async (_name, by) => {
    await using hub = await startGateway('in process', { operations, clock: january });
    expect(await post(hub, { ...by, variables })).toEqual({ data });
  });

  test('over HTTP by GET, a mutation excepted', async () => {
    await using hub = await startGateway('in process', { operations, clock: january });
    const get = (parameters: Record<string, string>) => fetch(`${hub.url}/graphql?${String(new URLSearchParams(parameters))}`);
    const extensions = JSON.stringify(persistedQuery(ship.id).extensions);
    expect(await (await get({ extensions, variables: JSON.stringify(variables) })).json()).toEqual({ data });
    expect((await get({ documentId: rename.id })).status).toBe(405);
    expect(await post(hub, { documentId: rename.id })).toEqual({ data: { rename: { name: 'Fram' } } });
  });

  test('over WebSocket and as a stream of events, together with who sent the text', async () => {
    await using hub = await startGateway('in process', { operations, clock: january });
    const text = collect(hub.client(), moved.document);
    const byId = hub.client();
    const results: unknown[] = [];
    const sink = {
      next: (result: unknown) => void results.push(result),
      error: (error: unknown) => void results.push(error),
      complete: () => undefined,
    };
    byId.subscribe({ query: '', ...persistedQuery(moved.id) }, sink);
    const events = createEventClient({ url: `${hub.url}/graphql`, retryAttempts: 0 });
    events.subscribe({ query: '', ...persistedQuery(moved.id) }, sink);
    await until(() => hub.gateway.open.subscriptions === 3 && hub.feed.open === 1);
    hub.feed.append(['s1']);
    await until(() => results.length === 2 && text.results.length === 1);
    expect(results).toEqual([text.results[0], text.results[0]]);
    expect(hub.gateway.open.sharedStreams).toBe(1);
    events.dispose();
  });
});

test.each([
  ['an id nobody knows', { documentId: 'f'.repeat(64) }, 'PERSISTED_QUERY_NOT_FOUND'],
  ['what is no id', { id: '__proto__' }, 'PERSISTED_QUERY_NOT_FOUND'],
  ['an id of another version', { extensions: { persistedQuery: { version: 2, sha256Hash: ship.id } } }, 'BAD_USER_INPUT'],
  [
    'a registration: text that nobody keeps under its id',
    { query: '{ sunk }', ...persistedQuery('f'.repeat(64)) },
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['variables that are wrong', { documentId: ship.id, variables: {} }, 'BAD_USER_INPUT'],
])('%s is refused', async (_name, body, code) => {
  await using hub = await startGateway('in process', { operations, clock: january });
  expect(await post(hub, body)).toMatchObject({ errors: [{ extensions: { code } }] });
  expect(await post(hub, { documentId: 'f'.repeat(64) })).toMatchObject({
    errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
  });
});

test('an unknown id is refused over a socket too', async () => {
  await using hub = await startGateway('in process', { operations, clock: january });
  const refused = await new Promise((resolve) =>
    hub.client().subscribe({ query: '', ...persistedQuery('f'.repeat(64)) }, { next: resolve, error: resolve, complete: () => undefined }),
  );
  expect(refused).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }]);
});

test('free text is still taken', async () => {
  await using hub = await startGateway('in process', { operations, clock: january });
  expect(await post(hub, { query: '{ ship(id: "s1") { name } }' })).toEqual({ data });
});

test.each([
  ['29 days after', '2026-01-30T23:59:59Z', { data: { ship: { id: 's1', name: 'ship s1' } } }],
  [
    '30 days after',
    '2026-01-31T00:00:00Z',
    { errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'PERSISTED_QUERY_NOT_FOUND' }) })] },
  ],
])('a replaced operation %s', async (_name, time, answer) => {
  await using hub = await startGateway('in process', { operations, clock: at(time) });
  expect(await post(hub, { documentId: old.id })).toEqual(answer);
});

test.each([
  ['that the schema does not have', 'query Broken { ship(id: 1) { keel } }', 'keel'],
  ['over a limit', `query Broken { ${'ship(id: 1) { name } '.repeat(21)} }`, 'root fields'],
  ['that cannot be planned', 'subscription Broken { ... @skip(if: true) { shipMoved { cursor } } }', 'one field'],
  ['whose subscription depends on who asks', 'subscription Broken { shipMoved { cursor mood } }', 'depends on who asks'],
])('a gateway does not start with an operation %s, and names it', async (_name, document, reason) => {
  const broken = { operations: [ship, aPersisted('Broken', document)], retired: [] };
  const starting = startGateway('in process', { operations: broken });
  await expect(starting).rejects.toThrow(/^Persisted operations do not fit the schema:\nBroken: /);
  await expect(starting).rejects.toThrow(reason);
  expect(refusedOperations(harbourSupergraph(), broken)).toEqual([expect.stringMatching(/^Broken: /)]);
});

test('what a gateway starts with is not among the refused', () => {
  expect(refusedOperations(harbourSupergraph(), operations)).toEqual([]);
});
