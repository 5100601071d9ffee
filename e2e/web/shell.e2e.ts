import { expect, test } from '@jest/globals';
import { eventually } from '@hotpass/testkit';
import { accessibilityProblems, webWorld } from './support/hooks.ts';
import { themes } from './support/web-world.ts';

const world = webWorld();

test.each(themes)('the start page says what failed and what changed, in %s', async (theme) => {
  const page = await world().open('/', { theme });
  await page.getByRole('heading', { level: 1, name: /\w/ }).waitFor();
  await page.getByRole('region', { name: 'What changed last' }).getByRole('link').first().waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  expect(await accessibilityProblems(page)).toBe('');
});

test('the search opens with a key and lands on the column traced', async () => {
  const page = await world().open('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search everything' }).fill('col: email_hash');
  await page
    .getByRole('option', { name: /email_hash/ })
    .first()
    .waitFor();
  expect(await accessibilityProblems(page)).toBe('');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/lineage\/ds_\w+.*col=email_hash/);
});

test('the indicator pauses and goes on when asked', async () => {
  const page = await world().open('/');
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Pause live updates' }).click();
  await page.getByText('Paused', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('Live', { exact: true }).waitFor();
});

test('no host but the hub is asked', async () => {
  const page = await world().open('/lineage');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const hosts = new Set(
    world()
      .browser.watch(page)
      .requests.map((address) => new URL(address).host),
  );
  await eventually(async () => expect([...hosts]).toEqual([new URL(world().hub.url).host]));
});
