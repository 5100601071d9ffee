import { describe, expect, test } from '@jest/globals';
import { eventually, type Page } from '@hotpass/testkit';
import { accessibilityProblems, webWorld } from './support/hooks.ts';
import { saved } from './support/menus.ts';
import { themes } from './support/web-world.ts';

const world = webWorld({ isTold: false });
const producer = 'https://example.org';
const schemaURL = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent';

interface ToldStep {
  readonly runId: string;
  readonly name: string;
}

/** A run with so many steps, one after the other; the last fails. */
async function runWithSteps(count: number): Promise<{ readonly runId: string; readonly steps: readonly ToldStep[] }> {
  const runId = crypto.randomUUID();
  const begin = Date.now() - 3_600_000;
  const job = { namespace: 'example', name: `pipeline.of.${count}` };
  const parent = {
    _producer: producer,
    _schemaURL: 'https://openlineage.io/spec/facets/1-1-0/ParentRunFacet.json',
    run: { runId },
    job,
  };
  const at = (ms: number): string => new Date(begin + ms).toISOString();
  const steps = Array.from({ length: count }, (_, place) => ({ runId: crypto.randomUUID(), name: `${job.name}.step-${place + 1}` }));
  const events = [
    { eventType: 'START', eventTime: at(0), run: { runId }, job, producer, schemaURL },
    ...steps.map((step, place) => {
      const run = { runId: step.runId, facets: { parent } };
      const of = { namespace: 'example', name: step.name };
      const eventType = place === count - 1 ? 'FAIL' : 'COMPLETE';
      return { eventType, eventTime: at(place * 1_000 + 900), run, job: of, producer, schemaURL };
    }),
    { eventType: 'FAIL', eventTime: at(count * 1_000), run: { runId }, job, producer, schemaURL },
  ];
  for (let from = 0; from < events.length; from += 1_000) await world().hub.post(...events.slice(from, from + 1_000));
  await world().hub.settle();
  return { runId: `run_${runId}`, steps };
}

function rowCount(page: Page): Promise<number> {
  return page.getByRole('list', { name: 'Steps' }).locator('[data-row]').count();
}

function focusedRow(page: Page): Promise<string> {
  return page.evaluate(`document.activeElement?.textContent ?? ''`);
}

/** Which of the rows has the focus, from 1. */
async function focusedPlace(page: Page): Promise<number> {
  return Number(await page.evaluate(`document.activeElement?.closest('li')?.getAttribute('aria-posinset')`));
}

/** The hub tells so many steps of a run, the nearest to its top. */
const mostTold = 1_000;

describe('a run of more steps than the hub tells', () => {
  test('has the rows in sight in the page, every step told within reach of the keys, and says that there are more', async () => {
    const { runId } = await runWithSteps(1_200);
    const page = await world().open(`/runs/${runId}`);
    const list = page.getByRole('list', { name: 'Steps' });
    await list.getByRole('listitem').first().waitFor();
    expect(await rowCount(page)).toBeLessThan(100);
    expect(await list.getByRole('listitem').first().getAttribute('aria-setsize')).toBe(String(mostTold));
    await page.getByText('There are more steps than are read').waitFor();
    await list.locator('[data-row][tabindex="0"]').focus();
    await page.keyboard.press('End');
    await eventually(async () => expect(await focusedPlace(page)).toBe(mostTold));
    await page.keyboard.press('ArrowUp');
    await eventually(async () => expect(await focusedPlace(page)).toBe(mostTold - 1));
    await page.keyboard.press('k');
    await eventually(async () => expect(await focusedPlace(page)).toBe(mostTold - 2));
    await page.keyboard.press('Home');
    await eventually(async () => expect(await focusedPlace(page)).toBe(1));
    expect(await rowCount(page)).toBeLessThan(100);
    const { name, bytes } = await saved(page, 'Run and steps as JSON');
    expect(name).toBe(`${runId}-incomplete.json`);
    const json = JSON.parse(bytes.toString()) as { readonly steps: readonly unknown[]; readonly isWhole: boolean };
    expect(json).toMatchObject({ isWhole: false });
    expect(json.steps).toHaveLength(mostTold);
  });
});

test.each(themes)('one tab stop leads to the steps, Space shows one beside, Enter opens it; axe minds nothing, in %s', async (theme) => {
  const { runId, steps } = await runWithSteps(5);
  const page = await world().open(`/runs/${runId}`, { theme });
  await eventually(async () => expect(await rowCount(page)).toBe(steps.length));
  expect(await page.locator('[data-row][tabindex="0"]').count()).toBe(1);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await eventually(async () => expect(await focusedRow(page)).toContain('step-2'));
  await page.keyboard.press('Space');
  await page
    .getByRole('complementary', { name: 'Selected run' })
    .getByRole('heading', { name: /step-2$/ })
    .waitFor();
  expect(await accessibilityProblems(page)).toBe('');
  await page.locator('[data-row][tabindex="0"]').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(steps[1]!.runId));
});

describe('steps that cannot be read', () => {
  test('are not told as if there were none, and files say that they lack them', async () => {
    const { runId } = await runWithSteps(150);
    const page = await world().browser.page({ url: world().hub.url });
    world()
      .browser.watch(page)
      .allow(/status of 500/);
    let asked = 0;
    await page.route('**/graphql', async (route) => {
      if (!(route.request().postData() ?? '').includes('"RunSteps"') || ++asked < 2) return route.fallback();
      const errors = [{ message: 'Failed.', extensions: { code: 'INTERNAL', requestId: '8f2c4d1e-0000-4000-8000-000000000000' } }];
      return route.fulfill({ status: 500, contentType: 'application/graphql-response+json', body: JSON.stringify({ errors }) });
    });
    await page.goto(`/runs/${runId}`);
    await page.getByRole('alert').filter({ hasText: 'The steps could not be read.' }).waitFor();
    await page.getByRole('button', { name: 'Copy request 8f2c4d1e' }).waitFor();
    const { name, bytes } = await saved(page, 'Run and steps as JSON');
    expect(name).toMatch(/-incomplete\.json$/);
    expect(JSON.parse(bytes.toString())).toMatchObject({ isWhole: false });
    asked = -10;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });
});
