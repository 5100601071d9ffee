import { describe, expect, test } from '@jest/globals';
import { aRunEvent, eventually, type Page } from '@hotpass/testkit';
import { card, placesInCanvas } from './support/graph-places.ts';
import { webWorld } from './support/hooks.ts';
import { chooseFrom, copied, saved } from './support/menus.ts';
import { ask } from './support/paths.ts';
import { rows } from './support/table-rows.ts';

const world = webWorld({ isTold: false });
const facet = { _producer: 'https://example.org' };

/** Everything a file format could stumble over; the longest first. */
const hostile = ['n'.repeat(2_000), '<img src=x onerror=alert(1)> & "quoted" ]]>', '=cmd|calc!A1', 'שלום عالم \u202Eevil', '👩‍👩‍👧 --> %% end'];

/** raw (mail) → refine → refined (email) → publish → published, and what is given read beside `raw`. */
async function chain(prefix: string, beside: readonly string[] = []): Promise<string> {
  const { hub } = world();
  const namespace = 'example';
  const columns = (...names: string[]) => ({
    schema: {
      ...{ ...facet, _schemaURL: 'https://openlineage.io/spec/facets/1-2-0/SchemaDatasetFacet.json' },
      fields: names.map((name) => ({ name, type: 'text' })),
    },
  });
  const from = { namespace, name: `${prefix}.raw`, field: 'mail', transformations: [{ type: 'DIRECT', subtype: 'IDENTITY' }] };
  const columnLineage = {
    ...{ ...facet, _schemaURL: 'https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json' },
    fields: { email: { inputFields: [from] } },
  };
  const raw = { namespace, name: `${prefix}.raw`, facets: columns('id', 'mail') };
  const refined = { namespace, name: `${prefix}.refined`, facets: { ...columns('id', 'email'), columnLineage } };
  await hub.post(aRunEvent({ job: `${prefix}.refine`, inputs: [raw, ...beside], outputs: [refined] }));
  await hub.post(aRunEvent({ job: `${prefix}.publish`, inputs: [`${prefix}.refined`], outputs: [`${prefix}.published`] }));
  await hub.settle();
  const query = 'query Q($name: String!) { dataset(namespace: "example", name: $name) { id } }';
  return (await ask<{ dataset: { id: string } }>(hub, query, { name: `${prefix}.refined` })).dataset.id;
}

/** Edges between vertices as a reader of the table sees them. */
async function tableCounts(page: Page): Promise<{ readonly vertices: number; readonly edges: number }> {
  const listed = async (): Promise<number> => Number(/^\d+/.exec(await page.getByText(/^\d+ listed$/).innerText())?.[0]);
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const vertices = (await rows(page)).length;
  expect(await listed()).toBe(vertices);
  await page.getByRole('button', { name: 'Edges', exact: true }).click();
  await eventually(async () => expect(await page.getByRole('columnheader', { name: 'Known from' }).count()).toBe(1));
  const edges = await listed();
  await page.getByRole('button', { name: 'Graph', exact: true }).click();
  await page.getByRole('application').waitFor();
  return { vertices, edges };
}

