import { describe, expect, test } from '@jest/globals';
import { aRunEvent, eventually, type Locator, type Page } from '@hotpass/testkit';
import { accessibilityProblems, webWorld } from './support/hooks.ts';
import { ask, firstFailure } from './support/paths.ts';
import { themes } from './support/web-world.ts';

const world = webWorld();

/** How many runs pass, as the hub counts them. */
async function countOf(filter: object): Promise<number> {
  const query = 'query Q($filter: RunFilter) { runs(filter: $filter, first: 1) { totalCount } }';
  return (await ask<{ runs: { totalCount: number } }>(world().hub, query, { filter })).runs.totalCount;
}

async function openLive(path: string, options: Parameters<ReturnType<typeof world>['open']>[1] = {}): Promise<Page> {
  const page = await world().open(path, options);
  await page.getByText('Live', { exact: true }).first().waitFor({ state: 'attached' });
  return page;
}

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Runs' });
const lanes = (page: Page): Locator => page.locator('[data-lane]');
const bars = (page: Page, job: string): Locator => page.getByRole('list', { name: `Runs of ${job}`, exact: true }).getByRole('button');
const focusedName = (page: Page): Promise<string> =>
  page.evaluate(`document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent`);

/** What is copied is asked for first. */
async function copied(page: Page, part: string): Promise<string> {
  const text = (): Promise<string> => page.evaluate('navigator.clipboard.readText()');
  await eventually(async () => expect(await text()).toContain(part));
  return text();
}

