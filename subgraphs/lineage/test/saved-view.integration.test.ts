import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { localPrincipal, type Principal } from '@hotpass/kernel';
import { startLineage, type LineageUnderTest } from './lineage-under-test.ts';

let lineage: LineageUnderTest;

const other: Principal = { ...localPrincipal, id: 'other' };

beforeAll(async () => {
  lineage = await startLineage();
});

afterAll(async () => {
  await lineage[Symbol.asyncDispose]();
});

interface View {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly shared: boolean;
  readonly version: number;
  readonly ownedBy: string;
}

interface Payload {
  readonly view: View | null;
  readonly entryId: string | null;
  readonly errors: readonly { readonly code: string }[];
}

async function ask<Data>(query: string, variables: Record<string, unknown>, principal = localPrincipal): Promise<Data> {
  const { data, errors } = await lineage.execute(query, { variables, principal });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)) as Data;
}

const inputs = { saveView: 'SaveViewInput', changeView: 'ChangeViewInput', deleteView: 'DeleteViewInput' } as const;
const fields = 'id name query shared version ownedBy';

async function change(mutation: keyof typeof inputs, input: Record<string, unknown>, principal = localPrincipal): Promise<Payload> {
  const text = `mutation ($input: ${inputs[mutation]}!) { ${mutation}(input: $input) { entryId errors { code } view { ${fields} } } }`;
  return (await ask<Record<string, Payload>>(text, { input }, principal))[mutation]!;
}

async function saved(input: Record<string, unknown>, principal = localPrincipal): Promise<View> {
  const { view, errors } = await change('saveView', input, principal);
  expect(errors).toEqual([]);
  return view!;
}

async function listed(principal: Principal, variables: Record<string, unknown> = {}): Promise<string[]> {
  const query = 'query ($first: Int, $after: String) { savedViews(first: $first, after: $after) { nodes { name } } }';
  const { savedViews } = await ask<{ savedViews: { nodes: { name: string }[] } }>(query, variables, principal);
  return savedViews.nodes.map(({ name }) => name);
}

test('a view is saved, renamed, shown and deleted', async () => {
  const view = await saved({ name: 'mine', query: '/lineage/ds_1?up=2' });
  expect(view).toEqual({ id: view.id, name: 'mine', query: '/lineage/ds_1?up=2', shared: false, version: 1, ownedBy: 'local' });
  const renamed = await change('changeView', { id: view.id, name: 'yours', baseVersion: 1 });
  expect(renamed).toMatchObject({ view: { ...view, name: 'yours', version: 2 }, errors: [] });
  expect(renamed.entryId).toMatch(/^ent_/);
  const one = 'query ($id: ID!) { savedView(id: $id) { name } }';
  expect(await ask(one, { id: view.id })).toEqual({ savedView: { name: 'yours' } });
  expect(await change('changeView', { id: view.id, name: 'yours' })).toMatchObject({ view: { version: 2 }, entryId: null });
  expect(await change('deleteView', { id: view.id, baseVersion: 2 })).toMatchObject({ view: null, errors: [] });
  expect(await ask(one, { id: view.id })).toEqual({ savedView: null });
});

test('only shared views show to others, and only their owner changes them', async () => {
  const [own, shared] = [await saved({ name: 'own', query: '' }), await saved({ name: 'shared', query: '', shared: true })];
  expect(await listed(localPrincipal)).toEqual(['shared', 'own']);
  expect(await listed(other)).toEqual(['shared']);
  expect((await change('changeView', { id: shared.id, name: 'theirs' }, other)).errors).toEqual([{ code: 'FORBIDDEN' }]);
  expect((await change('deleteView', { id: own.id }, other)).errors).toEqual([{ code: 'NOT_FOUND' }]);
  expect((await change('changeView', { id: shared.id, shared: false })).view).toMatchObject({ shared: false });
  expect(await listed(other)).toEqual([]);
});

test('pages meet every view once', async () => {
  const owner: Principal = { ...localPrincipal, id: 'paging' };
  for (const name of ['a', 'b', 'c']) await saved({ name, query: '' }, owner);
  const whole = await listed(owner);
  expect(whole.toSorted()).toEqual(['a', 'b', 'c']);
  const query = 'query ($after: String) { savedViews(first: 1, after: $after) { nodes { name } pageInfo { endCursor hasNextPage } } }';
  const names: string[] = [];
  let after: string | null = null;
  for (;;) {
    type Page = { savedViews: { nodes: { name: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } };
    const { savedViews }: Page = await ask<Page>(query, { after }, owner);
    names.push(...savedViews.nodes.map(({ name }) => name));
    if (!savedViews.pageInfo.hasNextPage) break;
    after = savedViews.pageInfo.endCursor;
  }
  expect(names).toEqual(whole);
});

test.each<[string, keyof typeof inputs, Record<string, unknown>, string]>([
  ['no name', 'saveView', { name: ' ', query: '' }, 'BAD_USER_INPUT'],
  ['a long name', 'saveView', { name: 'n'.repeat(101), query: '' }, 'LIMIT_EXCEEDED'],
  ['a long query', 'saveView', { name: 'n', query: 'q'.repeat(4_001) }, 'LIMIT_EXCEEDED'],
  ['U+0000', 'saveView', { name: 'n', query: '\0' }, 'BAD_USER_INPUT'],
  ['no such view', 'deleteView', { id: 'view_00000000-0000-7000-8000-000000000000' }, 'NOT_FOUND'],
  ['no id', 'changeView', { id: '\0', name: 'a' }, 'NOT_FOUND'],
])('%s is refused', async (_what, mutation, input, code) => {
  expect(await change(mutation, input)).toMatchObject({ view: null, entryId: null, errors: [{ code }] });
});

test('a stale change is refused', async () => {
  const view = await saved({ name: 'first', query: '' });
  await change('changeView', { id: view.id, name: 'second' });
  expect((await change('changeView', { id: view.id, name: 'third', baseVersion: 1 })).errors).toEqual([{ code: 'STALE_VERSION' }]);
  expect((await change('deleteView', { id: view.id, baseVersion: 1 })).errors).toEqual([{ code: 'STALE_VERSION' }]);
});

test('a person keeps at most two hundred views, however many are saved at once', async () => {
  const keeper: Principal = { ...localPrincipal, id: 'keeper' };
  await lineage.database.pool.query(
    `insert into lineage.saved_view (id, owner, name, query, shared, version, created_at, updated_at)
     select 'view_old_' || n, 'keeper', 'old', '', false, 1, now(), now() from generate_series(1, 198) n`,
  );
  const results = await Promise.all([1, 2, 3, 4].map((n) => change('saveView', { name: `new ${n}`, query: '' }, keeper)));
  expect(results.map(({ errors }) => errors[0]?.code).toSorted()).toEqual(['LIMIT_EXCEEDED', 'LIMIT_EXCEEDED', undefined, undefined]);
});