describe('what is shared is opened elsewhere', () => {
  test('as it was seen: the same moment, vertices, trace and places, whatever has come since', async () => {
    const page = await world().open(`/lineage/${await chain('seen')}?level=column&col=email`);
    await card(page, 'Dataset', 'seen.raw').getByRole('button', { name: /^mail/ }).waitFor();
    await page.getByRole('application').locator('.react-flow__pane').hover();
    await page.mouse.wheel(60, -80);
    const link = await copied(page, 'Copy link as I see it');
    const before = await placesInCanvas(page);
    expect(before.size).toBe(5);

    await world().hub.post(aRunEvent({ job: 'seen.score', inputs: ['seen.refined'], outputs: ['seen.scores'] }));
    await card(page, 'Job', 'seen.score').waitFor();
    const other = await world().open(link.replace(world().hub.url, ''), { theme: 'dark' });
    await card(other, 'Dataset', 'seen.raw')
      .getByRole('button', { name: /^mail .*traced/ })
      .waitFor();
    await eventually(async () => {
      const after = await placesInCanvas(other);
      expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted());
      // The middle of a canvas with an odd height lies between two pixels.
      const away = [...after].map(([name, { x, y }]) => Math.hypot(x - (before.get(name)?.x ?? NaN), y - (before.get(name)?.y ?? NaN)));
      expect(Math.max(...away)).toBeLessThan(1.5);
    });
    await other.getByRole('button', { name: 'Now', exact: true }).click();
    await card(other, 'Job', 'seen.score').waitFor();
  });

  test('live: it goes on', async () => {
    const page = await world().open(`/lineage/${await chain('live')}`);
    await card(page, 'Dataset', 'live.raw').waitFor();
    const link = await copied(page, 'Copy link');
    const other = await world().open(link.replace(world().hub.url, ''));
    await card(other, 'Dataset', 'live.raw').waitFor();
    await other.getByText('Live', { exact: true }).waitFor();
    await world().hub.post(aRunEvent({ job: 'live.score', inputs: ['live.refined'], outputs: [] }));
    await card(other, 'Job', 'live.score').waitFor();
  });

  test('as GraphQL: what is copied answers what the table shows', async () => {
    const page = await world().open(`/lineage/${await chain('graphql')}?level=column&col=email`);
    await card(page, 'Dataset', 'graphql.raw').waitFor();
    const text = await copied(page, 'Copy as GraphQL');
    const [slice = '', trace = ''] = text.split(/\n\n(?=query)/);
    const { lineageSlice } = await ask<{ lineageSlice: { ids: string[]; names: string[] } }>(world().hub, slice);
    expect(lineageSlice.names.toSorted()).toEqual([
      'graphql.publish',
      'graphql.published',
      'graphql.raw',
      'graphql.refine',
      'graphql.refined',
    ]);
    const { columnTrace } = await ask<{ columnTrace: { steps: unknown[] } }>(world().hub, trace);
    expect(columnTrace.steps.length).toBeGreaterThan(0);
  });
});

test('a saved view is found and opened in another browser, renamed, changed elsewhere meanwhile, deleted and restored', async () => {
  const id = await chain('views');
  const page = await world().open(`/lineage/${id}?level=column&col=email&up=2`);
  await card(page, 'Dataset', 'views.raw').waitFor();
  await chooseFrom(page, 'Share', 'Save or open a view');
  const dialog = page.getByRole('dialog', { name: 'Saved views' });
  await dialog.getByLabel('Save what is shown as').fill('Where the mail comes from');
  await dialog.getByRole('button', { name: 'Save view' }).click();
  await dialog.getByText('Saved as “Where the mail comes from”.').waitFor();

  const other = await world().open('/', { theme: 'dark' });
  await other.getByRole('heading', { level: 1 }).waitFor();
  await other.keyboard.press('Control+k');
  await other.getByRole('option', { name: /^Where the mail comes from/ }).waitFor();
  await other.keyboard.type('the MAIL comes');
  await other.getByRole('option', { name: /^Where the mail comes from/ }).click();
  await card(other, 'Dataset', 'views.raw')
    .getByRole('button', { name: /^mail .*traced/ })
    .waitFor();
  expect(new URL(other.url()).search).toBe(new URL(page.url()).search);

  await chooseFrom(other, 'Share', 'Save or open a view');
  const elsewhere = other.getByRole('dialog', { name: 'Saved views' });
  await elsewhere.getByRole('button', { name: 'Rename Where the mail comes from' }).click();
  await elsewhere.getByRole('textbox', { name: 'Name of the view Where the mail comes from' }).fill('Source of the mail');
  await other.keyboard.press('Enter');
  await elsewhere.getByRole('link', { name: 'Source of the mail' }).waitFor();

  await dialog.getByRole('button', { name: 'Delete Where the mail comes from' }).click();
  await dialog.getByText('Somebody changed this view meanwhile.').waitFor();
  await dialog.getByRole('button', { name: 'Delete Source of the mail' }).click();
  await dialog.getByText('Deleted “Source of the mail”.').waitFor();
  await dialog.getByRole('button', { name: 'Restore it' }).click();
  await dialog.getByRole('link', { name: 'Source of the mail' }).waitFor();
});