describe('what failed first', () => {
  test.each(themes)('is found from the start page and what it reaches is copied, by keyboard alone, in %s', async (theme) => {
    const first = await firstFailure(world().hub);
    const page = await openLive('/', { theme });
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.waitForURL(/\/runs$/);
    await page.getByRole('heading', { level: 2, name: 'Runs by job' }).waitFor();
    for (const range of ['3d', '7d']) {
      await page.keyboard.press('-');
      await page.waitForURL(new RegExp(`range=${range}`));
    }
    await page.getByRole('heading', { level: 1, name: new RegExp(`^${first.job} failed first`) }).waitFor();
    await page.getByRole('article', { name: first.job }).first().waitFor();
    await page.keyboard.press('j');
    expect(await focusedName(page)).toBe(first.job);
    for (let step = 0; (await focusedName(page)) !== 'Copy what is affected'; step += 1) {
      expect(step).toBeLessThan(12);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    type Found = { readonly run: { readonly error: { readonly message: string } | null } };
    const { run } = await ask<Found>(world().hub, 'query Q($id: ID!) { run(id: $id) { id error { message } } }', { id: first.id });
    const message = await copied(page, first.job);
    expect(message).toContain(`/runs/${first.id}`);
    expect(message).toMatch(/Datasets affected: [1-9]/);
    if (run.error) expect(message).toContain(run.error.message.slice(0, 40));
    for (const [key, name] of [
      ['j', /./],
      ['k', new RegExp(`^${first.job}$`)],
    ] as const) {
      await page.keyboard.press(key);
      expect(await focusedName(page)).toMatch(name);
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/runs/${first.id}`));
    await page.getByRole('heading', { level: 1, name: /^Failed after/ }).waitFor();
  });

  test('of failures at the very same moment each is copied as what it is', async () => {
    const eventTime = new Date().toISOString();
    const names = ['a', 'b', 'c', 'd'].map((letter) => `moment.${letter}`);
    for (const name of names) {
      const job = { namespace: 'moment', name };
      await world().hub.post(aRunEvent({ job, inputs: [], outputs: [`${name}.out`], eventType: 'FAIL', eventTime }));
    }
    await world().hub.settle();
    const page = await openLive('/runs?range=1h&ns=moment');
    await page.locator('[data-failure]').nth(3).waitFor();
    for (const name of names) {
      const failure = page.locator('[data-failure]').filter({ hasText: name });
      const more = failure.getByRole('button', { name: 'Show more of' });
      if ((await more.count()) > 0) await more.click();
      await failure.getByRole('button', { name: 'Copy what is affected' }).click();
      expect(await copied(page, `${name} failed at`)).toContain(`- ${name}.out`);
    }
  });

  test('a failure that comes while one reads is told and waits, and nothing moves', async () => {
    const page = await openLive('/runs?range=7d');
    await page.getByRole('heading', { level: 2, name: 'What failed first' }).waitFor();
    const place = async (): Promise<unknown> => lanes(page).first().boundingBox();
    await lanes(page).first().waitFor();
    // They stand above the lanes, and are another answer.
    await page.locator('[data-failure]').first().waitFor();
    const before = await place();
    await world().hub.post(aRunEvent({ job: 'late.failure', inputs: [], outputs: ['late.out'], eventType: 'FAIL' }));
    const show = page.getByRole('button', { name: '1 new failure: show it' });
    await show.waitFor();
    expect(await page.locator('[data-failure]').filter({ hasText: 'late.failure' }).count()).toBe(0);
    expect(await place()).toEqual(before);
    await show.click();
    await page.locator('[data-failure]').filter({ hasText: 'late.failure' }).waitFor();
  });
});

describe('lanes', () => {
  const job = 'refine.publish_directory';

  test('every run of a lane is one bar with words, one tab stop for all, and arrows lead from bar to bar', async () => {
    const page = await openLive('/runs?range=30d');
    await bars(page, job).first().waitFor();
    const count = await countOf({ jobName: { eq: job } });
    expect(count).toBeGreaterThan(2);
    const names = await bars(page, job).evaluateAll((all) => all.map((bar) => bar.getAttribute('aria-label') ?? ''));
    expect(names).toHaveLength(count);
    for (const name of names)
      expect(name).toMatch(/^(Completed|Failed|Running|Late|Aborted|Unknown), .*\d{2}:\d{2}:\d{2}(, (took|for) .+)?$/);
    expect(await page.locator('[data-bar][tabindex="0"]').count()).toBe(1);

    await bars(page, job).last().focus();
    for (const [key, place] of [
      ['ArrowLeft', count - 2],
      ['Home', 0],
      ['ArrowLeft', 0],
      ['ArrowRight', 1],
      ['End', count - 1],
    ] as const) {
      await page.keyboard.press(key);
      expect([key, await focusedName(page)]).toEqual([key, names[place]]);
    }
    expect(await page.locator('[data-bar][tabindex="0"]').count()).toBe(1);
    const laneOfFocus = (): Promise<string> => page.evaluate(`document.activeElement.closest('[data-lane]').dataset.lane`);
    const own = await laneOfFocus();
    await page.keyboard.press('ArrowDown');
    expect(await laneOfFocus()).not.toBe(own);
    await page.keyboard.press('ArrowUp');
    expect(await laneOfFocus()).toBe(own);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/runs\/run_/);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  test('time goes from 15 minutes to 30 days and back by keys, always with now where it is', async () => {
    const page = await openLive('/runs?range=15m');
    const now = page.locator('[data-time]').getByText(/^now \d{2}:\d{2}$/);
    for (const range of ['1h', '3h', '6h', '12h', null, '3d', '7d', '14d', '30d']) {
      await page.keyboard.press('-');
      // The default does not stand in the address.
      await page.waitForURL((url) => url.searchParams.get('range') === range);
      if (range !== '1h' && range !== '3h') await now.waitFor();
    }
    expect(await page.getByRole('button', { name: 'Show more time' }).isDisabled()).toBe(true);
    await page.keyboard.press('+');
    await page.waitForURL(/range=14d/);
    await page.keyboard.press('[');
    await page.waitForURL(/to=/);
    await now.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Now', exact: true }).click();
    await now.waitFor();
  });

  test('of many jobs only those in sight are in the page; names stay apart, the last is reached', async () => {
    const namespace = 'many';
    const names = Array.from(
      { length: 60 },
      (_, place) => `warehouse.marts.customers_of_the_day_${String(place).padStart(2, '0')}.build.run`,
    );
    const hostile = [
      '<img src=x onerror=alert(1)>',
      '\u202Egnp.exe',
      '🚀'.repeat(40),
      'x'.repeat(2_000),
      `${'x'.repeat(1_000)}y${'x'.repeat(999)}`,
    ];
    for (const name of [...names, ...hostile]) await world().hub.post(aRunEvent({ job: { namespace, name }, inputs: [], outputs: [] }));
    for (const other of ['one', 'two']) {
      await world().hub.post(aRunEvent({ job: { namespace: `twin-${other}`, name: 'twin' }, inputs: [], outputs: [] }));
    }
    await world().hub.settle();
    const page = await openLive(`/runs?range=1h&ns=${namespace}&ns=twin-one&ns=twin-two`);
    const chart = page.locator('[data-lanes]');
    await lanes(page).first().waitFor();
    const seen = new Map<string, string>();
    await eventually(async () => {
      const shown = await lanes(page).evaluateAll((all) =>
        all.map((lane) => [lane.getAttribute('data-lane'), lane.querySelector('a')?.innerText.replaceAll(/\s+/g, ' ')]),
      );
      expect(shown.length).toBeLessThan(60);
      for (const [id, text] of shown) seen.set(String(id), String(text));
      await chart.evaluate((element) => element.scrollBy(0, 300));
      expect(seen.size).toBe(names.length + hostile.length + 2);
    });
    expect(await chart.getAttribute('data-lanes')).toBe(String(seen.size));
    expect(new Set(seen.values()).size).toBe(seen.size);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
  });
});

describe('filters', () => {
  test('the table has as many rows as the hub counts, whatever the filter, and its order', async () => {
    await world().hub.post(
      aRunEvent({ job: 'stalled.job', eventType: 'START', eventTime: new Date(Date.now() - 30 * 3_600_000).toISOString() }),
    );
    await world().hub.settle();
    const page = await openLive('/runs?range=30d&view=table');
    const expectCount = async (filter: object): Promise<void> => {
      const count = await countOf(filter);
      await eventually(async () => expect([filter, await grid(page).getAttribute('aria-rowcount')]).toEqual([filter, String(count + 1)]));
    };
    await expectCount({});
    await page.getByRole('button', { name: 'Late', exact: true }).click();
    await expectCount({ health: { in: ['LATE', 'STALLED'] } });
    await page.getByRole('row').filter({ hasText: 'stalled.job' }).waitFor();
    await page.getByRole('button', { name: 'Failed', exact: true }).click();
    await expectCount({ or: [{ health: { in: ['LATE', 'STALLED'] } }, { state: { eq: 'FAILED' } }] });
    await page.getByRole('button', { name: 'All states' }).click();
    await page.getByRole('searchbox', { name: 'Job name contains' }).fill('COLLECT');
    await page.waitForURL(/job=COLLECT/);
    await expectCount({ jobName: { contains: 'collect' } });
    await page.getByRole('columnheader', { name: /Ended/ }).getByRole('button').click();
    await page.waitForURL(/sort=ended/);
    type Found = { readonly runs: { readonly nodes: readonly { readonly job: { readonly name: string } }[] } };
    const query = `query Q($filter: RunFilter, $orderBy: RunOrder) { runs(filter: $filter, orderBy: $orderBy, first: 5) { nodes { job { id name } } } }`;
    const direction = page.url().includes('ended-asc') ? 'ASC' : 'DESC';
    const { runs } = await ask<Found>(world().hub, query, {
      filter: { jobName: { contains: 'collect' } },
      orderBy: { field: 'ENDED_AT', direction },
    });
    await eventually(async () => {
      const shown = await grid(page)
        .locator('[role=row][data-index]')
        .evaluateAll((rows) => rows.slice(0, 5).map((row) => row.querySelector('[data-name=Job]')?.textContent));
      expect(shown).toEqual(runs.nodes.map((run) => run.job.name));
    });
  });

  test('j walks from the failures into the table and through its rows, k back, Enter opens', async () => {
    const page = await openLive('/runs?range=7d&view=table');
    await grid(page).getByRole('row').nth(3).waitFor();
    // Failures and rows are two answers, of which either may come first.
    await page.locator('[data-failure]').nth(1).waitFor();
    const failures = await page.locator('[data-failure]').count();
    for (let step = 0; step <= failures; step += 1) await page.keyboard.press('j');
    const selected = grid(page).locator('[aria-selected=true]');
    expect(await selected.count()).toBe(0);
    for (const [key, place] of [
      ['j', '0'],
      ['j', '1'],
      ['k', '0'],
    ] as const) {
      await page.keyboard.press(key);
      await eventually(async () => expect([key, await selected.getAttribute('data-index')]).toEqual([key, place]));
    }
    await page.keyboard.press('k');
    expect(await page.evaluate(`document.activeElement.closest('[data-failure]') !== null`)).toBe(true);
    await page
      .getByRole('button', { name: /^Show more of / })
      .first()
      .press('Enter');
    expect(await page.evaluate(`document.activeElement.closest('article') !== null`)).toBe(true);
    await grid(page).press('Enter');
    await page.waitForURL(/\/runs\/run_/);
  });

  test('a namespace leaves the lanes of its jobs, stands in the address and is taken back', async () => {
    const namespace = 'only-here';
    await world().hub.post(aRunEvent({ job: { namespace, name: 'lonely' }, inputs: [], outputs: [] }));
    await world().hub.settle();
    const page = await openLive('/runs?range=7d');
    await eventually(async () => expect(await lanes(page).count()).toBeGreaterThan(5));
    await page.getByRole('combobox', { name: 'Add a namespace' }).selectOption(namespace);
    await page.waitForURL(/ns=only-here/);
    await eventually(async () => expect(await lanes(page).count()).toBe(1));
    await bars(page, 'lonely').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Nothing has failed that needs an explanation.' }).waitFor();
    // News of other jobs are none of this list.
    await world().hub.post(aRunEvent({ job: 'elsewhere', inputs: [], outputs: [] }));
    await world().hub.post(aRunEvent({ job: { namespace, name: 'second' }, inputs: [], outputs: [] }));
    await page.getByRole('button', { name: '1 more job has run: show it' }).click();
    await eventually(async () => expect(await lanes(page).count()).toBe(2));
    await page.getByRole('button', { name: `Remove namespace ${namespace}` }).click();
    await page.waitForURL((url) => !url.searchParams.has('ns'));
    await eventually(async () => expect(await lanes(page).count()).toBeGreaterThan(5));
  });

  test.each(['lanes', 'table'])('that leave nothing say which of them hides how many, in the %s', async (view) => {
    const page = await openLive(`/runs?range=30d&view=${view}&job=collect&state=unknown`);
    await page.getByText('No run passes the filters.').waitFor();
    const hidden = await countOf({ jobName: { contains: 'collect' } });
    const states = page.getByRole('listitem').filter({ hasText: 'Only these states: unknown' });
    await states.filter({ hasText: new RegExp(`hides ${hidden} runs`) }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'without it there are none either' }).waitFor();
    await states.getByRole('button', { name: 'Remove it' }).click();
    await page.getByText('No run passes the filters.').waitFor({ state: 'detached' });
  });
});

describe('live', () => {
  test('a run appears at the top of what is not scrolled, runs and fails, on the list and on its own page', async () => {
    const list = await openLive('/runs?range=1h&view=table');
    await grid(list)
      .or(list.getByText(/^No run started/))
      .first()
      .waitFor();
    await list.evaluate('window.isSameDocument = true');
    const runId = crypto.randomUUID();
    const io = { job: 'watched.job', inputs: ['watched.in'], outputs: ['watched.out'], run: { runId } };
    await world().hub.post(aRunEvent({ ...io, eventType: 'START' }));
    const row = list.locator('[role=row][data-index="0"]').filter({ hasText: 'watched.job' });
    await row.filter({ hasText: /running/i }).waitFor();
    const own = await openLive(`/runs/run_${runId}`);
    await own.getByRole('heading', { level: 1, name: /running/i }).waitFor();
    await world().hub.post(aRunEvent({ ...io, eventType: 'FAIL' }));
    await own.getByRole('heading', { level: 1, name: /failed/i }).waitFor();
    await row.filter({ hasText: /failed/i }).waitFor();
    await list
      .getByRole('status')
      .filter({ hasText: /run.*finished, 1 failed/ })
      .waitFor({ state: 'attached' });
    expect(await list.evaluate('window.isSameDocument')).toBe(true);
  });

  test('a run that is overdue is late when its time is up, though nobody tells', async () => {
    const nominalTime = {
      _producer: 'https://example.org',
      _schemaURL: 'https://openlineage.io/spec/facets/1-0-1/NominalTimeRunFacet.json#/$defs/NominalTimeRunFacet',
      nominalStartTime: new Date().toISOString(),
      nominalEndTime: new Date(Date.now() + 3_000).toISOString(),
    };
    await world().hub.post(
      aRunEvent({ job: 'overdue.job', inputs: [], outputs: [], eventType: 'START', run: { facets: { nominalTime } } }),
    );
    await world().hub.settle();
    const page = await openLive('/runs?range=15m&job=overdue.job');
    await bars(page, 'overdue.job')
      .and(page.getByRole('button', { name: /^Late, .+, for / }))
      .waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: /Late, \d/ })
      .first()
      .waitFor();
  });

  test('a list that is scrolled tells of new runs and waits until they are asked for', async () => {
    const page = await openLive('/runs?range=30d&view=table');
    await grid(page).getByRole('row').nth(5).waitFor();
    await grid(page).evaluate((element) => element.scrollTo(0, 700));
    const shown = (): Promise<unknown> => grid(page).locator('[role=row][data-index="25"]').innerText();
    await grid(page).locator('[role=row][data-index="25"]').waitFor();
    const before = await shown();
    for (const job of ['waits.one', 'waits.two']) await world().hub.post(aRunEvent({ job, inputs: [], outputs: [] }));
    const show = page.getByRole('button', { name: '2 new runs: show them' });
    await show.waitFor();
    expect(await shown()).toBe(before);
    await show.click();
    await grid(page).locator('[role=row][data-index="0"]').filter({ hasText: 'waits.two' }).waitFor();
  });
});

test('RESYNC in mid-view keeps lanes, rows and failures where they are, and what comes after is followed', async () => {
  const post = async (name: string, eventType: string): Promise<void> => {
    await world().hub.post(aRunEvent({ job: { namespace: 'resync', name }, inputs: [], outputs: [], eventType }));
  };
  for (let run = 0; run < 60; run += 1) await post('steady', run === 0 ? 'FAIL' : 'COMPLETE');
  await world().hub.settle();
  const page = await world().browser.page({ url: world().hub.url });
  const resynced = new Set<string>();
  await page.routeWebSocket(/\/graphql$/, (client) => {
    const server = client.connectToServer();
    server.onMessage((message) => {
      const { type, id, payload } = JSON.parse(String(message));
      if (resynced.size >= 3 || resynced.has(id) || type !== 'next' || !payload?.data?.runUpdated) return client.send(message);
      resynced.add(id);
      const extensions = { code: 'RESYNC', cursor: payload.data.runUpdated.cursor };
      client.send(JSON.stringify({ type: 'error', id, payload: [{ message: 'Too far behind.', extensions }] }));
    });
  });
  await page.goto('/runs?range=1h&view=table&ns=resync');
  await page.getByText('Live', { exact: true }).waitFor();
  await grid(page).getByRole('row').nth(5).waitFor();
  await grid(page).evaluate((element) => element.scrollTo(0, 700));
  const row = grid(page).locator('[role=row][data-index="25"]');
  await row.waitFor();
  const before = await row.innerText();
  const failures = await page.locator('[data-failure]').count();
  await post('resync.one', 'FAIL');
  await page.getByRole('button', { name: '1 new run: show it' }).waitFor();
  await page.getByRole('button', { name: '1 new failure: show it' }).waitFor();
  expect(resynced.size).toBe(3);
  await post('resync.two', 'FAIL');
  await page.getByRole('button', { name: '2 new runs: show them' }).waitFor();
  await page.getByRole('button', { name: '2 new failures: show them' }).waitFor();
  expect(await row.innerText()).toBe(before);
  expect(await page.locator('[data-failure]').count()).toBe(failures);
  await page.getByRole('button', { name: 'Lanes' }).click();
  await page.getByRole('button', { name: /^\d more jobs? ha(s|ve) run: show/ }).click();
  for (const job of ['resync.one', 'resync.two']) await bars(page, job).waitFor();
});

describe.each(themes)('in %s', (theme) => {
  test.each(['lanes', 'table'])('axe has nothing serious against filtered %s with a run selected', async (view) => {
    const { id } = await firstFailure(world().hub);
    type Found = { readonly run: { readonly job: { readonly namespace: { readonly name: string } } } };
    const { run } = await ask<Found>(world().hub, 'query Q($id: ID!) { run(id: $id) { id job { id namespace { id name } } } }', { id });
    const namespace = encodeURIComponent(run.job.namespace.name);
    const page = await openLive(`/runs?range=7d&view=${view}&state=failed&state=completed&ns=${namespace}&sel=${id}`, { theme });
    await (view === 'lanes' ? lanes(page) : grid(page).getByRole('row')).first().waitFor();
    await page.getByRole('complementary', { name: 'Selected run' }).getByText('Failed', { exact: true }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await accessibilityProblems(page)).toBe('');
  });
});

test('where it is narrow the runs are a table', async () => {
  const page = await openLive('/runs?range=7d', { viewport: { width: 320, height: 800 } });
  await grid(page).waitFor();
  expect(await lanes(page).count()).toBe(0);
  // Names go on in the next line rather than being cut at the edge.
  const cut = await grid(page)
    .getByRole('gridcell')
    .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent));
  expect(cut).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
});
