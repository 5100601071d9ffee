import { expect, test } from '@jest/globals';
import { aRunEvent, eventually, type Page } from '@hotpass/testkit';
import { card, placesOfCards } from './support/graph-places.ts';
import { webWorld } from './support/hooks.ts';

const world = webWorld({ isTold: false, isDurable: true });

/** A chain of its own for each test: raw → refine → refined → publish → published. */
async function chain(prefix: string): Promise<string> {
  const { hub } = world();
  await hub.post(aRunEvent({ job: `${prefix}.refine`, inputs: [`${prefix}.raw`], outputs: [`${prefix}.refined`] }));
  await hub.post(aRunEvent({ job: `${prefix}.publish`, inputs: [`${prefix}.refined`], outputs: [`${prefix}.published`] }));
  await hub.settle();
  const { data } = await hub.graphql(`{ dataset(namespace: "example", name: "${prefix}.refined") { id } }`);
  return (data as { dataset: { id: string } }).dataset.id;
}

async function openLive(id: string): Promise<Page> {
  const page = await world().open(`/lineage/${id}?down=2`);
  await page.getByText('Live', { exact: true }).waitFor();
  return page;
}

test('a job that appears downstream is drawn, ringed and told within two seconds, and nothing else moves', async () => {
  const page = await openLive(await chain('newcomer'));
  await card(page, 'Dataset', 'newcomer.published').waitFor();
  const before = await placesOfCards(page);
  const address = page.url();
  await page.evaluate('window.isSameDocument = true');

  const from = performance.now();
  await world().hub.post(aRunEvent({ job: 'newcomer.score', inputs: ['newcomer.refined'], outputs: ['newcomer.scores'] }));
  const drawn = card(page, 'Job', 'newcomer.score');
  await drawn.waitFor();
  await drawn.locator('[data-ring]').waitFor({ state: 'attached' });
  await page
    .getByRole('status')
    .filter({ hasText: /new job|new dataset/i })
    .waitFor({ state: 'attached' });
  expect(performance.now() - from).toBeLessThan(2_000);

  await card(page, 'Dataset', 'newcomer.scores').waitFor();
  const after = await placesOfCards(page);
  expect(before.size).toBeGreaterThanOrEqual(5);
  for (const [name, place] of before) expect([name, after.get(name)]).toEqual([name, place]);
  expect(new Set([...after.values()]).size).toBe(after.size);
  expect(await page.evaluate('window.isSameDocument')).toBe(true);
  expect(page.url()).toBe(address);
});

test('a run that fails is seen on the card of its job without reload', async () => {
  const page = await openLive(await chain('failing'));
  await card(page, 'Job', 'failing.publish').waitFor();
  const runId = crypto.randomUUID();
  const facets = {
    errorMessage: {
      _producer: 'https://example.org',
      _schemaURL: 'https://openlineage.io/spec/facets/1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet',
      message: 'disk is full',
      programmingLanguage: 'SQL',
    },
  };
  const io = { job: 'failing.publish', inputs: ['failing.refined'], outputs: ['failing.published'] };
  await world().hub.post(aRunEvent({ ...io, eventType: 'START', run: { runId } }));
  await page.getByRole('group', { name: /^Job failing\.publish, .*running/i }).waitFor();
  await world().hub.post(aRunEvent({ ...io, eventType: 'FAIL', run: { runId, facets } }));
  await page.getByRole('group', { name: /^Job failing\.publish, .*failed/i }).waitFor();
});

test('the hub dies and returns: the page says so, keeps its picture, and misses nothing', async () => {
  const page = await openLive(await chain('kill'));
  await card(page, 'Job', 'kill.publish').waitFor();
  world()
    .browser.watch(page)
    .allow(/ERR_CONNECTION|WebSocket|Failed to (load|fetch)|ERR_EMPTY_RESPONSE/);
  const before = await placesOfCards(page);
  const words: string[] = [];
  await page.exposeFunction('wordSeen', (word: string) => words.push(word));
  await page.evaluate(`new MutationObserver(() => {
    const [word] = /Live|Catching up|Offline|Delayed|Connecting/.exec(document.querySelector('header').innerText) ?? [];
    if (word && word !== window.lastWord) window.wordSeen(window.lastWord = word);
  }).observe(document.querySelector('header'), { subtree: true, childList: true, characterData: true })`);

  await world().hub.kill('SIGKILL');
  await page.getByText('Offline', { exact: true }).waitFor();
  expect(await placesOfCards(page)).toEqual(before);
  await world().hub.restart();
  // Told before the page has found back: it was not there to hear it.
  await world().hub.post(aRunEvent({ job: 'kill.meanwhile', inputs: ['kill.refined'], outputs: ['kill.late'] }));
  await page.getByText('Live', { exact: true }).waitFor({ timeout: 40_000 });
  await card(page, 'Job', 'kill.meanwhile').waitFor();
  await world().hub.post(aRunEvent({ job: 'kill.after', inputs: ['kill.refined'], outputs: ['kill.later'] }));
  await card(page, 'Job', 'kill.after').waitFor();
  const after = await placesOfCards(page);
  for (const [name, place] of before) expect([name, after.get(name)]).toEqual([name, place]);
  await eventually(async () => expect(words.filter((word) => word !== 'Connecting')).toEqual(['Offline', 'Catching up', 'Live']));
});

test('a second tab sees the same news, and pausing one leaves the other live', async () => {
  const id = await chain('tabs');
  const [first, second] = [await openLive(id), await openLive(id)];
  await card(first, 'Job', 'tabs.publish').waitFor();
  await first.getByRole('button', { name: 'Pause live updates' }).click();
  await first.getByText('Paused', { exact: true }).waitFor();
  await world().hub.post(aRunEvent({ job: 'tabs.score', inputs: ['tabs.refined'], outputs: [] }));
  await card(second, 'Job', 'tabs.score').waitFor();
  expect(await card(first, 'Job', 'tabs.score').count()).toBe(0);
  await first.getByRole('button', { name: 'Go on' }).click();
  await card(first, 'Job', 'tabs.score').waitFor();
});
