import { expect, test } from '@jest/globals';
import type { useGraphClient } from '../../client/clients-context.ts';
import { impactCsv, impactJson, readImpact, type ListedImpact } from './impact-files.ts';

type Impact = ListedImpact['impact'];

/** A page of so many datasets from a place on; `end` is where the next one begins. */
function page(from: number, count: number, end: number | null): Impact {
  const affected = Array.from({ length: count }, (_, place) => {
    const id = `ds_${from + place}`;
    return {
      __typename: 'AffectedNode' as const,
      id,
      kind: 'DATASET' as const,
      hop: 2,
      uses: 1,
      dataset: { __typename: 'Dataset' as const, id, name: `name ${from + place}` },
      job: null,
    };
  });
  return {
    __typename: 'ImpactSummary',
    ...{
      datasets: 120,
      jobs: 0,
      columns: null,
      complete: true,
      reason: null,
      cursor: 'c',
      byHop: [{ __typename: 'ImpactHop' as const, hop: 2, datasets: 120, jobs: 0 }],
    },
    affected,
    pageInfo: { __typename: 'PageInfo', hasNextPage: end !== null, endCursor: end === null ? null : String(end) },
  };
}

const listed: ListedImpact = { id: 'ds_x', column: 'email', at: '2026-11-26T09:00:00Z', impact: page(0, 50, 50), isPartial: false };

/** Answers pages by where they begin; what it was asked is kept. */
function clientOf(answers: Readonly<Record<string, unknown>>) {
  const asked: unknown[] = [];
  const query = (_document: unknown, variables: { readonly after: string }) => {
    asked.push(variables);
    return Promise.resolve(answers[variables.after]);
  };
  return { client: { query } as unknown as ReturnType<typeof useGraphClient>, asked };
}

test('a file holds what is not listed yet, of the same column at the same time', async () => {
  const { client, asked } = clientOf({ 50: { data: { impact: page(50, 50, 100) } }, 100: { data: { impact: page(100, 20, null) } } });
  const file = await readImpact(client, listed);
  expect([file.rows.length, file.isWhole]).toEqual([120, true]);
  expect(asked).toEqual(['50', '100'].map((after) => ({ id: 'ds_x', column: 'email', asOf: '2026-11-26T09:00:00Z', after })));
  expect(impactCsv(file).split('\r\n').slice(0, 2)).toEqual(['\uFEFFid,kind,name,hop,uses', 'ds_0,DATASET,name 0,2,1']);
  const { affected, ...told } = JSON.parse(impactJson('orders', file));
  expect(affected).toHaveLength(120);
  expect(told).toMatchObject({ of: 'orders', id: 'ds_x', column: 'email', at: '2026-11-26T09:00:00Z', datasets: 120, isWhole: true });
});

test.each([
  ['a page fails', { error: new Error('no') }],
  ['a page is answered in part', { data: { impact: page(50, 50, null) }, error: new Error('no') }],
])('when %s it holds what came before, and is not whole', async (_, answer) => {
  const file = await readImpact(clientOf({ 50: answer }).client, listed);
  expect([file.rows.length, file.isWhole]).toEqual([50, false]);
  expect(JSON.parse(impactJson('orders', file))).toMatchObject({ isWhole: false });
});

test('what the hub did not count to its end is not whole', async () => {
  const impact = { ...page(0, 50, null), complete: false };
  expect((await readImpact(clientOf({}).client, { ...listed, impact })).isWhole).toBe(false);
});

test('what was listed from an answer that lacks a part is not whole', async () => {
  const partial = { ...listed, impact: page(0, 50, null), isPartial: true };
  expect((await readImpact(clientOf({}).client, partial)).isWhole).toBe(false);
  expect((await readImpact(clientOf({}).client, { ...partial, isPartial: false })).isWhole).toBe(true);
});
