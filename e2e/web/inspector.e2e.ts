import { beforeAll, describe, expect, test } from '@jest/globals';
import { aJobEvent, aRunEvent, eventually, type Page } from '@hotpass/testkit';
import { tellCustomers, type Customers } from './support/customers.ts';
import { card } from './support/graph-places.ts';
import { accessibilityProblems, webWorld } from './support/hooks.ts';
import { factsOf, inspector, inspectorTabs, openTab, savedBy } from './support/inspector.ts';
import { ask } from './support/paths.ts';
import { themes } from './support/web-world.ts';

const world = webWorld({ isTold: false });

/** More than a page of the list holds. */
const readers = 40;
let told: Customers;

beforeAll(async () => {
  told = await tellCustomers(world().hub, 'crm', readers);
}, 60_000);

function headings(page: Page): Promise<string[]> {
  return inspector(page).getByRole('heading', { level: 3 }).allInnerTexts();
}

describe('of a dataset', () => {
  test('the overview says what it is, whose it is, and what happened to it last', async () => {
    const page = await world().open(`/lineage/${told.dataset}`);
    const overview = await openTab(page, 'Overview');
    await inspector(page).getByRole('heading', { level: 2, name: 'crm.refined' }).waitFor();
    await overview.getByText('Customers, one line each.').waitFor();
    await overview.getByRole('link', { name: /completed crm\.refine 1 m 30 s/ }).waitFor();
    expect(await headings(page)).toEqual(['Last written', 'Versions', 'Owners', 'Tags']);
    for (const words of ['v7', 'team:crm', 'MAINTAINER', 'tier: gold']) await overview.getByText(words, { exact: true }).waitFor();
    expect(await factsOf(overview)).toEqual({
      Namespace: 'example',
      'First seen': expect.stringMatching(/ago|now/),
      'Last seen': expect.stringMatching(/ago|now/),
    });
  });

  test('columns are filtered, and one is traced; what the filter hides is said', async () => {
    const { dataset } = await tellCustomers(world().hub, 'traced');
    const page = await world().open(`/lineage/${dataset}`);
    const columns = await openTab(page, 'Columns');
    await columns.getByText('3 columns').waitFor();
    expect(await columns.getByRole('listitem').count()).toBe(3);
    await columns.getByRole('searchbox', { name: 'Filter columns' }).fill('EMA');
    await columns.getByText('The name hides 2 columns.').waitFor();
    await columns.getByRole('searchbox').fill('nothing of the kind');
    await columns.getByText('The name hides 3 columns.').waitFor();
    expect(await columns.getByRole('listitem').count()).toBe(0);
    await columns.getByRole('searchbox').fill('');
    await columns.getByRole('button', { name: /^email PII text Trace/ }).click();
    const path = inspector(page).getByRole('list', { name: 'Column path, from its sources to its uses' });
    await eventually(async () =>
      expect(await path.getByRole('listitem').allInnerTexts()).toEqual([
        expect.stringMatching(/^traced\.raw\.mail\s*Direct · hash · masked$/),
        expect.stringMatching(/^traced\.refined\.email\s*traced$/),
        expect.stringMatching(/^traced\.published\s*Through the job, columns not told$/),
      ]),
    );
    expect(new URL(page.url()).searchParams.get('col')).toBe('email');
    await columns.getByRole('button', { name: /^email PII text Stop tracing/ }).click();
    await path.waitFor({ state: 'detached' });
  });

  test('its facets are a tree for keys, and the JSON as it was sent', async () => {
    const page = await world().open(`/lineage/${told.dataset}?tab=facets`);
    const facets = await openTab(page, 'Facets');
    await facets.getByRole('searchbox', { name: 'Filter facets by name' }).fill('schema');
    await facets.getByRole('button', { name: /^schema/ }).click();
    const tree = facets.getByRole('tree', { name: 'schema' });
    await tree.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await tree
      .getByRole('treeitem', { name: /^type ?text/ })
      .first()
      .waitFor();
    await page.keyboard.press('r');
    const raw = facets.getByRole('region', { name: 'Raw JSON of schema' });
    const sent = JSON.parse(await raw.innerText()) as { fields: { name: string }[] };
    expect(sent.fields.map(({ name }) => name)).toEqual(['id', 'email', 'city']);
    await facets.getByRole('link', { name: 'https://example.org/producer' }).waitFor();
  });

  test('runs are named, lead to their page, and a new one comes by itself', async () => {
    const { dataset } = await tellCustomers(world().hub, 'fresh');
    const page = await world().open(`/lineage/${dataset}?tab=runs`);
    const runs = await openTab(page, 'Runs');
    expect(await headings(page)).toEqual(['Written by', 'Read by']);
    await runs.getByRole('link', { name: /fresh\.publish/ }).waitFor();
    await card(page, 'Job', 'fresh.publish').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await world().hub.post(aRunEvent({ job: 'fresh.refine', inputs: ['fresh.raw'], outputs: ['fresh.refined'] }));
    await eventually(async () => expect(await runs.getByRole('link', { name: /fresh\.refine/ }).count()).toBe(2));
    await runs.getByRole('link', { name: /fresh\.publish/ }).click();
    await page.waitForURL((url) => url.pathname.startsWith('/runs/run_'));
  });
});

