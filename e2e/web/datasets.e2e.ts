import { expect, test } from '@jest/globals';
import { aRunEvent } from '@hotpass/testkit';
import { accessibilityProblems, webWorld } from './support/hooks.ts';
import { ask, datasetId, outreachList } from './support/paths.ts';
import { themes } from './support/web-world.ts';

const world = webWorld();
const warehouse = 'postgres://warehouse.example.org:5432';

interface Described {
  readonly dataset: {
    readonly description: string | null;
    readonly describedBy: string | null;
    readonly annotationVersion: number;
    readonly tags: readonly { readonly key: string; readonly value: string; readonly taggedBy: string | null }[];
  };
}

/** As the hub has it when everything sent has arrived. */
async function described(id: string): Promise<Described['dataset']> {
  await world().hub.settle();
  const query = 'query Q($id: ID!) { dataset(id: $id) { id description describedBy annotationVersion tags { key value taggedBy } } }';
  return (await ask<Described>(world().hub, query, { id })).dataset;
}

test('a dataset is found without its name: by namespace and tag, each of them taken back', async () => {
  const page = await world().open('/datasets');
  await page.getByRole('heading', { level: 1, name: /datasets are known/ }).waitFor();
  const grid = page.getByRole('grid', { name: 'Datasets' });
  const all = Number(await grid.getAttribute('aria-rowcount')) - 1;
  await page.getByRole('combobox', { name: 'Add a namespace' }).selectOption(warehouse);
  await page.getByRole('searchbox', { name: /Add a tag/ }).fill('pii');
  await page.keyboard.press('Enter');
  await page.waitForURL(/ns=.*tag=pii/);
  await page.getByRole('row', { name: /refinery\.refined\.organisations/ }).waitFor();
  const { datasets } = await ask<{ datasets: { totalCount: number } }>(
    world().hub,
    'query Q($ns: String!) { datasets(first: 1, filter: { and: [{ namespace: { in: [$ns] } }, { columnTag: { key: "pii" } }] }) { totalCount } }',
    { ns: warehouse },
  );
  await page.getByRole('heading', { level: 1, name: new RegExp(`^${datasets.totalCount} datasets? `) }).waitFor();
  await page.getByRole('button', { name: 'Remove tag pii' }).click();
  await page.getByRole('button', { name: `Remove namespace ${warehouse}` }).click();
  await page.getByRole('heading', { level: 1, name: new RegExp(`^${all} datasets`) }).waitFor();
});

test('a filter that leaves nothing says which one hides how many', async () => {
  const page = await world().open('/datasets?tag=pii&q=nobody-is-called-this');
  await page.getByText('No dataset is like this.').waitFor();
  await page.getByText(/Without the part of the name: [1-9]/).waitFor();
  await page.getByText(/Without the tags: 0/).waitFor();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await page.getByRole('row', { name: /refinery\.refined\.organisations/ }).waitFor();
});

