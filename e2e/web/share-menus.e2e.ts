import { expect, test } from '@jest/globals';
import { parse, print, separateOperations } from 'graphql';
import { accessibilityProblems, webWorld } from './support/hooks.ts';
import { copied } from './support/menus.ts';
import { ask, everyScreen, outreachList } from './support/paths.ts';
import { themes } from './support/web-world.ts';

const world = webWorld();

/** What the hub answers to each operation of a text, by its name. */
async function answersOf(text: string): Promise<Readonly<Record<string, Readonly<Record<string, unknown>>>>> {
  const operations = Object.entries(separateOperations(parse(text)));
  const answers = operations.map(async ([name, operation]) => [name, await ask<Record<string, unknown>>(world().hub, print(operation))]);
  return Object.fromEntries(await Promise.all(answers)) as Awaited<ReturnType<typeof answersOf>>;
}

async function pathOf(screen: string): Promise<string> {
  const path = (await everyScreen(world().hub)).get(screen);
  if (path === undefined) throw new Error(`There is no screen ${screen}.`);
  return path;
}

test.each([
  ['runs', '', ['RunsFirstFailures', 'RunLanes']],
  ['runs as a table', '&state=failed&sort=ended', ['RunsFirstFailures', 'RunsTable']],
  ['run', '', ['RunPage', 'RunSteps', 'RunDatasets', 'RunComparison']],
  ['datasets', '?tag=pii&q=refin', ['DatasetsPage']],
  ['dataset', '?tab=versions', ['DatasetPage', 'DatasetPageVersions']],
  ['traced column', '', ['GraphSlice', 'GraphColumnTrace']],
])('what is copied as GraphQL of %s%s runs as it stands', async (screen, search, names) => {
  const page = await world().open(`${await pathOf(screen)}${search}`);
  const answers = await answersOf(await copied(page, 'Copy as GraphQL'));
  expect(Object.keys(answers)).toEqual(names);
  for (const answer of Object.values(answers)) for (const value of Object.values(answer)) expect(value).not.toBeNull();
});

test('what is copied of a filtered list answers the list', async () => {
  const page = await world().open('/datasets?tag=pii');
  const headline = page.getByRole('heading', { level: 1, name: /\d+ datasets are like this/ });
  await headline.waitFor();
  const { DatasetsPage } = await answersOf(await copied(page, 'Copy as GraphQL'));
  const listed = Number(/^\d+/.exec(await headline.innerText())?.[0]);
  expect(DatasetsPage?.['datasets']).toMatchObject({ totalCount: listed });
});

test('neighbours that were opened are asked for too', async () => {
  const page = await world().open(await pathOf('graph'));
  await page
    .getByRole('application')
    .getByRole('button', { name: /\bmore\b/ })
    .first()
    .click();
  await page.waitForURL(/open=/);
  const answers = await answersOf(await copied(page, 'Copy as GraphQL'));
  expect(Object.keys(answers)).toEqual(['GraphSlice', 'GraphSliceOpened1']);
  expect(answers['GraphSliceOpened1']).toMatchObject({ lineageSlice: { hops: expect.arrayContaining([0]), truncated: false } });
  expect(answers['GraphSliceOpened1']?.['lineageSlice']).not.toMatchObject({ hops: [0] });
});

test('runs shared as seen are the same stretch of time for whoever opens them', async () => {
  const page = await world().open('/runs?range=1h&view=table');
  const link = new URL(await copied(page, 'Copy link as I see it'));
  const to = link.searchParams.get('to') ?? '';
  expect(Math.abs(Date.parse(to) - Date.now())).toBeLessThan(60_000);
  expect(link.searchParams.get('range')).toBe('1h');
  const other = await world().open(link.pathname + link.search);
  await other.getByRole('button', { name: 'Now', exact: true }).waitFor();
});

test('a view of any screen is saved, and found by its name', async () => {
  const page = await world().open(await pathOf('dataset'));
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save or open a view' }).click();
  const dialog = page.getByRole('dialog', { name: 'Saved views' });
  expect(await dialog.getByRole('textbox', { name: 'Save what is shown as' }).inputValue()).toBe(outreachList);
  await dialog.getByRole('button', { name: 'Save view' }).click();
  await dialog.getByText(`Saved as “${outreachList}”.`).waitFor();
});

test.each(themes)('axe minds nothing of an open menu in %s', async (theme) => {
  const page = await world().open('/datasets', { theme });
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy as GraphQL' }).waitFor();
  expect(await accessibilityProblems(page)).toBe('');
});
