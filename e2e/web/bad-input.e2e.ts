import { describe, expect, test } from '@jest/globals';
import { aRunEvent, type Page } from '@hotpass/testkit';
import { card } from './support/graph-places.ts';
import { webWorld } from './support/hooks.ts';

const world = webWorld({ isTold: false });

async function idOf(name: string): Promise<string> {
  const { data } = await world().hub.graphql('query Q($name: String!) { dataset(namespace: "example", name: $name) { id } }', { name });
  return (data as { dataset: { id: string } }).dataset.id;
}

/** The id of the run that read a dataset. */
async function runThatRead(name: string): Promise<string> {
  const query = 'query Q($job: String!) { runs(first: 1, filter: { jobName: { eq: $job } }) { nodes { id } } }';
  const { data } = await world().hub.graphql(query, { job: `read ${name}` });
  const [run] = (data as { runs: { nodes: { id: string }[] } }).runs.nodes;
  if (!run) throw new Error(`${name} has not been read.`);
  return run.id;
}

/** The id of a dataset with something on both sides. */
async function subject(name: string): Promise<string> {
  await world().hub.post(aRunEvent({ job: `make ${name}`, inputs: [`raw of ${name}`], outputs: [name] }));
  await world().hub.post(aRunEvent({ job: `read ${name}`, inputs: [name], outputs: [`made of ${name}`] }));
  await world().hub.settle();
  return idOf(name);
}

/** What a page that did not fall over still has: its name, its navigation, and no more width than the window. */
async function standsUpright(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: /\S/ }).first().waitFor({ state: 'attached' });
  await page.getByRole('banner').waitFor();
  expect(await page.getByText('This page could not be shown.').count()).toBe(0);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
}