test('more columns than one answer holds are counted, loaded and searched as far as they are there', async () => {
  const fields = Array.from({ length: 130 }, (_, place) => ({ name: `column_${place}`, type: 'int' }));
  const schema = {
    _producer: 'https://example.org',
    _schemaURL: 'https://openlineage.io/spec/facets/1-2-0/SchemaDatasetFacet.json',
    fields,
  };
  await world().hub.post(aRunEvent({ job: 'widen', inputs: [], outputs: [{ namespace: 'example', name: 'wide', facets: { schema } }] }));
  await world().hub.settle();
  const wide = await ask<{ dataset: { id: string } }>(world().hub, '{ dataset(namespace: "example", name: "wide") { id } }');
  const page = await world().open(`/lineage/${wide.dataset.id}?view=tree`);
  const columns = await openTab(page, 'Columns');
  await columns.getByText('130 columns').waitFor();
  await columns.getByRole('searchbox').fill('column_129');
  await columns.getByText('The name hides 100 columns; those that are not loaded yet are not searched.').waitFor();
  await columns.getByRole('button', { name: 'Load more columns' }).click();
  await columns.getByRole('button', { name: /^column_129 / }).waitFor();
  await columns.getByRole('searchbox').fill('');
  await eventually(async () => expect(await columns.getByRole('listitem').count()).toBe(130));
});

test('what is only declared says that it never ran, and that nothing is known to read what it makes', async () => {
  await world().hub.post(aJobEvent({ job: 'declared.make', inputs: [], outputs: ['declared.made'] }));
  await world().hub.settle();
  const query = '{ dataset(namespace: "example", name: "declared.made") { id } job(namespace: "example", name: "declared.make") { id } }';
  const { dataset, job } = await ask<{ dataset: { id: string }; job: { id: string } }>(world().hub, query);
  const page = await world().open(`/lineage/${dataset.id}`);
  await (await openTab(page, 'Overview')).getByText('No run is known to have written it.').waitFor();
  await (await openTab(page, 'Columns')).getByText('Its producer has not told any columns.').waitFor();
  const impact = await openTab(page, 'Impact');
  await impact.getByText('Nothing that is known reads it.').waitFor();
  expect(await factsOf(impact)).toEqual({ Datasets: '0', Jobs: '0' });
  expect(await (await openTab(page, 'Runs')).getByText('No run is known.').count()).toBe(2);
  await page.goto(`/lineage/${dataset.id}?sel=${job.id}`);
  await inspector(page).getByText('Never ran').waitFor();
  const overview = await openTab(page, 'Overview');
  await overview.getByText('No run is known.').waitFor();
  expect(await headings(page)).toEqual(['Latest run']);
});