describe('exports hold what is shown', () => {
  test.each([
    ['', 0],
    ['?q=publish', 0],
    ['', hostile.length],
  ])('%s with %d hostile names', async (search, count) => {
    const prefix = `export${count}${search.length}`;
    const names = hostile.slice(0, count).map((name) => `${name} ${prefix}`.slice(-2_000));
    const page = await world().open(`/lineage/${await chain(prefix, names)}${search}`);
    await card(page, 'Dataset', `${prefix}.refined`).waitFor();
    const { vertices, edges } = await tableCounts(page);
    expect(vertices).toBeGreaterThan(0);

    const json = JSON.parse((await saved(page, 'Save as JSON')).bytes.toString()) as {
      nodes: { name: string }[];
      edges: unknown[];
    };
    expect([json.nodes.length, json.edges.length]).toEqual([vertices, edges]);
    for (const name of names) expect(json.nodes.map((node) => node.name)).toContain(name);

    const csv = await saved(page, 'Save edges as CSV');
    const lines = csv.bytes
      .toString()
      .split('\r\n')
      .filter((line) => line !== '');
    expect(lines.length - 1).toBe(edges);
    expect(csv.bytes.toString()).not.toMatch(/(^|,|")[=+@]/m);

    const mermaid = (await saved(page, 'Save as Mermaid')).bytes.toString();
    expect(mermaid.split('\n').filter((line) => /^ {2}n\d+(\[|\{\{)"/.test(line))).toHaveLength(vertices);
    expect(mermaid.split('\n').filter((line) => /^ {2}n\d+ -/.test(line))).toHaveLength(edges);
    expect(mermaid).not.toContain('<img');

    const svg = await saved(page, 'Save as SVG');
    expect(svg.name).toMatch(/\.svg$/);
    expect(await drawn(page, svg.bytes.toString())).toEqual({ root: 'svg', nodes: vertices, edges, images: 0 });
  });

  test('pictures: the whole graph and what the canvas shows, in both formats, in the theme of the page', async () => {
    const page = await world().open(`/lineage/${await chain('picture')}?level=column&col=email`, { theme: 'dark' });
    await card(page, 'Dataset', 'picture.raw').getByRole('button', { name: /^mail/ }).waitFor();
    const whole = size((await saved(page, 'Save as PNG')).bytes);
    const shown = size((await saved(page, 'Save view as PNG')).bytes);
    for (const { width, height } of [whole, shown]) expect(Math.min(width, height)).toBeGreaterThan(200);
    expect((await saved(page, 'Save view as SVG')).bytes.toString()).toContain('clip-path');
    const svg = (await saved(page, 'Save as SVG')).bytes.toString();
    for (const name of ['picture.raw', 'mail', 'email', 'Lineage of picture.refined']) expect(svg).toContain(name);
    expect(svg.toUpperCase()).toContain('FILL="#101214"');
  });
});

/** Width and height of a PNG, as its head says. */
function size(png: Buffer): { readonly width: number; readonly height: number } {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001A\n');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

/** What an XML parser finds in a picture. */
function drawn(page: Page, svg: string): Promise<unknown> {
  return page.evaluate(`(() => {
    const parsed = new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml');
    return {
      root: parsed.documentElement.localName,
      nodes: parsed.querySelectorAll('[data-node]').length,
      edges: parsed.querySelectorAll('[data-edge]').length,
      images: parsed.querySelectorAll('img, script, parsererror').length,
    };
  })()`);
}
