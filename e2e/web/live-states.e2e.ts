import { afterEach, describe, expect, test } from '@jest/globals';
import { aRunEvent, eventually, type Page } from '@hotpass/testkit';
import { webWorld } from './support/hooks.ts';

const world = webWorld({ isTold: false });

/** What a browser reports of a hub that is away. */
const away = /ERR_CONNECTION|WebSocket|Failed to (load|fetch)|ERR_EMPTY_RESPONSE/;

/** How the page says it stands to the hub. */
async function stands(page: Page, words: RegExp, patienceMs = 10_000): Promise<void> {
  await page.getByRole('banner').getByText(words).first().waitFor({ timeout: patienceMs });
}

/** What was said aloud, in order, from now on. */
async function listen(page: Page): Promise<readonly string[]> {
  const said: string[] = [];
  await page.exposeFunction('saidAloud', (words: string) => void said.push(words));
  await page.evaluate(`new MutationObserver(() => {
    const words = document.querySelector('[data-state] [role=status]').textContent;
    if (words !== '' && words !== window.lastSaid) saidAloud(window.lastSaid = words);
  }).observe(document.querySelector('[data-state]'), { subtree: true, childList: true, characterData: true })`);
  return said;
}

async function known(name: string): Promise<string> {
  await world().hub.post(aRunEvent({ job: `make ${name}`, inputs: [`raw of ${name}`], outputs: [name] }));
  await world().hub.settle();
  const { data } = await world().hub.graphql('query Q($name: String!) { dataset(namespace: "example", name: $name) { id } }', { name });
  return (data as { dataset: { id: string } }).dataset.id;
}

describe('a hub nobody has told anything', () => {
  test('shows three ways to begin, each with its command, and changes by itself with the first event', async () => {
    const page = await world().open('/');
    await page.getByRole('heading', { level: 1, name: 'This hub has not been told anything yet.' }).waitFor();
    expect(await page.getByRole('main').getByRole('list').getByRole('listitem').count()).toBe(3);
    for (const command of await page.getByRole('main').locator('pre, code').allInnerTexts()) expect(command.trim()).not.toBe('');
    const runs = await world().open('/runs');
    await runs.getByRole('heading', { level: 3, name: /^No run started/ }).waitFor();
    await world().hub.post(aRunEvent({ job: 'the first', inputs: [], outputs: ['told first'] }));
    await page.getByRole('region', { name: 'What changed last' }).getByRole('link', { name: 'told first' }).first().waitFor();
    await runs.getByRole('link', { name: /^the first/ }).waitFor();
  });
});