describe('of a job', () => {
  test('the overview says what it does, how it usually goes, and its code', async () => {
    const page = await world().open(`/lineage/${told.dataset}?sel=${told.job}`);
    const overview = await openTab(page, 'Overview');
    await overview.getByText('Makes customers.').waitFor();
    expect(await headings(page)).toEqual(['Latest run', 'Usually', 'Code', 'Owners']);
    await overview.getByText('select id, sha256(mail) as email from raw').waitFor();
    await overview.getByText('https://example.org/code.git').waitFor();
    expect(await factsOf(overview)).toMatchObject({
      Takes: '1 m 30 s',
      Completes: '100 %',
      Type: 'SPARK · JOB · BATCH',
      Namespace: 'example',
    });
    await inspector(page).getByRole('button', { name: 'Make it the subject' }).click();
    await page.waitForURL((url) => url.pathname.startsWith(`/lineage/${told.job}`));
  });

  test('it has no columns; its runs and facets are listed', async () => {
    const page = await world().open(`/lineage/${told.dataset}?sel=${told.job}&tab=columns`);
    await inspector(page).getByRole('heading', { level: 2, name: 'crm.refine' }).waitFor();
    expect(await inspector(page).getByRole('tab').allInnerTexts()).toEqual(['Overview', 'Impact', 'Runs', 'Facets']);
    const runs = await openTab(page, 'Runs');
    await runs.getByRole('link', { name: /^completed/ }).waitFor();
    const facets = await openTab(page, 'Facets');
    await facets.getByRole('button', { name: /^sql/ }).click();
    await facets.getByRole('treeitem', { name: /^query/ }).waitFor();
  });
});

