import { expect, test } from '@jest/globals';
import { aRunEvent, eventually, type Locator, type Page } from '@hotpass/testkit';
import { webWorld } from './support/hooks.ts';
import { inspector, inspectorTabs, openTab, savedBy } from './support/inspector.ts';
import { ask } from './support/paths.ts';
import { rows } from './support/table-rows.ts';

const world = webWorld({ isTold: false });

const hostile: readonly (readonly [string, string])[] = [
  ['right to left', 'قاعدة بيانات العملاء'],
  ['turned around', 'safe\u202Egpj.exe'],
  ['emoji', '💥 👩‍👩‍👧‍👦 explosive'],
  ['tags in a pair', '<b>x</b>'],
  ['a script', '<script>alert(1)</script>'],
  ['an image', '<img src=x onerror=alert(1)>'],
  ['a formula, quoted', '=cmd|"calc"!A1, and more'],
  ['2,000 characters', 'endless'.repeat(286).slice(0, 2_000)],
];

function facet(name: string, held: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { _producer: 'javascript:alert(1)//', _schemaURL: `https://openlineage.io/spec/facets/1-0-0/${name}.json`, ...held };
}

/** Tells of a dataset that is called so, as is all that belongs to it; its readers are, too. */
async function tell(name: string): Promise<{ readonly dataset: string; readonly job: string }> {
  const { hub } = world();
  const namespace = name.slice(0, 1_000);
  const short = name.slice(0, 200);
  const facets = {
    schema: facet('SchemaDatasetFacet', { fields: [{ name: short, type: short, description: name }] }),
    documentation: facet('DocumentationDatasetFacet', { description: name }),
    ownership: facet('OwnershipDatasetFacet', { owners: [{ name: short, type: short }] }),
    tags: facet('TagsDatasetFacet', { tags: [{ key: short, value: short, source: short }] }),
    version: facet('DatasetVersionDatasetFacet', { datasetVersion: short }),
    [`x_${short}`]: facet('Other', { [name]: { [name]: name } }),
  };
  const told = { namespace, name, facets };
  const error = facet('ErrorMessageRunFacet', { message: name, programmingLanguage: short, stackTrace: name });
  await hub.post(
    aRunEvent({ job: { namespace, name: `make ${name}`.slice(0, 2_000) }, inputs: [`raw of ${name}`.slice(0, 2_000)], outputs: [told] }),
  );
  const reader = { namespace, name: `read ${name}`.slice(0, 2_000), facets: { sql: facet('SQLJobFacet', { query: name }) } };
  await hub.post(
    aRunEvent({
      eventType: 'FAIL',
      run: { facets: { errorMessage: error } },
      job: reader,
      inputs: [{ namespace, name }],
      outputs: [`made of ${name}`.slice(0, 2_000)],
    }),
  );
  await hub.settle();
  const query = `query Q($namespace: String!, $dataset: String!, $job: String!) {
    dataset(namespace: $namespace, name: $dataset) { id } job(namespace: $namespace, name: $job) { id } }`;
  const found = await ask<{ dataset: { id: string }; job: { id: string } }>(hub, query, { namespace, dataset: name, job: reader.name });
  return { dataset: found.dataset.id, job: found.job.id };
}

/** Nothing of a name has become a part of the page, and nothing of it is wider than its place. */
async function standsUpright(page: Page): Promise<void> {
  expect(await page.getByText('This page could not be shown.').count()).toBe(0);
  expect(await page.getByRole('main').locator('img, script, b:has-text("x"):not([class])').count()).toBe(0);
  expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(await page.evaluate(wider)).toEqual([]);
}

/** The parts that make the inspector wider than it is. */
const wider = `(() => {
  const aside = document.querySelector('#inspector');
  if (aside.scrollWidth <= aside.clientWidth) return [];
  const end = aside.getBoundingClientRect().right;
  return [...aside.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > end + 1).map((part) => part.outerHTML.slice(0, 200));
})()`;

async function openAll(facets: Locator): Promise<void> {
  const closed = facets.getByRole('button', { expanded: false });
  while ((await closed.count()) > 0) await closed.first().click();
}

/** The cells of a file whose cells may hold anything (RFC 4180). */
function cellsOf(csv: string): string[][] {
  return csv
    .split(/\r\n(?=(?:[^"]|"[^"]*")*$)/)
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''),
    );
}

/** As a spreadsheet is given it: a formula gets an apostrophe before it. */
function inFile(name: string): string {
  return /^[=+\-@]/.test(name) ? `'${name}` : name;
}

test.each(hostile)('%s is a name in every tab, in the tree, in the table and in files', async (_, name) => {
  const { dataset, job } = await tell(name);
  const page = await world().open(`/lineage/${dataset}?view=tree`);
  page.on('dialog', (dialog) => {
    throw new Error(`A name opened a dialog: ${dialog.message()}`);
  });
  await page.getByRole('treeitem', { name: 'Downstream' }).waitFor();
  for (const tab of inspectorTabs) {
    const panel = await openTab(page, tab);
    if (tab === 'Facets') await openAll(panel);
    await standsUpright(page);
    if (tab !== 'Impact') continue;
    const csv = await savedBy(page, panel.getByRole('button', { name: 'CSV' }));
    expect(cellsOf(csv.text).map((cells) => cells[2])).toEqual([
      'name',
      ...[`read ${name}`, `made of ${name}`].map((other) => other.slice(0, 2_000)),
    ]);
    expect(csv.name).toMatch(/^[\p{L}\p{N}\p{M}._-]+\.csv$/u);
  }
  await page.goto(`/lineage/${dataset}?view=table&sel=${job}`);
  for (const tab of ['Overview', 'Runs', 'Facets']) {
    await openTab(page, tab);
    await standsUpright(page);
  }
  const shown = (await rows(page)).map((cells) => cells[2]);
  expect(shown).toContain(name);
  const csv = await savedBy(page, page.getByRole('main').getByRole('button', { name: 'CSV', exact: true }));
  const saved = cellsOf(csv.text);
  await eventually(async () => expect(saved.slice(1).map((cells) => cells[2])).toEqual(shown.map((one) => inFile(one ?? ''))));
  await page.goto(`/lineage/${dataset}?view=table&level=column&col=${encodeURIComponent(name.slice(0, 200))}`);
  await inspector(page)
    .getByRole('heading', { name: /^Column path/ })
    .waitFor();
  await standsUpright(page);
});
