import { expect, test } from '@jest/globals';
import { aRunEvent, eventually, type Page } from '@hotpass/testkit';
import { card } from './support/graph-places.ts';
import { accessibilityProblems, webWorld } from './support/hooks.ts';
import { themes } from './support/web-world.ts';

const world = webWorld({ isTold: false });

const facet = { _producer: 'https://example.org' };

function columns(...names: string[]) {
  const fields = names.map((name) => ({ name, type: 'text' }));
  return { schema: { ...facet, _schemaURL: 'https://openlineage.io/spec/facets/1-2-0/SchemaDatasetFacet.json', fields } };
}

/** raw (id, mail) → refine → refined (id, email) → publish → published, read by `readers` jobs. */
async function chain(prefix: string, readers = 0): Promise<string> {
  const { hub } = world();
  const namespace = 'example';
  const lineage = {
    ...facet,
    _schemaURL: 'https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json',
    fields: {
      email: {
        inputFields: [{ namespace, name: `${prefix}.raw`, field: 'mail', transformations: [{ type: 'DIRECT', subtype: 'IDENTITY' }] }],
      },
    },
  };
  const raw = { namespace, name: `${prefix}.raw`, facets: columns('id', 'mail') };
  const refined = { namespace, name: `${prefix}.refined`, facets: { ...columns('id', 'email'), columnLineage: lineage } };
  await hub.post(aRunEvent({ job: `${prefix}.refine`, inputs: [raw], outputs: [refined] }));
  await hub.post(aRunEvent({ job: `${prefix}.publish`, inputs: [`${prefix}.refined`], outputs: [`${prefix}.published`] }));
  for (let reader = 1; reader <= readers; reader++) {
    await hub.post(aRunEvent({ job: `${prefix}.reader_${reader}`, inputs: [`${prefix}.published`], outputs: [] }));
  }
  await hub.settle();
  const { data } = await hub.graphql(`{ dataset(namespace: "example", name: "${prefix}.refined") { id } }`);
  return (data as { dataset: { id: string } }).dataset.id;
}

/** As much of an SVG path as the test asks for. */
interface SvgLine {
  readonly dataset: Readonly<Record<string, string>>;
  getTotalLength(): number;
  getScreenCTM(): unknown;
  getPointAtLength(at: number): { matrixTransform(by: unknown): { readonly x: number; readonly y: number } };
}

function focused(page: Page): Promise<string> {
  return page.evaluate(`(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.innerText ?? '').split(', ')[0]`);
}

async function press(page: Page, key: string, leadsTo: string): Promise<void> {
  await page.keyboard.press(key);
  await eventually(async () => expect(await focused(page)).toBe(leadsTo));
}

test.each(themes)('the graph has nothing axe minds, in %s', async (theme) => {
  const page = await world().open(`/lineage/${await chain(`axe_${theme}`)}?level=column&col=email`, { theme });
  await card(page, 'Dataset', `axe_${theme}.raw`).getByRole('button', { name: /^mail/ }).waitFor();
  expect(await accessibilityProblems(page)).toBe('');
});

test('arrows follow the edges, one stop holds the whole graph, Enter inspects and Escape lets go', async () => {
  const id = await chain('keys');
  const page = await world().open(`/lineage/${id}`);
  await card(page, 'Dataset', 'keys.published').waitFor();
  const stops = page.getByRole('application').locator('[tabindex="0"]');
  expect(await stops.count()).toBe(1);
  await stops.focus();
  expect(await focused(page)).toBe('Dataset keys.refined');
  await press(page, 'ArrowLeft', 'Job keys.refine');
  await press(page, 'ArrowLeft', 'Dataset keys.raw');
  await press(page, 'Home', 'Dataset keys.refined');
  await press(page, 'ArrowRight', 'Job keys.publish');
  expect(await stops.count()).toBe(1);
  await page.keyboard.press('Enter');
  await page.waitForURL(/sel=job_/);
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => !url.search.includes('sel='));
});

test('a column is traced by its key and by a press, to the column it comes from', async () => {
  const id = await chain('trace');
  const page = await world().open(`/lineage/${id}?level=column`);
  const subject = card(page, 'Dataset', 'trace.refined');
  const email = subject.getByRole('button', { name: /^email/ });
  await email.waitFor();
  await page.getByRole('application').locator('[tabindex="0"]').focus();
  await press(page, 'ArrowDown', 'id');
  await press(page, 'ArrowDown', 'email');
  await page.keyboard.press('t');
  await page.waitForURL(/col=email/);
  await card(page, 'Dataset', 'trace.raw')
    .getByRole('button', { name: /^mail\b.*on the traced path/ })
    .waitFor();
  expect(await email.getAttribute('aria-pressed')).toBe('true');
  await email.click();
  await page.waitForURL((url) => !url.search.includes('col='));
});