/** What the hub answers about all that depends on a dataset. */
async function impactOf(id: string, column: string | null) {
  type Impact = { datasets: number; jobs: number; affected: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  const query = `query Q($id: ID!, $column: String, $after: String) { impact(id: $id, column: $column, first: 100, after: $after) {
    datasets jobs affected { id } pageInfo { hasNextPage endCursor } } }`;
  const { impact } = await ask<{ impact: Impact }>(world().hub, query, { id, column });
  expect(impact.pageInfo.hasNextPage).toBe(false);
  return { datasets: impact.datasets, jobs: impact.jobs, ids: impact.affected.map((one) => one.id) };
}

describe('impact', () => {
  test('what is counted, listed and downloaded is what the hub answers, also what is not listed yet', async () => {
    const { datasets, jobs, ids } = await impactOf(told.dataset, null);
    expect([datasets, jobs, ids.length]).toEqual([readers + 1, readers + 1, 2 * readers + 2]);
    const page = await world().open(`/lineage/${told.dataset}?tab=impact`);
    const impact = await openTab(page, 'Impact');
    expect(await factsOf(impact)).toEqual({ Datasets: String(datasets), Jobs: String(jobs) });
    await impact.getByText('1 dataset, 1 job', { exact: true }).waitFor();
    await impact.getByText(`${readers} datasets, ${readers} jobs`, { exact: true }).waitFor();
    const listed = impact.getByRole('link');
    await eventually(async () => expect(await listed.count()).toBe(50));

    const csv = await savedBy(page, impact.getByRole('button', { name: 'CSV' }));
    expect(csv.name).toBe('crm.refined-impact.csv');
    const lines = csv.text.trim().split('\r\n');
    expect(lines[0]).toBe('id,kind,name,hop,uses');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(ids);

    await impact.getByRole('button', { name: 'Load more' }).click();
    await eventually(async () => expect(await listed.count()).toBe(ids.length));
    const json = await savedBy(page, impact.getByRole('button', { name: 'JSON' }));
    const file = JSON.parse(json.text) as { datasets: number; jobs: number; isWhole: boolean; affected: { id: string }[] };
    expect([file.datasets, file.jobs, file.isWhole]).toEqual([datasets, jobs, true]);
    expect(file.affected.map(({ id }) => id)).toEqual(ids);
  });

  test('of the traced column alone', async () => {
    const { datasets, jobs } = await impactOf(told.dataset, 'email');
    const page = await world().open(`/lineage/${told.dataset}?tab=impact&level=column&col=email`);
    const impact = await openTab(page, 'Impact');
    await impact.getByRole('heading', { name: 'If email changes' }).waitFor();
    expect(await factsOf(impact)).toMatchObject({ Datasets: String(datasets), Jobs: String(jobs) });
  });

  test('a file that could not be read to its end says so in its name and in words', async () => {
    const page = await world().open(`/lineage/${told.dataset}?tab=impact`);
    const impact = await openTab(page, 'Impact');
    await impact.getByRole('button', { name: 'Load more' }).waitFor();
    world()
      .browser.watch(page)
      .allow(/status of 503/);
    await page.route(/\/graphql$/, (route) =>
      route.request().postData()?.includes('InspectorImpact') ? route.fulfill({ status: 503, body: '' }) : route.continue(),
    );
    const csv = await savedBy(page, impact.getByRole('button', { name: 'CSV' }));
    expect(csv.name).toBe('crm.refined-impact-incomplete.csv');
    expect(csv.text.trim().split('\r\n')).toHaveLength(51);
    await impact.getByText('Not all of it could be read: the file holds a part and says so in its name.').waitFor();
    await page.unroute(/\/graphql$/);
    expect((await savedBy(page, impact.getByRole('button', { name: 'CSV' }))).name).toBe('crm.refined-impact.csv');
    await impact.getByText('Not all of it could be read').waitFor({ state: 'detached' });
  });
});

test('an edge says what it joins, what it is known from, and how old that is', async () => {
  const page = await world().open(`/lineage/${told.dataset}?view=table`);
  await page.getByRole('button', { name: 'Edges', exact: true }).click();
  await page
    .getByRole('grid', { name: 'Edges of this lineage' })
    .getByRole('row', { name: /crm\.raw crm\.refine / })
    .click();
  await inspector(page).getByRole('heading', { name: 'A job reads a dataset' }).waitFor();
  expect(await factsOf(inspector(page))).toEqual({
    From: 'crm.raw',
    To: 'crm.refine',
    'Known from': 'A run that completed',
    'First seen': expect.stringMatching(/ago|now/),
    'Last seen': expect.stringMatching(/ago|now/),
  });
  await inspector(page).getByRole('button', { name: 'crm.refine' }).click();
  await inspector(page).getByRole('heading', { level: 2, name: 'crm.refine' }).waitFor();
});

describe('its place', () => {
  test('i hides and shows it, as do a press and a press; focus is not lost', async () => {
    const page = await world().open(`/lineage/${told.dataset}`);
    await inspector(page).waitFor();
    await page.keyboard.press('i');
    await inspector(page).waitFor({ state: 'detached' });
    await page.keyboard.press('i');
    await inspector(page).getByRole('button', { name: 'Close the inspector (i)' }).focus();
    await page.keyboard.press('Enter');
    const opener = page.getByRole('button', { name: 'Inspector (i)', exact: true });
    await eventually(async () => expect(await page.evaluate('document.activeElement?.title')).toBe('Inspector (i)'));
    await page.reload();
    await opener.click();
    await inspector(page).getByRole('heading', { level: 2, name: 'crm.refined' }).waitFor();
  });

  test('keys make it wider and narrower within limits, and it stays so', async () => {
    const page = await world().open(`/lineage/${told.dataset}`);
    const width = async (): Promise<number> => Math.round((await inspector(page).boundingBox())?.width ?? 0);
    await openTab(page, 'Overview');
    const handle = page.getByRole('separator', { name: 'Width of the inspector' });
    await handle.focus();
    expect(await width()).toBe(336);
    for (const [key, px] of [
      ['ArrowLeft', 360],
      ['ArrowRight', 336],
      ['Home', 640],
      ['ArrowLeft', 640],
      ['End', 280],
      ['ArrowRight', 280],
    ] as const) {
      await page.keyboard.press(key);
      await eventually(async () => expect(await width()).toBe(px));
      expect(await handle.getAttribute('aria-valuenow')).toBe(String(px));
    }
    await page.reload();
    await inspector(page).waitFor();
    expect(await width()).toBe(280);
  });

  test('below 1280 pixels it is a sheet over the graph, which a selection opens and Escape closes', async () => {
    const page = await world().open(`/lineage/${told.dataset}`, { viewport: { width: 1100, height: 800 } });
    await card(page, 'Job', 'crm.refine').waitFor();
    expect(await inspector(page).count()).toBe(0);
    const canvas = await page.getByRole('application').boundingBox();
    await card(page, 'Job', 'crm.refine').click();
    await inspector(page).getByRole('heading', { level: 2, name: 'crm.refine' }).waitFor();
    expect(await page.getByRole('application').boundingBox()).toEqual(canvas);
    await inspector(page).getByRole('tab', { name: 'Overview' }).focus();
    await page.keyboard.press('Escape');
    await inspector(page).waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('sel')).toBe(told.job);
    const toggle = page.getByRole('button', { name: 'Inspector (i)', exact: true });
    const { x, width } = (await toggle.boundingBox())!;
    expect(x + width).toBeLessThanOrEqual(1100);
    await toggle.click();
    await inspector(page).getByRole('heading', { level: 2, name: 'crm.refine' }).waitFor();
  });
});

