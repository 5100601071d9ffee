import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startLineage, type LineageUnderTest } from './lineage-under-test.ts';

let lineage: LineageUnderTest;
let ids: string[];

const facet = { _producer: 'https://example.org/test', _schemaURL: 'https://example.org/facet.json' };

function aRun(run: number, inputs: readonly string[], outputs: readonly string[], facets: object = {}, minute = run) {
  return {
    eventType: 'COMPLETE',
    eventTime: `2026-01-15T08:0${minute}:00Z`,
    run: { runId: `00000000-0000-4000-8000-00000000000${run}` },
    job: { namespace: 'jobs', name: 'load' },
    inputs: inputs.map((name) => ({ namespace: 'db', name })),
    outputs: outputs.map((name) => ({ namespace: 'db', name, facets })),
    producer: 'https://example.org/test',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  };
}

const schema = (...names: string[]) => ({ schema: { ...facet, fields: names.map((name) => ({ name })) } });

/** One after the other, so that each is an entry of its own and a batch of its own. */
beforeAll(async () => {
  lineage = await startLineage();
  ids = [];
  for (const event of [
    aRun(1, ['a'], ['out'], schema('x')),
    aRun(2, ['a', 'b'], ['out'], schema('x')),
    aRun(3, ['b'], ['out'], schema('x', 'y')),
    aRun(4, ['b'], ['out'], { lifecycleStateChange: { ...facet, lifecycleStateChange: 'TRUNCATE' } }),
    aRun(5, ['b'], ['out']),
  ]) {
    ids.push(...(await lineage.send(event)));
  }
});

afterAll(async () => {
  await lineage[Symbol.asyncDispose]();
});

interface Found {
  readonly kind: string;
  readonly at: string;
  readonly entryId: string;
  readonly dataset: { readonly name: string } | null;
  readonly job: { readonly name: string } | null;
}

interface Page {
  readonly nodes: readonly Found[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

const query = `query ($first: Int, $after: String) { recentChanges(first: $first, after: $after) {
  nodes { id kind at entryId dataset { name } job { name } } pageInfo { hasNextPage endCursor } } }`;

async function changes(variables: Readonly<Record<string, unknown>> = {}): Promise<Page> {
  return (await lineage.ask<{ recentChanges: Page }>(query, variables)).recentChanges;
}

const minute = (number: number) => `2026-01-15T08:0${number}:00.000Z`;

test('what was told last comes first: what changed, when, and by which entry', async () => {
  const found = (await changes()).nodes.map(({ kind, at, entryId, dataset, job }) => [
    kind,
    at,
    ids.indexOf(entryId) + 1,
    dataset?.name,
    job?.name,
  ]);
  expect(found.slice(0, 5)).toEqual([
    ['DATASET_TRUNCATED', minute(4), 4, 'out', undefined],
    ['SCHEMA_CHANGED', minute(3), 3, 'out', undefined],
    ['INPUT_REMOVED', minute(3), 3, 'a', 'load'],
    ['DATASET_ADDED', minute(2), 2, 'b', undefined],
    ['INPUT_ADDED', minute(2), 2, 'b', 'load'],
  ]);
  expect(found.slice(5).toSorted()).toEqual([
    ['DATASET_ADDED', minute(1), 1, 'a', undefined],
    ['DATASET_ADDED', minute(1), 1, 'out', undefined],
    ['INPUT_ADDED', minute(1), 1, 'a', 'load'],
    ['JOB_ADDED', minute(1), 1, undefined, 'load'],
    ['OUTPUT_ADDED', minute(1), 1, 'out', 'load'],
  ]);
});

test('pages meet every change once', async () => {
  const whole = (await changes()).nodes;
  for (const first of [1, 3, 4]) {
    const found: Found[] = [];
    let page = await changes({ first });
    found.push(...page.nodes);
    while (page.pageInfo.hasNextPage) {
      page = await changes({ first, after: page.pageInfo.endCursor });
      found.push(...page.nodes);
    }
    expect(found).toEqual(whole);
  }
});

test('a late event that changes only the past is no news', async () => {
  const before = (await changes()).nodes;
  await lineage.send(aRun(9, ['a'], ['out'], {}, 0));
  expect((await changes()).nodes).toEqual(before);
});

test.each(['nonsense', Buffer.from('[1.5,"a"]').toString('base64url'), Buffer.from('[1,"\\u0000"]').toString('base64url')])(
  'the cursor %s is refused',
  async (after) => {
    const { errors } = await lineage.execute(query, { variables: { after } });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  },
);
