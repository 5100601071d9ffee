import { beforeAll, describe, expect, test } from '@jest/globals';
import { aRunEvent, eventually, type Locator, type Page } from '@hotpass/testkit';
import { tellCustomers } from './support/customers.ts';
import { accessibilityProblems, webWorld } from './support/hooks.ts';
import { inspector, savedBy } from './support/inspector.ts';
import { ask } from './support/paths.ts';
import { rows } from './support/table-rows.ts';
import { themes } from './support/web-world.ts';

const world = webWorld({ isTold: false });

let dataset = '';

beforeAll(async () => {
  ({ dataset } = await tellCustomers(world().hub, 'crm', 12));
}, 60_000);

/** Values of a file, row by row; none of those here has a comma or a quote in it. */
function cellsOf(csv: string): string[][] {
  return csv
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
}

/** Opens a view once its words are all there. */
async function openTable(search = ''): Promise<Page> {
  const page = await world().open(`/lineage/${dataset}?view=table${search}`);
  await page
    .getByRole('row', { name: /subject Dataset crm\.refined/ })
    .getByText(/ago/)
    .waitFor();
  return page;
}

function names(table: readonly (readonly string[])[]): (string | undefined)[] {
  return table.map((cells) => cells[2]);
}

describe('the table', () => {
  test('lists what the hub answers, and says how much that is', async () => {
    const page = await openTable('&down=3');
    const query = `query Q($rootId: ID!) { lineageSlice(input: { rootId: $rootId, upstreamDepth: 2, downstreamDepth: 6 }) { names } }`;
    const { lineageSlice } = await ask<{ lineageSlice: { names: string[] } }>(world().hub, query, { rootId: dataset });
    const listed = await rows(page);
    expect(names(listed).toSorted()).toEqual(lineageSlice.names.toSorted());
    await page.getByText(`${listed.length} listed`).waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(listed.length + 1));
  });

  test.each(['Hop', 'Kind', 'Name', 'Namespace', 'Latest run', 'When', 'PII', 'More upstream', 'More downstream'])(
    'sorted by %s, both ways, it says so, and the file holds the same rows in the same order',
    async (column) => {
      const page = await openTable();
      const head = page.getByRole('columnheader', { name: column, exact: true });
      const seen: string[] = [];
      const orders: string[][] = [];
      for (let press = 0; press < 2; press += 1) {
        await head.getByRole('button').click();
        await eventually(async () => expect(await head.getAttribute('aria-sort')).not.toBe(seen.at(-1) ?? 'none'));
        seen.push((await head.getAttribute('aria-sort')) ?? '');
        const shown = await rows(page);
        const [heads, ...lines] = cellsOf((await savedBy(page, page.getByRole('button', { name: 'CSV', exact: true }))).text);
        expect(heads).toEqual(await page.getByRole('columnheader').allInnerTexts());
        expect(names(lines)).toEqual(names(shown));
        const place = heads!.indexOf(column);
        orders.push(lines.map((cells) => cells[place]!));
      }
      expect(seen.toSorted()).toEqual(['ascending', 'descending']);
      const ascending = orders[seen.indexOf('ascending')]!;
      const isNumber = ascending.every((text) => /^-?\d+$/.test(text));
      const value = (text: string): string | number => (isNumber ? Number(text) : text.toLowerCase());
      if (column !== 'When' && column !== 'Latest run') {
        expect(ascending.map(value)).toEqual(
          ascending
            .map(value)
            .toSorted((a, b) => (typeof a === 'number' ? a - Number(b) : String(a).localeCompare(String(b), 'en', { numeric: true }))),
        );
      }
    },
  );

  test('keys walk it as fast as they are pressed, and leave one way back', async () => {
    const page = await openTable('&down=3');
    const listed = await rows(page);
    const length = await page.evaluate<number>('history.length');
    await page.getByRole('grid').focus();
    const selected = async (): Promise<string | null> => page.getByRole('row', { selected: true }).getAttribute('aria-rowindex');
    for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowDown');
    await eventually(async () => expect(await selected()).toBe('6'));
    await inspector(page)
      .getByRole('heading', { level: 2, name: listed[4]?.[2] ?? '' })
      .waitFor();
    await page.keyboard.press('End');
    await eventually(async () => expect(await selected()).toBe(String(listed.length + 1)));
    await page.keyboard.press('Home');
    await eventually(async () => expect(await selected()).toBe('2'));
    expect(await page.evaluate<number>('history.length')).toBe(length);
    await page.keyboard.press('ArrowDown');
    await eventually(async () => expect(await selected()).toBe('3'));
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.pathname.includes(dataset));
  });

  test('edges and the traced path are listed and saved as they are shown', async () => {
    const page = await openTable('&level=column&col=email');
    for (const [part, grid, count] of [
      ['Edges', 'Edges of this lineage', 4],
      ['Traced path', 'Steps of the traced path', 14],
    ] as const) {
      await page.getByRole('button', { name: part, exact: true }).click();
      await page.getByRole('grid', { name: grid }).waitFor();
      await page.getByRole('columnheader', { name: 'To', exact: true }).getByRole('button').click();
      const shown = await rows(page);
      expect(shown).toHaveLength(count);
      const [, ...lines] = cellsOf((await savedBy(page, page.getByRole('button', { name: 'CSV', exact: true }))).text);
      expect(lines.map((cells) => cells.slice(0, 2))).toEqual(shown.map((cells) => cells.slice(0, 2)));
    }
    await page.getByRole('row', { name: /crm\.raw\.mail crm\.refined\.email direct, hash masked/ }).waitFor();
  });

  test('what a filter leaves is all that is listed and saved', async () => {
    const page = await openTable('&q=publish');
    const shown = names(await rows(page));
    expect(shown).toEqual(['crm.refined', 'crm.publish', 'crm.published']);
    const [, ...lines] = cellsOf((await savedBy(page, page.getByRole('button', { name: 'CSV', exact: true }))).text);
    expect(names(lines)).toEqual(shown);
    await page.getByText('The filter by the name hides 2 datasets and jobs.').waitFor();
  });
});