describe('Escape and keys that walk', () => {
  test('in tree and table Escape lets go of the selection, then of the trace', async () => {
    for (const [view, role] of [
      ['tree', 'tree'],
      ['table', 'grid'],
    ] as const) {
      const page = await world().open(`/lineage/${told.dataset}?view=${view}&sel=${told.job}&level=column&col=email`);
      await inspector(page).getByRole('heading', { level: 2, name: 'crm.refine' }).waitFor();
      await page.getByRole(role).first().focus();
      await page.keyboard.press('Escape');
      await inspector(page).getByRole('heading', { level: 2, name: 'crm.refined' }).waitFor();
      expect(new URL(page.url()).searchParams.get('col')).toBe('email');
      await page.keyboard.press('Escape');
      await page.waitForURL((url) => !url.searchParams.has('col'));
    }
  });

  test('walking through the tree does not cover it with the sheet; i does', async () => {
    const page = await world().open(`/lineage/${told.dataset}?view=tree`, { viewport: { width: 800, height: 800 } });
    await page.getByRole('tree').focus();
    for (let press = 0; press < 2; press += 1) await page.keyboard.press('ArrowDown');
    await page.waitForURL((url) => url.searchParams.get('sel') === told.job);
    expect(await inspector(page).count()).toBe(0);
    await page.keyboard.press('i');
    await inspector(page).getByRole('heading', { level: 2, name: 'crm.refine' }).waitFor();
  });
});

