import { describe, expect, test } from '@jest/globals';
import { eventually, type Page } from '@hotpass/testkit';
import { webWorld } from './support/hooks.ts';
import { ask, datasetId, outreachList } from './support/paths.ts';
import { rows, wholeText } from './support/table-rows.ts';
import { themes } from './support/web-world.ts';

const world = webWorld();

interface Slice {
  readonly names: readonly string[];
  readonly kinds: readonly string[];
  readonly edgeSources: readonly number[];
  readonly edgeTargets: readonly number[];
}

/** What the hub says a view is to show: the oracle of every view. */
async function slice(input: Record<string, unknown>): Promise<Slice> {
  const query = 'query Q($input: LineageInput!) { lineageSlice(input: $input) { names kinds edgeSources edgeTargets } }';
  return (await ask<{ lineageSlice: Slice }>(world().hub, query, { input })).lineageSlice;
}

function vertices({ names, kinds }: Slice): string[] {
  return names.map((name, place) => `${kinds[place] === 'JOB' ? 'Job' : 'Dataset'} ${name}`).toSorted();
}

async function namesInGraph(page: Page): Promise<string[]> {
  const cards = page.getByRole('application').getByRole('group', { name: /^(Dataset|Job) / });
  await cards.first().waitFor();
  const labels = await Promise.all((await cards.all()).map((each) => each.getAttribute('aria-label')));
  return labels.map((label) => (label ?? '').split(', ')[0] ?? '').toSorted();
}

/** Every dataset and job of the tree, each once, opened to the last. */
async function namesInTree(page: Page): Promise<string[]> {
  await page.getByRole('tree').waitFor();
  const closed = page.getByRole('treeitem').getByRole('button', { name: 'Open', exact: true });
  for (let opened = 0; (await closed.count()) > 0 && opened < 200; opened++) await closed.first().click();
  const kinds = page.getByRole('treeitem').filter({ has: page.getByRole('img', { name: /^(Dataset|Job)$/ }) });
  const found = await Promise.all(
    (await kinds.all()).map(async (item) => {
      const kind = await item.getByRole('img', { name: /^(Dataset|Job)$/ }).getAttribute('aria-label');
      return `${kind} ${await wholeText(item)}`;
    }),
  );
  return [...new Set(found)].toSorted();
}

describe('graph, tree and table show the set the hub answers', () => {
  const warehouse = 'postgres://warehouse.example.org:5432';
  test.each([
    ['one hop each way', '', { upstreamDepth: 1, downstreamDepth: 1 }],
    ['two hops up', 'up=2', { upstreamDepth: 2, downstreamDepth: 1 }],
    ['three hops up, none down', 'up=3&down=0', { upstreamDepth: 3, downstreamDepth: 0 }],
    ['nothing around it', 'up=0&down=0', { upstreamDepth: 0, downstreamDepth: 0 }],
    ['one namespace', `up=2&ns=${encodeURIComponent(warehouse)}`, { upstreamDepth: 2, downstreamDepth: 1, namespaces: [warehouse] }],
    ['what is personal', 'up=2&tag=PII', { upstreamDepth: 2, downstreamDepth: 1, tags: ['PII'] }],
  ])('%s', async (_, search, input) => {
    const id = await datasetId(world().hub, outreachList);
    const expected = await slice({ rootId: id, ...input, maxNodes: 300 });
    const page = await world().open(`/lineage/${id}?view=table&${search}`, { viewport: { width: 1440, height: 3_000 } });
    const table = (await rows(page)).map(([, kind = '', name = '']) => `${kind} ${name}`);
    expect(table.toSorted()).toEqual(vertices(expected));

    await page.getByRole('button', { name: 'Edges', exact: true }).click();
    await eventually(async () => expect(await page.getByText(/^\d+ listed$/).innerText()).toBe(`${expected.edgeSources.length} listed`));

    await page.getByRole('button', { name: 'Graph', exact: true }).click();
    expect(await namesInGraph(page)).toEqual(vertices(expected));
    await page.getByRole('button', { name: 'Tree', exact: true }).click();
    expect(await namesInTree(page)).toEqual(vertices(expected));
  });
});

interface Traced {
  readonly steps: readonly { readonly datasetId: string; readonly column: string | null; readonly dataset: { readonly name: string } }[];
}