describe('addresses that nobody should write', () => {
  const hostile = [
    'up=999&down=-7',
    'up=1e9&down=NaN&level=galaxy',
    'view=%3Cscript%3Ealert(1)%3C/script%3E&tab=__proto__',
    'col=%00&to=%E2%80%AE&sel=constructor',
    'xyz=NaN,Infinity,1&at=yesterday',
    'xyz=1e308,-1e308,1e-9',
    'open=,,,%3A%3A,%2525,ds_1:sideways&shut=[object%20Object]',
    'open=ds_00000000000000000000000000000000:up,ds_00000000000000000000000000000000:columns',
    `q=${'a'.repeat(2_000)}&tag=${'%F0%9F%92%A5'.repeat(100)}`,
    'tag=pii&tag=pii&ns=&ns=&state=exploded',
    'at=9999-12-31T23:59:59Z',
    'at=0001-01-01T00:00:00Z',
    '%&=&&&up=2&up=3',
  ];

  test.each(hostile)('/lineage/…?%s shows the subject all the same', async (search) => {
    const id = await subject('steadfast');
    const page = await world().open(`/lineage/${id}?${search}`);
    world()
      .browser.watch(page)
      .allow(/status of 400/);
    await standsUpright(page);
    await page.getByRole('toolbar', { name: 'What is shown' }).waitFor();
    expect(await page.getByText(/went wrong|unexpected|undefined|NaN/i).count()).toBe(0);
  });

  test.each([
    'ds_00000000000000000000000000000000',
    'job_00000000000000000000000000000000',
    'nonsense',
    '%F0%9F%92%A5',
    '..%2F..%2Fetc',
    'x'.repeat(2_000),
  ])('an id that does not exist, %s, is said in words with a way on', async (id) => {
    const page = await world().open(`/lineage/${id}`);
    world()
      .browser.watch(page)
      .allow(/status of 400/);
    await page.getByText('There is no dataset or job with this id').waitFor();
    await page.getByRole('link', { name: 'See what changed last' }).waitFor();
    await standsUpright(page);
  });

  test('a screen that does not exist is said in words with a way on', async () => {
    const page = await world().open('/contracts/of-tomorrow?x=1');
    await standsUpright(page);
    await page.getByRole('heading', { name: 'There is no page at this address.' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Go to start' }).click();
    await page.waitForURL((url) => url.pathname === '/');
  });

  test('a screen whose code the hub no longer has is said in words, and the navigation goes on', async () => {
    const page = await world().browser.page({ url: world().hub.url });
    world()
      .browser.watch(page)
      .allow(/LineageStartPage-[\w-]+\.js|status of 404/);
    await page.route(/\/assets\/LineageStartPage-.*\.js$/, (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto('/');
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Lineage' }).click();
    await page.getByRole('heading', { name: 'This page could not be shown.' }).waitFor();
    await page.getByRole('button', { name: 'Load the page again' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Go to start' }).click();
    await page.getByRole('region', { name: 'What changed last' }).waitFor();
  });
});

describe('names', () => {
  test.each([
    ['right to left', 'قاعدة بيانات العملاء'],
    ['turned around by a control character', 'safe\u202Egpj.exe'],
    ['emoji', '💥🧨 explosive 👩‍👩‍👧‍👦'],
    ['HTML', '<img src=x onerror=alert(1)><script>alert(2)</script>'],
    ['tags in pairs', '<b>bold</b> <0>first</0>'],
    ['a template', '{{constructor.constructor("alert(1)")()}} ${7*7} %s {0}'],
    ['2,000 characters', 'endless'.repeat(286).slice(0, 2_000)],
    ['2,000 wide characters', '漢'.repeat(600)],
  ])('%s is shown as a name and breaks nothing', async (_, name) => {
    const id = await subject(name);
    const page = await world().open(`/lineage/${id}`);
    page.on('dialog', (dialog) => {
      throw new Error(`A name opened a dialog: ${dialog.message()}`);
    });
    await standsUpright(page);
    const shown = page.getByRole('application').getByRole('group', { name: /^Dataset .*subject/s });
    await shown.waitFor();
    const said = (await shown.getAttribute('aria-label')) ?? '';
    expect(said.replaceAll(/[\u2066-\u2069]/g, '')).toContain(name.slice(0, 20));
    expect(await page.getByRole('main').locator('img, script').count()).toBe(0);
    await page.goto('/');
    await standsUpright(page);
    await page.getByRole('region', { name: 'What changed last' }).getByRole('link').first().waitFor();
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: 'Search everything' }).fill(name);
    await standsUpright(page);
    for (const tab of ['schema', 'versions', 'runs', 'quality', 'facets']) {
      await page.goto(`/datasets/${id}?tab=${tab}`);
      await page.getByRole('tabpanel').waitFor();
      await standsUpright(page);
    }
    await page.goto('/runs?view=table');
    await page.getByRole('main').getByRole('row').nth(1).waitFor();
    await standsUpright(page);
    await page.goto(`/runs/${await runThatRead(name)}`);
    await page.getByRole('complementary', { name: 'About this run' }).getByText('written by').waitFor();
    await standsUpright(page);
    for (const view of ['tree', 'table']) {
      await page.goto(`/lineage/${id}?view=${view}&sel=${id}&q=${encodeURIComponent(name.slice(0, 200))}`);
      await page.getByRole(view === 'tree' ? 'tree' : 'grid').waitFor();
      await standsUpright(page);
    }
  });
});

test('ten thousand datasets downstream: their size is said in words', async () => {
  const { hub } = world();
  await hub.post(aRunEvent({ job: 'seed', inputs: [], outputs: ['trunk'] }));
  for (let branch = 0; branch < 100; branch++) {
    const leaves = Array.from({ length: 100 }, (_, leaf) => `leaf.${branch}.${leaf}`);
    await hub.post(aRunEvent({ job: `branch.${branch}`, inputs: ['trunk'], outputs: leaves }));
  }
  await hub.settle();
  const page = await world().open(`/lineage/${await idOf('trunk')}`);
  await page.getByRole('heading', { name: /too many to read as a graph/ }).waitFor({ timeout: 20_000 });
  await standsUpright(page);
  await page.getByRole('button', { name: /^Draw anyway/ }).waitFor();
}, 120_000);

test('RESYNC in mid-view loads once and keeps the place', async () => {
  const id = await subject('resynced');
  const page = await world().browser.page({ url: world().hub.url });
  let told = 0;
  await page.routeWebSocket(/\/graphql$/, (client) => {
    const server = client.connectToServer();
    server.onMessage((message) => {
      const { type, id: subscription, payload } = JSON.parse(String(message));
      if (told > 0 || type !== 'next' || payload?.data?.lineageUpdated === undefined) return client.send(message);
      told += 1;
      const extensions = { code: 'RESYNC', cursor: payload.data.lineageUpdated?.cursor };
      client.send(JSON.stringify({ type: 'error', id: subscription, payload: [{ message: 'Too far behind.', extensions }] }));
    });
  });
  await page.goto(`/lineage/${id}`);
  await card(page, 'Job', 'read resynced').click();
  await page.getByText('Live', { exact: true }).waitFor();
  const address = page.url();
  await world().hub.post(aRunEvent({ job: 'newcomer of resynced', inputs: ['resynced'], outputs: [] }));
  await card(page, 'Job', 'newcomer of resynced').waitFor();
  expect(told).toBe(1);
  expect(page.url()).toBe(address);
  await world().hub.post(aRunEvent({ job: 'second of resynced', inputs: ['resynced'], outputs: [] }));
  await card(page, 'Job', 'second of resynced').waitFor();
});

test.each([
  ['three days ahead', 3 * 86_400_000],
  ['three days behind', -3 * 86_400_000],
])('a browser whose clock is %s of the hub shows no time below zero and stays live', async (_, skew) => {
  const id = await subject(`skewed by ${skew}`);
  const page = await world().browser.page({ url: world().hub.url });
  await page.clock.install({ time: Date.now() + skew });
  await page.goto(`/lineage/${id}`);
  await card(page, 'Dataset', `skewed by ${skew}`).waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  expect(await page.getByText(/(^|\s)[-−]\d+ (s|m|h|d)\b/).count()).toBe(0);
  await world().hub.post(aRunEvent({ job: `late by ${skew}`, inputs: [`skewed by ${skew}`], outputs: [] }));
  await card(page, 'Job', `late by ${skew}`).waitFor();
  await page.goto('/');
  await standsUpright(page);
});