/** The line keys start from. */
async function active(page: Page): Promise<string> {
  const tree = page.getByRole('tree', { name: 'Lineage as a tree' });
  const id = (await tree.getAttribute('aria-activedescendant')) ?? '';
  return (await page.locator(`[id="${id}"]`).innerText()).replaceAll(/\s+/g, ' ').trim();
}

async function press(page: Page, key: string, leadsTo: string): Promise<void> {
  await page.keyboard.press(key);
  await eventually(async () => expect(await active(page)).toContain(leadsTo));
}

function line(page: Page, name: RegExp): Locator {
  return page.getByRole('treeitem', { name });
}

describe('the tree', () => {
  test('keys walk it, open and close it, and what is closed is not there', async () => {
    const page = await world().open(`/lineage/${dataset}?view=tree`);
    await page.getByRole('tree', { name: 'Lineage as a tree' }).focus();
    expect(await active(page)).toContain('crm.refined');
    await press(page, 'ArrowDown', 'Upstream');
    await press(page, 'ArrowRight', 'crm.refine');
    await press(page, 'ArrowRight', 'crm.raw');
    await inspector(page).getByRole('heading', { level: 2, name: 'crm.raw' }).waitFor();
    await press(page, 'ArrowLeft', 'crm.refine');
    await press(page, 'ArrowLeft', 'crm.refine');
    await line(page, /crm\.raw/).waitFor({ state: 'detached' });
    expect(await line(page, /crm\.refine .*1 hop up/).getAttribute('aria-expanded')).toBe('false');
    await press(page, 'ArrowLeft', 'Upstream');
    await press(page, 'End', 'crm.published');
    await press(page, 'ArrowRight', 'crm.published');
    await press(page, 'ArrowRight', '12 more downstream');
    await press(page, 'Home', 'crm.refined');
    await press(page, 'ArrowLeft', 'crm.refined');
    await eventually(async () => expect(await page.getByRole('treeitem').count()).toBe(1));
    await page.keyboard.press('ArrowRight');
    await line(page, /Downstream/).waitFor();
  });

  test('what there is more of comes when it is asked for, below where it belongs', async () => {
    const page = await world().open(`/lineage/${dataset}?view=tree`);
    await page.getByRole('tree', { name: 'Lineage as a tree' }).focus();
    await press(page, 'End', 'crm.published');
    await press(page, 'ArrowRight', 'crm.published');
    await press(page, 'ArrowRight', '12 more downstream');
    await page.keyboard.press('Enter');
    await eventually(async () => expect(await line(page, /crm\.reader_\d+/).count()).toBe(12));
    const first = line(page, /crm\.reader_1 /);
    expect([await first.getAttribute('aria-level'), await first.getAttribute('aria-setsize')]).toEqual(['5', '12']);
    expect(new URL(page.url()).searchParams.get('open')).toMatch(/:down$/);
  });

  test('a way that comes back is not walked again: it leads to what was seen above', async () => {
    const { hub } = world();
    await hub.post(aRunEvent({ job: 'loop.forth', inputs: ['loop.a'], outputs: ['loop.b'] }));
    await hub.post(aRunEvent({ job: 'loop.back', inputs: ['loop.b'], outputs: ['loop.a'] }));
    await hub.settle();
    const found = await ask<{ dataset: { id: string } }>(hub, '{ dataset(namespace: "example", name: "loop.a") { id } }');
    const page = await world().open(`/lineage/${found.dataset.id}?view=tree&up=2&down=2`);
    const seen = line(page, /loop\.a seen above/);
    await page.getByRole('tree', { name: 'Lineage as a tree' }).focus();
    for (const leadsTo of ['loop.b', 'loop.back', 'loop.a']) {
      await press(page, 'End', leadsTo);
      await page.keyboard.press('ArrowRight');
    }
    expect(await seen.getAttribute('aria-expanded')).toBeNull();
    await seen.getByRole('button').click();
    await eventually(async () => expect(await active(page)).toMatch(/^loop\.a(?! seen)/));
    await press(page, 'End', 'loop.a seen above');
    await page.keyboard.press('Enter');
    await eventually(async () => expect(await active(page)).toMatch(/^loop\.a(?! seen)/));
    expect(new URL(page.url()).pathname).toContain(found.dataset.id);
  });

  test('pressing an arrow opens and closes, however quickly, and never changes the subject', async () => {
    const page = await world().open(`/lineage/${dataset}?view=tree`);
    await line(page, /crm\.publish .*1 hop down/)
      .getByRole('button', { name: 'Close' })
      .dblclick();
    await line(page, /crm\.published/).waitFor();
    expect(new URL(page.url()).pathname).toContain(dataset);
    await line(page, /crm\.publish .*1 hop down/).dblclick();
    await page.waitForURL((url) => url.pathname.startsWith('/lineage/job_'));
  });

  test('it opens at what is selected, and follows what is selected elsewhere', async () => {
    const page = await world().open(`/lineage/${dataset}?view=tree`);
    await line(page, /crm\.raw/).click();
    await eventually(async () => expect(await active(page)).toContain('crm.raw'));
    await page.reload();
    await eventually(async () => expect(await active(page)).toContain('crm.raw'));
    await page.getByRole('tree', { name: 'Lineage as a tree' }).focus();
    for (let time = 0; time < 4; time += 1) await page.keyboard.press('ArrowUp');
    await eventually(async () => expect(await active(page)).toContain('crm.refined'));
    for (let time = 0; time < 5; time += 1) await page.keyboard.press('ArrowDown');
    await eventually(async () => expect(await active(page)).toContain('crm.publish'));
    await inspector(page).getByRole('heading', { level: 2, name: 'crm.publish' }).waitFor();
  });
});

test.each(themes)('axe minds nothing in the table or the tree, in %s', async (theme) => {
  for (const [view, role] of [
    ['table', 'grid'],
    ['tree', 'tree'],
  ] as const) {
    const page = await world().open(`/lineage/${dataset}?view=${view}&level=column&col=email`, { theme });
    await page.getByRole(role).first().waitFor();
    await inspector(page).getByRole('tabpanel').waitFor();
    expect({ view, problems: await accessibilityProblems(page) }).toEqual({ view, problems: '' });
  }
});
