import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { datasetId, jobId } from '@hotpass/kernel';
import { startLineage } from './lineage-under-test.ts';
import type { LineageUnderTest } from './lineage-under-test.ts';
import { aRunOf, minute } from './projection/events.ts';

let lineage: LineageUnderTest;
const raw = datasetId('db', 'raw');

/** 130 jobs read raw, each a minute after the other; the last of them writes two datasets. */
beforeAll(async () => {
  lineage = await startLineage();
  const readers = Array.from({ length: 130 }, (_, n) => aRunOf(n + 1, `reader-${n + 1}`, ['raw'], n === 129 ? ['one', 'two'] : []));
  for (let at = 0; at < readers.length; at += 50) await lineage.send(...readers.slice(at, at + 50));
});

afterAll(async () => {
  await lineage[Symbol.asyncDispose]();
});

interface Answer {
  readonly neighbours: {
    readonly nodes: readonly { readonly name: string; readonly uses: number; readonly job: { readonly id: string } | null }[];
    readonly totalCount: number;
    readonly complete: boolean;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const query = `query ($id: ID!, $direction: NeighbourDirection!, $text: String, $asOf: DateTime, $first: Int, $after: String) {
  neighbours(id: $id, direction: $direction, text: $text, asOf: $asOf, first: $first, after: $after) {
    nodes { id kind name uses job { id } dataset { id } } totalCount complete pageInfo { hasNextPage endCursor } cursor
  }
}`;

function ask(variables: Record<string, unknown>): Promise<Answer> {
  return lineage.ask<Answer>(query, { id: raw, direction: 'DOWNSTREAM', ...variables });
}

test('all readers of a dataset are listed, the most used first, though a graph shows a hundred', async () => {
  const first = (await ask({ first: 100 })).neighbours;
  expect(first).toMatchObject({ totalCount: 130, complete: true, pageInfo: { hasNextPage: true } });
  expect(first.nodes[0]).toMatchObject({ name: 'reader-130', uses: 2, job: { id: jobId('pipelines', 'reader-130') } });
  const second = (await ask({ first: 100, after: first.pageInfo.endCursor })).neighbours;
  expect(new Set([...first.nodes, ...second.nodes].map(({ name }) => name)).size).toBe(130);
  expect(second.pageInfo.hasNextPage).toBe(false);
});

test('they are found by a part of their name, and as of an instant', async () => {
  expect((await ask({ text: 'READER-13' })).neighbours.nodes.map(({ name }) => name)).toEqual(['reader-130', 'reader-13']);
  expect((await ask({ text: 'nobody' })).neighbours).toMatchObject({ nodes: [], totalCount: 0 });
  expect((await ask({ asOf: minute(5.5) })).neighbours.totalCount).toBe(5);
  expect((await ask({ direction: 'UPSTREAM' })).neighbours.totalCount).toBe(0);
});

test('what is not there is NOT_FOUND, and what makes no sense BAD_USER_INPUT', async () => {
  const codes = async (variables: Record<string, unknown>): Promise<unknown> =>
    (await lineage.execute(query, { variables: { id: raw, direction: 'DOWNSTREAM', ...variables } })).errors?.map(
      ({ extensions }) => extensions['code'],
    );
  expect(await codes({ id: 'ds_none' })).toEqual(['NOT_FOUND']);
  for (const wrong of [{ first: 0 }, { first: 101 }, { after: 'nonsense' }]) expect(await codes(wrong)).toEqual(['BAD_USER_INPUT']);
});