test('an edge is chosen beside its line, a vertex by a press, another subject by two', async () => {
  const id = await chain('pointer');
  const page = await world().open(`/lineage/${id}`);
  await card(page, 'Dataset', 'pointer.published').waitFor();
  const middle = await page
    .locator('[data-edge]')
    .first()
    .evaluate((path: unknown) => {
      const line = path as SvgLine;
      const { x, y } = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM());
      return { x, y, id: line.dataset['edge'] ?? '' };
    });
  await page.mouse.click(middle.x, middle.y + 4);
  await page.waitForURL(new RegExp(`sel=${middle.id}`));
  await card(page, 'Job', 'pointer.publish').click();
  await page.waitForURL(/sel=job_/);
  await card(page, 'Dataset', 'pointer.raw').dblclick({ position: { x: 90, y: 10 } });
  await page.waitForURL((url) => url.pathname.startsWith('/lineage/ds_') && !url.pathname.includes(id));
});

test('a stub opens the twelve most relevant neighbours, then a list to search in', async () => {
  const page = await world().open(`/lineage/${await chain('stub', 15)}`);
  await page.getByRole('button', { name: /^15 more downstream of stub\.published: show/ }).click();
  const readers = page.getByRole('application').getByRole('group', { name: /^Job stub\.reader_/ });
  await eventually(async () => expect(await readers.count()).toBe(12));
  await page.getByRole('button', { name: /^3 more downstream of stub\.published: search/ }).click();
  const list = page.getByRole('dialog', { name: 'Downstream of stub.published' });
  const hidden = list.getByRole('button', { disabled: false }).filter({ hasText: 'stub.reader_' });
  await eventually(async () => expect(await hidden.count()).toBe(3));
  const name = (await hidden.first().getAttribute('title')) ?? '';
  await list.getByRole('searchbox').fill(name);
  await hidden.first().click();
  await card(page, 'Job', name).waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
});

test('zooming out turns cards into blocks that keep their names, and the ruler to numbers', async () => {
  const page = await world().open(`/lineage/${await chain('zoom')}`);
  await card(page, 'Dataset', 'zoom.published').waitFor();
  await page.getByText('1 hop down', { exact: true }).waitFor();
  await page.getByRole('application').locator('[tabindex="0"]').focus();
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('-', { delay: 250 });
  await page.getByText('+1', { exact: true }).waitFor();
  await card(page, 'Dataset', 'zoom.published').waitFor();
  expect(await page.getByRole('application').getByText('zoom.published').count()).toBe(0);
  await page.keyboard.press('0');
  await page.getByText('1 hop down', { exact: true }).waitFor();
});
test('what comes in outside the view is pointed at, and a press goes there', async () => {
  const page = await world().open(`/lineage/${await chain('outside')}`);
  await page.getByText('Live', { exact: true }).waitFor();
  await card(page, 'Dataset', 'outside.published').waitFor();
  const overview = page.getByRole('group', { name: /^Overview of the graph/ });
  await overview.focus();
  for (let presses = 0; presses < 8; presses++) await page.keyboard.press('ArrowUp', { delay: 250 });
  await world().hub.post(aRunEvent({ job: 'outside.score', inputs: ['outside.refined'], outputs: [] }));
  await page.getByRole('button', { name: '1 new node below' }).click();
  const score = card(page, 'Job', 'outside.score');
  await eventually(async () => expect((await score.boundingBox())?.y).toBeLessThan(800));
  await page.getByRole('button', { name: /new node/ }).waitFor({ state: 'detached' });
});

test('the view of an address opens where it says', async () => {
  const id = await chain('view');
  const page = await world().open(`/lineage/${id}?xyz=94,24,1.5`);
  const subject = card(page, 'Dataset', 'view.refined');
  await subject.waitFor();
  await page.getByText('150 %', { exact: true }).waitFor();
  const canvas = (await page.getByRole('application').boundingBox())!;
  const box = (await subject.boundingBox())!;
  expect(box.width).toBeCloseTo(188 * 1.5, 0);
  expect(box.x + box.width / 2).toBeCloseTo(canvas.x + canvas.width / 2, 0);
});

test('without motion an update is a still outline, and nothing glides', async () => {
  const page = await world().open(`/lineage/${await chain('still')}`, { reducedMotion: true });
  await page.getByText('Live', { exact: true }).waitFor();
  await card(page, 'Job', 'still.publish').waitFor();
  await world().hub.post(aRunEvent({ eventType: 'START', job: 'still.publish', inputs: ['still.refined'], outputs: ['still.published'] }));
  const ring = card(page, 'Job', 'still.publish').locator('[data-ring]');
  await ring.waitFor();
  expect(await ring.evaluate((element: unknown) => (element as { getAnimations(): readonly unknown[] }).getAnimations().length)).toBe(0);
  await ring.waitFor({ state: 'detached' });
});

test('who comes back from the table finds the view as it was left', async () => {
  const page = await world().open(`/lineage/${await chain('back')}`);
  await card(page, 'Dataset', 'back.published').waitFor();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  const zoom = page.getByRole('group', { name: 'Zoom' }).getByRole('status');
  await eventually(async () => expect(await zoom.innerText()).toBe('115 %'));
  await page.keyboard.press('3');
  await page.getByRole('application').waitFor({ state: 'detached' });
  await page.keyboard.press('1');
  await card(page, 'Dataset', 'back.published').waitFor();
  expect(await zoom.innerText()).toBe('115 %');
});