describe('what cannot be told', () => {
  const answers = {
    'a part that fails': { errors: [{ message: 'Broken.', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: '8f2c4d1e-77' } }] },
    'a dataset that is gone': { data: { dataset: null } },
  };

  test('a query that fails is said with its request, and is asked again', async () => {
    const page = await world().open(`/lineage/${told.dataset}`);
    await openTab(page, 'Overview');
    await page.route(/\/graphql$/, (route) =>
      route.request().postData()?.includes('InspectorColumns')
        ? route.fulfill({ contentType: 'application/graphql-response+json', body: JSON.stringify(answers['a part that fails']) })
        : route.continue(),
    );
    const columns = await openTab(page, 'Columns');
    const alert = columns.getByRole('alert');
    await alert.getByText('This part could not be read.').waitFor();
    await alert.getByRole('button', { name: 'Copy request 8f2c4d1e' }).waitFor();
    await page.unroute(/\/graphql$/);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await columns.getByText('3 columns').waitFor();
    expect(await alert.count()).toBe(0);
  });

  test('a dataset that the hub no longer knows is said in every tab', async () => {
    const page = await world().open(`/lineage/${told.dataset}`);
    await inspector(page).waitFor();
    await page.route(/\/graphql$/, (route) =>
      /Inspector(Dataset|Columns)/.test(route.request().postData() ?? '')
        ? route.fulfill({ contentType: 'application/graphql-response+json', body: JSON.stringify(answers['a dataset that is gone']) })
        : route.continue(),
    );
    for (const tab of ['Columns', 'Runs', 'Facets']) {
      const panel = await openTab(page, tab);
      await panel.getByText('The hub knows nothing of it, or you may not see it.').waitFor();
    }
  });

  test('an answer of which a part is missing is shown, and that is said', async () => {
    const page = await world().open(`/lineage/${told.dataset}`);
    await openTab(page, 'Overview');
    await page.route(/\/graphql$/, async (route) => {
      if (!route.request().postData()?.includes('InspectorDatasetRuns')) return route.continue();
      const answer = (await (await route.fetch()).json()) as { data: { dataset: object } };
      const errors = [{ message: 'Broken.', path: ['dataset', 'readBy'], extensions: { code: 'UNAVAILABLE', requestId: '8f2c4d1e-77' } }];
      return route.fulfill({ json: { data: { dataset: { ...answer.data.dataset, readBy: null } }, errors } });
    });
    const runs = await openTab(page, 'Runs');
    await runs.getByRole('alert').getByText('This part could not be read. The rest is shown.').waitFor();
    await runs.getByRole('alert').getByRole('button', { name: 'Copy request 8f2c4d1e' }).waitFor();
    await runs.getByRole('link', { name: /crm\.refine/ }).waitFor();
    expect(await runs.getByText('No run is known.').count()).toBe(0);
  });

  test('a dataset that was dropped says so', async () => {
    const { dataset } = await tellCustomers(world().hub, 'dropped');
    const lifecycleStateChange = {
      _producer: 'https://example.org',
      _schemaURL: 'https://openlineage.io/spec/facets/1-0-1/LifecycleStateChangeDatasetFacet.json',
      lifecycleStateChange: 'DROP',
    };
    const page = await world().open(`/lineage/${dataset}?view=tree`);
    await page.getByText('Live', { exact: true }).waitFor();
    const gone = { namespace: 'example', name: 'dropped.refined', facets: { lifecycleStateChange } };
    await world().hub.post(aRunEvent({ job: 'dropped.refine', inputs: ['dropped.raw'], outputs: [gone] }));
    await inspector(page).getByText('dropped', { exact: true }).waitFor();
    await page.getByRole('treeitem', { name: /dropped\.refined .*dropped · subject/ }).waitFor();
  });

  test('of a graph in the past it says what is of the present', async () => {
    const page = await world().open(`/lineage/${told.dataset}?at=${encodeURIComponent(new Date().toISOString())}`);
    const overview = await openTab(page, 'Overview');
    await overview.getByText('The graph is as it was; what follows is as it is now.').waitFor();
    const impact = await openTab(page, 'Impact');
    expect(await factsOf(impact)).toEqual({ Datasets: String(readers + 1), Jobs: String(readers + 1) });
    expect(await impact.getByText('The graph is as it was').count()).toBe(0);
  });

  test('a selection that is not in the graph leaves the subject in the inspector', async () => {
    const page = await world().open(`/lineage/${told.dataset}?sel=ds_00000000000000000000000000000000&tab=columns`);
    await inspector(page).getByRole('heading', { level: 2, name: 'crm.refined' }).waitFor();
    await (await openTab(page, 'Columns')).getByText('3 columns').waitFor();
  });
});

test.each(themes)('axe minds nothing in any tab, in %s', async (theme) => {
  const page = await world().open(`/lineage/${told.dataset}?view=tree&level=column&col=email`, { theme });
  for (const tab of inspectorTabs) {
    await openTab(page, tab);
    expect({ tab, problems: await accessibilityProblems(page) }).toEqual({ tab, problems: '' });
  }
  await page.goto(`/lineage/${told.dataset}?view=tree&sel=${told.job}`);
  for (const tab of ['Overview', 'Runs']) {
    await openTab(page, tab);
    expect({ tab, problems: await accessibilityProblems(page) }).toEqual({ tab, problems: '' });
  }
});
