import { describe, expect, test } from '@jest/globals';
import { aRunEvent, type Page } from '@hotpass/testkit';
import { card } from './support/graph-places.ts';
import { accessibilityProblems, webWorld } from './support/hooks.ts';
import { datasetId, everyScreen, outreachList } from './support/paths.ts';
import { themes } from './support/web-world.ts';

const world = webWorld();

const names = [
  'start',
  'start of lineage',
  'graph',
  'traced column',
  'tree',
  'table',
  'inspector',
  'datasets',
  'dataset',
  'runs',
  'runs as a table',
  'run',
] as const;

/** A screen that has what it shows. */
async function openScreen(name: string, options: Parameters<ReturnType<typeof world>['open']>[1] = {}): Promise<Page> {
  const path = (await everyScreen(world().hub)).get(name);
  if (path === undefined) throw new Error(`There is no screen ${name}.`);
  const page = await world().open(path, options);
  await page.getByRole('heading', { level: 1, name: /\S/ }).first().waitFor({ state: 'attached' });
  await page.getByText('Live', { exact: true }).first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  return page;
}

test('the list of screens here is the list of screens', async () => {
  expect([...(await everyScreen(world().hub)).keys()]).toEqual([...names]);
});

describe.each(themes)('in %s', (theme) => {
  test.each(names)('axe has nothing serious against the screen "%s"', async (name) => {
    expect(await accessibilityProblems(await openScreen(name, { theme }))).toBe('');
  });
});

/** Elements that scroll in both directions, but for the canvas; and the page itself when it is wider than the window. */
const scrollsBothWays = `[...document.querySelectorAll('*')].filter((element) => {
  if (element.closest('[role=application]')) return false;
  const { overflowX, overflowY } = getComputedStyle(element);
  const scrolls = (overflow, over) => over > 1 && /auto|scroll/.test(overflow);
  return scrolls(overflowX, element.scrollWidth - element.clientWidth) && scrolls(overflowY, element.scrollHeight - element.clientHeight);
}).map((element) => element.outerHTML.slice(0, 200)).concat(
  document.documentElement.scrollWidth > innerWidth ? ['the page is ' + document.documentElement.scrollWidth + ' px wide'] : [])`;

/** Controls that lie outside of the window to the side, where no scrolling reaches them. */
const outOfReach = `[...document.querySelectorAll('a[href], button, input, [tabindex="0"]')].filter((element) => {
  if (element.closest('[role=application]')) return false;
  for (let above = element.parentElement; above; above = above.parentElement)
    if (/auto|scroll/.test(getComputedStyle(above).overflowX) && above.scrollWidth > above.clientWidth) return false;
  const { left, right, width, bottom } = element.getBoundingClientRect();
  return width > 1 && bottom > 0 && (right < 1 || left > innerWidth - 1);
}).map((element) => element.outerHTML.slice(0, 200))`;

describe.each([
  ['320 px', { viewport: { width: 320, height: 640 } }],
  ['200 % zoom', { viewport: { width: 720, height: 450 }, scale: 2 }],
])('at %s', (_, options) => {
  test.each(names)('the screen "%s" scrolls one way and loses no control', async (name) => {
    const page = await openScreen(name, options);
    expect(await page.evaluate(scrollsBothWays)).toEqual([]);
    expect(await page.evaluate(outOfReach)).toEqual([]);
  });
});

test('below 900 px lineage opens as a tree, whose address says nothing of it', async () => {
  const page = await world().open(`/lineage/${await datasetId(world().hub, outreachList)}`, { viewport: { width: 320, height: 640 } });
  await page.getByRole('tree').waitFor();
  expect(new URL(page.url()).search).toBe('');
});

test('with reduced motion nothing translates: opening, news, zoom', async () => {
  const page = await openScreen('graph', { reducedMotion: true });
  await page.evaluate(`window.moved = []; window.watching = setInterval(() => {
    for (const animation of document.getAnimations()) {
      // What takes less than a frame is no motion.
      if (animation.effect.getComputedTiming().activeDuration < 16) continue;
      const frames = animation.effect.getKeyframes();
      if (frames.some((frame) => frame.transform ?? frame.translate ?? frame.left ?? frame.top)) moved.push(animation.effect.target.outerHTML.slice(0, 200));
    }
  }, 8)`);
  await world().hub.post(
    aRunEvent({ job: 'calm', inputs: [{ namespace: 'postgres://warehouse.example.org:5432', name: outreachList }], outputs: [] }),
  );
  await card(page, 'Job', 'calm').waitFor();
  await card(page, 'Job', 'calm').locator('[data-ring]').waitFor({ state: 'attached' });
  await page.evaluate(`window.places = new Set(); (function sample() {
    places.add(getComputedStyle(document.querySelector('.react-flow__viewport')).transform); requestAnimationFrame(sample); })()`);
  await page.getByRole('button', { name: 'Fit the whole graph' }).click();
  await page.getByRole('button', { name: 'Centre on the subject' }).click();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  expect(await page.evaluate('moved')).toEqual([]);
  expect(await page.evaluate('places.size')).toBeLessThanOrEqual(3);
});

test('in forced colours every glyph, edge and card is still drawn, in the colours that are forced', async () => {
  const page = await openScreen('graph', { forcedColors: true });
  const shapes = `[...document.querySelectorAll('main svg')].filter((svg) => svg.getBoundingClientRect().width > 0).flatMap((svg) =>
    [...svg.querySelectorAll('path, circle, rect')].map((shape) => {
      const { fill, stroke } = getComputedStyle(shape);
      return [fill, stroke].filter((colour) => colour !== 'none').map((colour) => [colour, svg.outerHTML.slice(0, 160)]);
    })).flat()`;
  const colours = new Map((await page.evaluate(shapes)) as [colour: string, where: string][]);
  const forced = `(() => { const probe = document.createElement('span'); document.body.append(probe);
    const all = ['CanvasText', 'Canvas', 'LinkText', 'Highlight', 'HighlightText', 'GrayText', 'ButtonText', 'ButtonFace', 'ButtonBorder', 'transparent'].map((name) => {
      probe.style.color = name; return getComputedStyle(probe).color; }); probe.remove(); return all; })()`;
  const allowed = new Set((await page.evaluate(forced)) as string[]);
  expect([...colours].filter(([colour]) => !allowed.has(colour))).toEqual([]);
  expect(colours.size).toBeGreaterThan(1);
});

test('with more contrast asked for, faint lines and texts become the strong ones', async () => {
  const page = await openScreen('start', { moreContrast: true });
  const token = (name: string): Promise<string> => page.evaluate(`getComputedStyle(document.documentElement).getPropertyValue('${name}')`);
  expect(await token('--line')).toBe(await token('--control'));
  expect(await token('--ink-3')).toBe(await token('--ink-2'));
});