describe('how the page stands to the hub', () => {
  afterEach(() => {
    process.kill(world().hub.pid, 'SIGCONT');
  });

  test('paused: nothing changes until one goes on, and then nothing is missing', async () => {
    const page = await world().open(`/lineage/${await known('paused')}?view=table`);
    await stands(page, /^Live$/);
    const said = await listen(page);
    await page.getByRole('button', { name: 'Pause live updates' }).click();
    await stands(page, /^Paused$/);
    await eventually(async () => expect(said).toEqual(['Live updates are paused.']));
    await world().hub.post(aRunEvent({ job: 'read paused', inputs: ['paused'], outputs: [] }));
    await world().hub.settle();
    expect(await page.getByRole('row', { name: /read paused/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('row', { name: /read paused/ }).waitFor();
    await stands(page, /^Live$/);
    await eventually(async () => expect(said.at(-1)).toMatch(/live again|catching up/));
  });

  test('delayed: a hub that falls silent is told with the age of the newest event, and its return too', async () => {
    const page = await world().open(`/lineage/${await known('delayed')}?view=table`);
    await stands(page, /^Live$/);
    await world().hub.post(aRunEvent({ job: 'read delayed', inputs: ['delayed'], outputs: [] }));
    await page.getByRole('row', { name: /read delayed/ }).waitFor();
    const said = await listen(page);
    process.kill(world().hub.pid, 'SIGSTOP');
    await stands(page, /^Delayed, newest .+ old$/, 25_000);
    expect(await page.getByRole('row', { name: /read delayed/ }).count()).toBe(1);
    await eventually(async () => expect(said[0]).toBe('The hub does not answer; what is shown may be old.'));
    process.kill(world().hub.pid, 'SIGCONT');
    await stands(page, /^Live$/, 25_000);
  });

  test('offline: what was read stays, what needs the hub is disabled and says why, and all comes back by itself', async () => {
    const id = await known('offline');
    const page = await world().open(`/datasets/${id}`);
    world().browser.watch(page).allow(away);
    await stands(page, /^Live$/);
    const change = page.getByRole('button', { name: 'Say it of offline', exact: true });
    expect(await change.isEnabled()).toBe(true);
    const said = await listen(page);
    await world().hub.kill();
    await stands(page, /^Offline$/);
    await page.getByRole('heading', { level: 1, name: 'offline' }).waitFor();
    expect(await change.isDisabled()).toBe(true);
    expect(await change.getAttribute('title')).toMatch(/^The hub cannot be reached/);
    await page.getByRole('button', { name: 'Try to connect now' }).waitFor();
    await world().hub.restart();
    await stands(page, /^Live$/, 35_000);
    await eventually(async () => expect(await change.isEnabled()).toBe(true));
    await eventually(async () => expect(said[0]).toMatch(/^Offline\./));
    expect(new Set(said).size).toBe(said.length);
  });

  test('a tab nobody looks at for a minute is paused, and catches up when it is looked at', async () => {
    const page = await world().browser.page({ url: world().hub.url });
    await page.clock.install();
    await page.addInitScript(`Object.defineProperty(document, 'visibilityState', { get: () => window.isHidden ? 'hidden' : 'visible' })`);
    await page.goto(`/lineage/${await known('hidden')}?view=table`);
    await stands(page, /^Live$/);
    const look = (isHidden: boolean): Promise<unknown> =>
      page.evaluate(`window.isHidden = ${isHidden}; document.dispatchEvent(new Event('visibilitychange'))`);
    await look(true);
    await page.clock.fastForward(61_000);
    await stands(page, /^Paused$/);
    await world().hub.post(aRunEvent({ job: 'read hidden', inputs: ['hidden'], outputs: [] }));
    await look(false);
    await page.getByRole('row', { name: /read hidden/ }).waitFor();
    await stands(page, /^Live$/);
    await page.getByRole('button', { name: 'Pause live updates' }).click();
    await look(true);
    await page.clock.fastForward(61_000);
    await look(false);
    await stands(page, /^Paused$/);
  });

  test('a tab that is opened behind another is paused after a minute too', async () => {
    const page = await world().browser.page({ url: world().hub.url });
    await page.clock.install();
    await page.addInitScript(`Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })`);
    await page.goto('/');
    await stands(page, /^Live$/);
    await page.clock.fastForward(61_000);
    await stands(page, /^Paused$/);
  });
});

test('a stream that never rests is live all the same after it was caught up with', async () => {
  const page = await world().open('/runs');
  await stands(page, /^Live$/);
  await page.getByRole('button', { name: 'Pause live updates' }).click();
  await stands(page, /^Paused$/);
  const posting = { isOver: false };
  const stream = (async () => {
    while (!posting.isOver) await world().hub.post(aRunEvent({ job: 'never at rest', inputs: [], outputs: [] }));
  })();
  try {
    await page.getByRole('button', { name: 'Go on' }).click();
    await stands(page, /^Catching up$/);
    await stands(page, /^Live$/, 15_000);
  } finally {
    posting.isOver = true;
    await stream;
  }
});

test('two tabs show the same, each by itself', async () => {
  const id = await known('twice');
  const [one, other] = [await world().open(`/lineage/${id}?view=table`), await world().open(`/lineage/${id}?view=table`)];
  for (const page of [one, other]) await stands(page, /^Live$/);
  await one.getByRole('button', { name: 'Pause live updates' }).click();
  await world().hub.post(aRunEvent({ job: 'read twice', inputs: ['twice'], outputs: [] }));
  await other.getByRole('row', { name: /read twice/ }).waitFor();
  expect(await one.getByRole('row', { name: /read twice/ }).count()).toBe(0);
  await stands(other, /^Live$/);
  await stands(one, /^Paused$/);
});
