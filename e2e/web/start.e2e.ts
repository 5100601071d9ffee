import { beforeAll, describe, expect, test } from '@jest/globals';
import { aRunEvent, eventually, type Page } from '@hotpass/testkit';
import { accessibilityProblems, webWorld } from './support/hooks.ts';
import { themes } from './support/web-world.ts';

const world = webWorld({ isTold: false });

const errors = [{ message: 'Broken.', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: '8f2c4d1e-77' } }];

/** The start page of a hub that answers one operation with errors only, until `unroute`. */
async function openWithout(operation: string): Promise<Page> {
  const page = await world().browser.page({ url: world().hub.url });
  await page.route(/\/graphql$/, (route) =>
    (route.request().postData() ?? '').includes(operation)
      ? route.fulfill({ contentType: 'application/graphql-response+json', body: JSON.stringify({ errors }) })
      : route.continue(),
  );
  await page.goto('/');
  return page;
}

test.each(themes)('axe minds nothing of the three ways to begin, in %s', async (theme) => {
  const page = await world().open('/', { theme });
  await page.getByRole('heading', { level: 1, name: 'This hub has not been told anything yet.' }).waitFor();
  expect(await accessibilityProblems(page)).toBe('');
});

describe('a hub where something failed', () => {
  const job = 'load <b>contacts</b>';

  beforeAll(async () => {
    const errorMessage = {
      _producer: 'https://example.org',
      _schemaURL: 'https://example.org',
      message: 'Disk full.\nat line 7',
      programmingLanguage: 'SQL',
    };
    const run = { facets: { errorMessage } };
    await world().hub.post(aRunEvent({ job, eventType: 'FAIL', inputs: ['raw'], outputs: ['contacts'], run }));
    await world().hub.settle();
  });

  test('says what failed with its first words, and the way to the run', async () => {
    const page = await world().open('/');
    await page.getByRole('heading', { level: 1, name: 'One thing failed, and nothing explains it.' }).waitFor();
    const failed = page.getByRole('region', { name: 'What failed, and nothing explains' });
    expect(await failed.getByRole('listitem').count()).toBe(1);
    expect(await failed.locator('b').count()).toBe(0);
    await failed.getByText('Disk full.', { exact: true }).waitFor();
    await failed.getByRole('link', { name: job }).click();
    await page.waitForURL(/\/runs\/run_/);
  });

  test.each([
    ['StartFailures', 'The hub did not answer what failed.', 'What changed last'],
    ['StartChanges', 'The hub did not answer what changed.', 'What failed, and nothing explains'],
  ])(
    'a hub that does not answer %s: that is said with its request, the rest is shown, and it is asked again',
    async (operation, words, rest) => {
      const page = await openWithout(operation);
      const alert = page.getByRole('alert').filter({ hasText: words });
      await alert.getByRole('button', { name: 'Copy request 8f2c4d1e' }).waitFor();
      await page.getByRole('region', { name: rest }).getByRole('link', { name: job }).first().waitFor();
      expect(await accessibilityProblems(page)).toBe('');
      await page.unroute(/\/graphql$/);
      await alert.getByRole('button', { name: 'Try again' }).click();
      await alert.waitFor({ state: 'detached' });
      await page.getByRole('heading', { level: 1, name: 'One thing failed, and nothing explains it.' }).waitFor();
    },
  );

  test.each([
    ['three days ahead', 3 * 86_400_000],
    ['three days behind', -3 * 86_400_000],
  ])('a browser whose clock is %s is told what failed in the last day of the hub', async (_, skew) => {
    const eventTime = new Date(Date.now() - 2 * 86_400_000).toISOString();
    await world().hub.post(aRunEvent({ job: 'failed long ago', eventType: 'FAIL', inputs: [], outputs: ['old'], eventTime }));
    await world().hub.settle();
    const page = await world().browser.page({ url: world().hub.url });
    await page.clock.install({ time: Date.now() + skew });
    await page.goto('/');
    const failed = page.getByRole('region', { name: 'What failed, and nothing explains' });
    await failed.getByRole('link', { name: job }).waitFor();
    await eventually(async () => expect(await failed.getByRole('link', { name: 'failed long ago' }).count()).toBe(0));
    await page.getByRole('heading', { level: 1, name: 'One thing failed, and nothing explains it.' }).waitFor();
  });

  test.each([
    ['three days ahead', 3 * 86_400_000],
    ['three days behind', -3 * 86_400_000],
  ])('a browser whose clock is %s lays the runs of the last day of the hub on the timeline', async (_, skew) => {
    const page = await world().browser.page({ url: world().hub.url });
    await page.clock.install({ time: Date.now() + skew });
    await page.goto('/runs');
    const bars = page.getByRole('list', { name: `Runs of ${job}`, exact: true }).getByRole('button');
    await bars.first().waitFor();
    expect(await bars.count()).toBe(1);
    expect(await page.getByText(/(^|\s)[-−]\d+ (s|m|h|d)\b/).count()).toBe(0);
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
  });
});