test.each(themes)('a column with personal data is traced from the search to its source, in %s', async (theme) => {
  const page = await world().open('/', { theme });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search everything' }).fill('email_hash');
  await page
    .getByRole('option', { name: /outreach_list/ })
    .filter({ hasText: 'email_hash' })
    .first()
    .click();
  await page.waitForURL(/col=email_hash/);
  const list = page.getByRole('list', { name: /^Column path/ });
  await list.waitFor();

  await page.getByText(/^Comes from .*contacts_export\.csv\.E-mail/).waitFor();

  const id = await datasetId(world().hub, outreachList);
  const query = `query Q($id: ID!) { columnTrace(datasetId: $id, column: "email_hash", direction: BOTH) { steps { datasetId column dataset { id name } } } }`;
  const { columnTrace } = await ask<{ columnTrace: Traced }>(world().hub, query, { id });
  const told = columnTrace.steps.map(({ dataset, column }) => (column === null ? dataset.name : `${dataset.name}.${column}`));
  expect(told.length).toBeGreaterThan(5);
  await eventually(async () => {
    const shown = await Promise.all((await list.getByRole('listitem').getByRole('button').all()).map(wholeText));
    expect(shown.toSorted()).toEqual([...new Set([...told, `${outreachList}.email_hash`])].toSorted());
  });
  await list
    .getByText(/masked/i)
    .first()
    .waitFor();

  await page.getByRole('button', { name: 'Load the rest of this path' }).first().click();
  const source = page.getByRole('application').getByRole('group', { name: /^Dataset \/drops\/contacts_export\.csv, / });
  await source.getByRole('button', { name: /^E-mail PII on the traced path/ }).waitFor();
  expect(page.url()).toMatch(/open=path/);
});

test('everything about lineage by keyboard alone: search, graph, views, inspector', async () => {
  const page = await world().open('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search everything' }).waitFor();
  await page.keyboard.type('ds: marts.outreach_list');
  await page
    .getByRole('option', { name: /outreach_list/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/lineage\/ds_/);
  const graph = page.getByRole('application');
  await graph.getByRole('group', { name: /^Dataset .*outreach_list, .*subject/ }).waitFor();

  const focused = (): Promise<string> =>
    page.evaluate(`(document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText).slice(0, 80)`);
  for (let presses = 0; presses < 40 && !/^Dataset .*outreach_list/.test(await focused()); presses++) await page.keyboard.press('Tab');
  expect(await focused()).toMatch(/^Dataset .*outreach_list/);
  await page.keyboard.press('ArrowLeft');
  expect(await focused()).toMatch(/^Job .*outreach_list\.build\.run/);
  await page.keyboard.press('ArrowLeft');
  expect(await focused()).toMatch(/^Dataset /);
  await page.keyboard.press('Home');
  expect(await focused()).toMatch(/^Dataset .*outreach_list/);
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByRole('heading', { name: outreachList }).waitFor();

  await page.keyboard.press('3');
  await page.getByRole('grid').waitFor();
  for (
    let presses = 0;
    presses < 40 && !(await page.getByRole('grid').evaluate('(grid) => grid.contains(document.activeElement)'));
    presses++
  )
    await page.keyboard.press('Tab');
  await page.keyboard.press('2');
  await page.getByRole('tree').waitFor();
  for (let presses = 0; presses < 40 && !/tree/.test(await page.evaluate('document.activeElement.getAttribute("role") ?? ""')); presses++)
    await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/lineage\/job_/);
  await page.keyboard.press('1');
  await graph.waitFor();
  const isOpen = await inspector.isVisible();
  await page.keyboard.press('i');
  await inspector.waitFor({ state: isOpen ? 'hidden' : 'visible' });
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('the address is the state: reloaded, gone back and opened elsewhere it is the same view', async () => {
  const id = await datasetId(world().hub, outreachList);
  const page = await world().open(`/lineage/${id}`);
  await namesInGraph(page);
  await page.getByRole('button', { name: 'Show one hop more upstream' }).click();
  await page.waitForURL(/up=2/);
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const shown = async (of: Page): Promise<string[]> => (await rows(of)).map(([hop = '', kind = '', name = '']) => `${hop} ${kind} ${name}`);
  await eventually(async () => expect((await shown(page)).length).toBeGreaterThan(10));
  const before = await shown(page);
  await page.reload();
  expect(await shown(page)).toEqual(before);
  const other = await world().open(page.url(), { theme: 'dark' });
  expect(await shown(other)).toEqual(before);
  await page.goBack();
  await page.getByRole('application').waitFor();
  expect(page.url()).toMatch(/up=2/);
});
