import { expect, test } from '@jest/globals';
import { aRunEvent, eventually } from '@hotpass/testkit';
import { webWorld } from './support/hooks.ts';
import { ask, firstFailure } from './support/paths.ts';
import { themes } from './support/web-world.ts';

const world = webWorld();

test.each(themes)('the first failure that nothing explains opens the page, and what it reaches is copied, in %s', async (theme) => {
  const first = await firstFailure(world().hub);
  const page = await world().open('/runs?range=7d', { theme });
  await page.getByRole('heading', { level: 1, name: new RegExp(`^${first.job} failed first`) }).waitFor();
  const failure = page.getByRole('article', { name: first.job });
  await failure.getByRole('button', { name: 'Copy what is affected' }).click();
  const copied = (): Promise<string> => page.evaluate('navigator.clipboard.readText()');
  type Found = { readonly run: { readonly error: { readonly message: string } | null } };
  const { run } = await ask<Found>(world().hub, 'query Q($id: ID!) { run(id: $id) { id error { message } } }', { id: first.id });
  // What is copied is asked for first.
  await eventually(async () => expect(await copied()).toContain(first.job));
  if (run.error) expect(await copied()).toContain(run.error.message.slice(0, 40));
  await failure.getByRole('link', { name: first.job }).click();
  await page.waitForURL(new RegExp(`/runs/${first.id}`));
  await page.getByRole('heading', { level: 1, name: /^Failed after/ }).waitFor();
});

test('a run appears, runs and fails on the list and on its own page, without reload', async () => {
  const list = await world().open('/runs?range=1h&view=table');
  await list.getByRole('heading', { level: 1 }).waitFor();
  await list.getByText('Live', { exact: true }).waitFor();
  await list.evaluate('window.isSameDocument = true');
  const runId = crypto.randomUUID();
  const io = { job: 'watched.job', inputs: ['watched.in'], outputs: ['watched.out'], run: { runId } };
  await world().hub.post(aRunEvent({ ...io, eventType: 'START' }));
  // It announces itself and waits: nothing moves under who reads.
  await list.getByRole('button', { name: '1 new run: show it' }).click();
  const row = list.getByRole('row').filter({ hasText: 'watched.job' });
  await row.filter({ hasText: /running/i }).waitFor();
  const own = await world().open(`/runs/run_${runId}`);
  await own.getByRole('heading', { level: 1, name: /running/i }).waitFor();
  await own.getByText('Live', { exact: true }).waitFor();
  await world().hub.post(aRunEvent({ ...io, eventType: 'FAIL' }));
  await own.getByRole('heading', { level: 1, name: /failed/i }).waitFor();
  await row.filter({ hasText: /failed/i }).waitFor();
  expect(await list.evaluate('window.isSameDocument')).toBe(true);
});