test('arrows and Enter open a dataset from the list', async () => {
  const page = await world().open(`/datasets?q=${outreachList}`);
  await page.getByRole('row', { name: new RegExp(outreachList) }).waitFor();
  await page.getByRole('grid', { name: 'Datasets' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/datasets\/ds_/);
  await page.getByRole('heading', { level: 1, name: outreachList }).waitFor();
});

test('one press on its name opens a dataset from the list', async () => {
  const page = await world().open(`/datasets?q=${outreachList}`);
  await page
    .getByRole('row', { name: new RegExp(outreachList) })
    .getByRole('link', { name: outreachList })
    .click();
  await page.getByRole('heading', { level: 1, name: outreachList }).waitFor();
});

test.each(themes)('axe has nothing serious against any part of a dataset, in %s', async (theme) => {
  const id = await datasetId(world().hub, outreachList);
  const page = await world().open(`/datasets/${id}`, { theme });
  for (const tab of ['Schema', 'Versions', 'Runs', 'Quality', 'Facets']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.waitForLoadState('networkidle');
    expect({ tab, problems: await accessibilityProblems(page) }).toEqual({ tab, problems: '' });
  }
});

test('a description is written, kept by the hub, and taken back', async () => {
  const id = await datasetId(world().hub, 'refinery.refined.fleet');
  const before = await described(id);
  const page = await world().open(`/datasets/${id}`);
  await page.getByRole('button', { name: /^Change what is said of refinery.refined.fleet/ }).click();
  await page.getByRole('textbox', { name: /What is refinery.refined.fleet/ }).fill('Every aircraft, one row each. <b>Not HTML</b>');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('textbox', { name: /What is/ }).waitFor({ state: 'detached' });
  await page.getByText('Every aircraft, one row each. <b>Not HTML</b>').waitFor();
  expect(await described(id)).toMatchObject({ description: 'Every aircraft, one row each. <b>Not HTML</b>' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Every aircraft').waitFor({ state: 'detached' });
  expect((await described(id)).description).toBe(before.description);
});

test('who writes over what somebody else has just written sees both, and chooses', async () => {
  const id = await datasetId(world().hub, 'refinery.refined.courses');
  const page = await world().open(`/datasets/${id}`);
  await page.getByRole('button', { name: /^Change what is said of refinery.refined.courses/ }).click();
  await page.getByRole('textbox', { name: /What is/ }).fill('Mine');
  const theirs = 'mutation M($id: ID!) { describe(input: { id: $id, description: "Theirs" }) { entryId errors { message } } }';
  await ask(world().hub, theirs, { id });
  await world().hub.settle();
  await page.getByRole('button', { name: 'Save the description' }).click();
  await page.getByRole('alert').getByText('Theirs', { exact: true }).waitFor();
  expect(await page.getByRole('textbox', { name: /What is/ }).inputValue()).toBe('Mine');
  await page.getByRole('button', { name: 'Use mine' }).click();
  await page.getByRole('textbox', { name: /What is/ }).waitFor({ state: 'detached' });
  await page.getByText('Mine', { exact: true }).waitFor();
  expect(await described(id)).toMatchObject({ description: 'Mine' });
});

test('a tag of people is added and taken away; what the producer told stays', async () => {
  const name = 'refinery.refined.organisations';
  const id = await datasetId(world().hub, name);
  const page = await world().open(`/datasets/${id}`);
  await page.getByRole('button', { name: `Add a tag to ${name}` }).click();
  await page.getByRole('textbox', { name: /Tag for/ }).fill('reviewed: 2026 Q4');
  await page.keyboard.press('Enter');
  await page.getByText('reviewed: 2026 Q4').waitFor();
  expect((await described(id)).tags).toContainEqual({ key: 'reviewed', value: '2026 Q4', taggedBy: expect.any(String) });
  await page.getByRole('button', { name: `Take the tag reviewed: 2026 Q4 from ${name}` }).click();
  await page.getByText('reviewed: 2026 Q4').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('reviewed: 2026 Q4').waitFor();
  const told = page.getByRole('row', { name: /email/ }).getByText(/^pii/);
  await told.first().waitFor();
  expect(await page.getByRole('button', { name: /Take the tag pii/ }).count()).toBe(0);
});

test('a dataset nobody knows is said in words, and a run that writes one appears by itself', async () => {
  const page = await world().open('/datasets/ds_00000000000000000000000000000000');
  await page.getByText('There is no dataset with this id.').waitFor();
  const id = await datasetId(world().hub, outreachList);
  await page.goto(`/datasets/${id}?tab=runs`);
  await page.getByRole('heading', { level: 2, name: 'Read by' }).waitFor();
  await world().hub.post(aRunEvent({ job: 'reads-it-just-now', inputs: [{ namespace: warehouse, name: outreachList }], outputs: [] }));
  await page.getByRole('link', { name: /reads-it-just-now/ }).waitFor();
});
