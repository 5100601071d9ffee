import { describe, expect, test } from '@jest/globals';
import { eventually, type Locator, type Page } from '@hotpass/testkit';
import { accessibilityProblems, webWorld } from './support/hooks.ts';
import { ask, datasetId, outreachList } from './support/paths.ts';
import { themes } from './support/web-world.ts';

const world = webWorld();

async function openSearch(path = '/', theme: 'light' | 'dark' = 'light'): Promise<{ readonly page: Page; readonly field: Locator }> {
  const page = await world().open(path, { theme });
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search everything' });
  await field.waitFor();
  return { page, field };
}

/** Names of the groups on show, in their order. */
async function groups(page: Page): Promise<(string | null)[]> {
  const all = await page.getByRole('listbox').getByRole('group').all();
  return Promise.all(all.map((group) => group.getAttribute('aria-label')));
}

test.each([
  ['ds: outreach', 'Datasets'],
  ['job: load_contacts', 'Jobs'],
  ['col: email_hash', 'Columns'],
  ['tag: pii', 'Columns'],
  ['ns: refinery', 'Namespaces'],
  ['> theme', 'Commands'],
])('%s finds only %s', async (text, group) => {
  const { page, field } = await openSearch();
  await field.fill(text);
  await page.getByRole('option').first().waitFor();
  await eventually(async () => expect(new Set(await groups(page))).toEqual(new Set([group])));
});

test('a part of the id of a run finds the run', async () => {
  type Runs = { readonly runs: { readonly nodes: readonly { readonly id: string }[] } };
  const { runs } = await ask<Runs>(world().hub, '{ runs(first: 1) { nodes { id } } }');
  const { id } = runs.nodes[0]!;
  const { page, field } = await openSearch();
  await field.fill(`run: ${id.slice(4, 17)}`);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/runs/${id}`));
});

test('typing errors are forgiven, and what nobody is called is said', async () => {
  const { page, field } = await openSearch();
  await field.fill('outraech_list');
  await page
    .getByRole('option', { name: /outreach_list/ })
    .first()
    .waitFor();
  await field.fill('zzzzqqqq');
  await page.getByRole('status').filter({ hasText: 'Nothing has this in its name.' }).waitFor();
  expect(await page.getByRole('option').count()).toBe(0);
});

test('a column is opened traced, by keys alone, and Escape gives the focus back', async () => {
  const { page, field } = await openSearch();
  await field.fill('col: email_hash');
  await page
    .getByRole('option', { name: /email_hash/ })
    .first()
    .waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const active = await field.getAttribute('aria-activedescendant');
  expect(await page.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/lineage\/.*col=email_hash/);
  await page.getByText('tracing').waitFor();
  await page.keyboard.press('/');
  await field.waitFor();
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  expect(page.url()).toMatch(/col=email_hash/);
});

test('what was opened last is offered first; broken and hostile memories harm nothing', async () => {
  const id = await datasetId(world().hub, outreachList);
  const { page } = await openSearch(`/datasets/${id}`);
  await page
    .getByRole('option', { name: new RegExp(outreachList) })
    .first()
    .waitFor();
  for (const memory of [
    '{',
    '[1,null,{"path":"javascript:alert(1)","name":"x","kind":"dataset"}]',
    '[{"path":"//evil.example","name":"x","kind":"job"}]',
  ]) {
    await page.evaluate(
      `for (const key of Object.keys(localStorage)) if (/recents/.test(key)) localStorage.setItem(key, ${JSON.stringify(memory)})`,
    );
    await page.reload();
    await page.getByRole('heading', { level: 1, name: outreachList }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search everything' }).waitFor();
    expect(await page.getByRole('option', { name: 'x', exact: true }).count()).toBe(0);
    await page.keyboard.press('Escape');
  }
});

describe('answers that are late or fail', () => {
  test('an answer to an older text never takes the place of a newer one', async () => {
    const { page, field } = await openSearch();
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    let isHeld = false;
    await page.route('**/graphql', async (route) => {
      if ((route.request().postData() ?? '').includes('"text":"people"')) {
        isHeld = true;
        await held;
      }
      await route.fallback();
    });
    await field.fill('people');
    await eventually(async () => expect(isHeld).toBe(true));
    await field.fill('outreach_list');
    await page
      .getByRole('option', { name: /outreach_list/ })
      .first()
      .waitFor();
    letGo();
    // Another question goes there and back, so that the held one has had its time.
    await field.fill('load_contacts');
    await page
      .getByRole('option', { name: /load_contacts/ })
      .first()
      .waitFor();
    expect(await page.getByRole('option', { name: /people/ }).count()).toBe(0);
  });

  test('a search that fails says so with the id to ask by, and the next text works', async () => {
    const { page, field } = await openSearch();
    world()
      .browser.watch(page)
      .allow(/status of 500/);
    const errors = [{ message: 'Failed.', extensions: { code: 'INTERNAL', requestId: '8f2c4d1e-0000-4000-8000-000000000000' } }];
    await page.route('**/graphql', (route) =>
      (route.request().postData() ?? '').includes('"text":"people"')
        ? route.fulfill({ status: 500, contentType: 'application/graphql-response+json', body: JSON.stringify({ errors }) })
        : route.fallback(),
    );
    await field.fill('people');
    await page
      .getByRole('status')
      .filter({ hasText: /did not answer.*8f2c4d1e/ })
      .waitFor();
    await field.fill('outreach_list');
    await page
      .getByRole('option', { name: /outreach_list/ })
      .first()
      .waitFor();
  });
});

test.each(themes)('axe minds nothing of the open search in %s, with and without a text', async (theme) => {
  const { page, field } = await openSearch('/', theme);
  expect(await accessibilityProblems(page)).toBe('');
  await field.fill('email');
  await page.getByRole('option').first().waitFor();
  expect(await accessibilityProblems(page)).toBe('');
});
