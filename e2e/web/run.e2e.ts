import { expect, test } from '@jest/globals';
import { eventually } from '@hotpass/testkit';
import { accessibilityProblems, webWorld } from './support/hooks.ts';
import { saved } from './support/menus.ts';
import { ask } from './support/paths.ts';
import { themes } from './support/web-world.ts';

const world = webWorld();

interface Told {
  readonly id: string;
  readonly steps: { readonly totalCount: number };
}

/** The last run of the demo's nightly pipeline that completed: the one with the most steps. */
async function pipelineRun(): Promise<Told> {
  const query = `{ runs(first: 1, filter: { jobName: { eq: "refine" }, state: { in: [COMPLETED] } }) { nodes { id steps(first: 1) { totalCount } } } }`;
  const [run] = (await ask<{ runs: { nodes: readonly Told[] } }>(world().hub, query)).runs.nodes;
  if (!run) throw new Error('The pipeline has not run in this world.');
  return run;
}

test.each(themes)('steps by what waits for what: lines are drawn, said in words, and axe minds nothing, in %s', async (theme) => {
  const { id, steps } = await pipelineRun();
  const page = await world().open(`/runs/${id}`, { theme });
  const panel = page.getByRole('region', { name: 'Steps' });
  await eventually(async () => expect(await panel.locator('[data-row]').count()).toBe(steps.totalCount));
  expect(await panel.locator('[data-links]').count()).toBe(0);
  await panel.getByText('Dependency', { exact: true }).click();
  await page.waitForURL(/mode=dependency/);
  await panel.locator('path[data-links="critical"]').waitFor({ state: 'attached' });
  expect(await panel.locator('[data-row]').count()).toBe(steps.totalCount);
  await panel
    .getByRole('button', { name: /after .*build/ })
    .first()
    .waitFor();
  expect(await accessibilityProblems(page)).toBe('');
});

test('beside the last success only what could explain is marked: no time of its own', async () => {
  const { id } = await pipelineRun();
  const page = await world().open(`/runs/${id}`);
  const comparison = page.getByRole('region', { name: 'Against the last success' });
  const moment = comparison.getByRole('row', { name: /^logical_date/ });
  await moment.waitFor();
  expect(await moment.innerText()).not.toContain('differs');
});

test('exports hold what the hub has: the run, each step, each event', async () => {
  const { id, steps } = await pipelineRun();
  const page = await world().open(`/runs/${id}`);
  await eventually(async () => expect(await page.locator('[data-row]').count()).toBe(steps.totalCount));
  const json = JSON.parse((await saved(page, 'Run and steps as JSON')).bytes.toString()) as { readonly steps: readonly unknown[] };
  expect(json.steps).toHaveLength(steps.totalCount);
  const csv = (await saved(page, 'Steps as CSV')).bytes
    .toString()
    .split('\r\n')
    .filter((line) => line !== '');
  expect(csv).toHaveLength(steps.totalCount + 1);
  expect((await saved(page, 'Waterfall as PNG')).bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  const events = (await saved(page, 'OpenLineage events as NDJSON')).bytes.toString().trimEnd().split('\n');
  const query = 'query Q($id: ID!) { events(filter: { runId: $id }, first: 100) { nodes { id } } }';
  const known = (await ask<{ events: { nodes: readonly unknown[] } }>(world().hub, query, { id })).events.nodes;
  expect(events).toHaveLength(known.length);
  for (const line of events) expect(`run_${(JSON.parse(line) as { run: { runId: string } }).run.runId}`).toBe(id);
});

test('a run nobody has told of yet appears by itself', async () => {
  const runId = crypto.randomUUID();
  const page = await world().open(`/runs/run_${runId}`);
  await page.getByRole('heading', { level: 1, name: /^Nothing is known of run/ }).waitFor();
  const event = {
    eventType: 'START',
    eventTime: new Date().toISOString(),
    run: { runId },
    job: { namespace: 'example', name: 'told.later' },
    producer: 'https://example.org',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  };
  await world().hub.post(event);
  await page.getByText('told.later').first().waitFor();
});

test('a run that was tried again shows its attempts, each by itself', async () => {
  const nominalTime = {
    ...{ _producer: 'https://example.org', _schemaURL: 'https://openlineage.io/spec/facets/1-0-1/NominalTimeRunFacet.json' },
    nominalStartTime: '2026-11-20T02:00:00Z',
  };
  const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
  const begin = Date.now() - 3 * 86_400_000;
  const event = (runId: string, eventType: string, afterMs: number): object => ({
    ...{ eventType, eventTime: new Date(begin + afterMs).toISOString(), run: { runId, facets: { nominalTime } } },
    ...{ job: { namespace: 'example', name: 'tried.again' }, producer: 'https://example.org' },
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  });
  const dayMs = 86_400_000;
  await world().hub.post(event(first, 'START', 0), event(first, 'FAIL', 60_000));
  await world().hub.post(event(second, 'START', dayMs), event(second, 'COMPLETE', dayMs + 30_000));
  await world().hub.settle();
  const page = await world().open(`/runs/run_${first}`);
  await page.getByRole('heading', { level: 1, name: /^Failed after 1 m/ }).waitFor();
  await page.getByText('attempt 1 of 2').waitFor();
  await page.getByRole('group', { name: 'Attempt' }).getByText('2', { exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /^Completed in 30 s/ }).waitFor();
  await page.waitForURL(new RegExp(`attempt=run_${second}`));
});
