import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Client } from '@urql/core';
import { CardLoader, isPii } from './card-loader.ts';
import { LiveGraphStore } from './live-graph-store.ts';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

/** Answers with the ids asked for, but for those in `missing`. */
function hub(missing: Set<string>): { readonly client: Client; readonly batches: (readonly string[])[] } {
  const batches: (readonly string[])[] = [];
  const client = {
    query: (_: unknown, { ids }: { ids: readonly string[] }) => ({
      async toPromise() {
        batches.push(ids);
        const nodes = ids
          .filter((id) => !missing.has(id))
          .map((id) => ({ id, state: 'ACTIVE', tags: [], lastWrittenBy: null, latestRun: null }));
        return { data: { datasets: { nodes }, jobs: { nodes } } };
      },
    }),
  } as unknown as Client;
  return { client, batches };
}

const datasets = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `ds_${index}`, kind: 'DATASET' as const }));

test('cards are asked for in batches of a hundred, each once', async () => {
  const store = new LiveGraphStore();
  const { client, batches } = hub(new Set());
  using loader = new CardLoader(client, store, false);
  loader.need(datasets(250));
  loader.need([...datasets(250), { id: 'job_1', kind: 'JOB' }]);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(batches.map((ids) => ids.length).toSorted((a, b) => a - b)).toEqual([1, 50, 100, 100]);
  expect(store.card('ds_249')?.status).toBe('known');
  expect(store.card('job_1')?.status).toBe('known');
});

test('what changes in quick succession is asked for once', async () => {
  const { client, batches } = hub(new Set());
  using loader = new CardLoader(client, new LiveGraphStore(), false);
  loader.need(datasets(3));
  await jest.advanceTimersByTimeAsync(1_000);
  for (let event = 0; event < 50; event++) loader.refresh(['ds_1', 'ds_2', 'ds_unknown']);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(batches).toEqual([
    ['ds_0', 'ds_1', 'ds_2'],
    ['ds_1', 'ds_2'],
  ]);
});

test('a card that cannot be read is marked in place, and asked for again until it can', async () => {
  const store = new LiveGraphStore();
  const missing = new Set(['ds_1']);
  const { client, batches } = hub(missing);
  using loader = new CardLoader(client, store, false);
  loader.need(datasets(2));
  await jest.advanceTimersByTimeAsync(1_000);
  expect([store.card('ds_0')?.status, store.card('ds_1')?.status]).toEqual(['known', 'unknown']);
  await jest.advanceTimersByTimeAsync(5_000);
  missing.clear();
  await jest.advanceTimersByTimeAsync(10_000);
  expect(store.card('ds_1')?.status).toBe('known');
  expect(batches.slice(1).every((ids) => ids.length === 1)).toBe(true);
});

test('in the past no run is told as the latest', async () => {
  const store = new LiveGraphStore();
  using loader = new CardLoader(hub(new Set()).client, store, true);
  loader.need(datasets(1));
  await jest.advanceTimersByTimeAsync(1_000);
  expect(store.card('ds_0')).toMatchObject({ status: 'past', run: null });
});

test.each([
  ['pii', 'email', true],
  ['PII', '', true],
  ['class', 'Pii', true],
  ['owner', 'team', false],
])('a tag %s:%s is personal data: %s', (key, value, expected) => {
  expect(isPii({ key, value })).toBe(expected);
});
