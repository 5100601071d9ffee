import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { axe, startTestBrowser, type Page, type TestBrowser } from '@hotpass/testkit';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { accessibilityProblems } from './support/hooks.ts';
import { themes } from './support/web-world.ts';

const root = join(import.meta.dirname, '../..');
const built = join(root, 'web/dist-gallery');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Every screen that opens by itself; the gallery lists them in each state. */
const screens = [
  ...['start', 'lineage-start', 'lineage', 'lineage-columns', 'lineage-impact', 'lineage-runs', 'lineage-facets'],
  ...['runs', 'runs-table', 'run', 'datasets', 'datasets-filtered', 'dataset', 'dataset-versions', 'dataset-runs', 'dataset-facets'],
];

let server: Server;
let browser: TestBrowser;
let url = '';

/** The gallery is no part of the product, so it is built here and served as it lies. */
beforeAll(async () => {
  const made = spawnSync('npm', ['run', '--silent', 'build:gallery', '--workspace', '@hotpass/web'], { cwd: root, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`${made.stdout}\n${made.stderr}`);
  server = createServer(async (request, response) => {
    const name = new URL(request.url ?? '/', 'http://gallery').pathname;
    const file = await readFile(join(built, name)).catch(() => null);
    if (file === null) return void response.writeHead(404).end();
    return void response.writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream' }).end(file);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await startTestBrowser();
}, 180_000);

afterEach(() => browser.closePages());

afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  server.closeAllConnections();
  server.close();
});

async function openGallery(options: Partial<Parameters<TestBrowser['page']>[0]> = {}): Promise<Page> {
  const page = await browser.page({ url, ...options });
  await page.goto('/gallery.html');
  await page.getByRole('heading', { level: 1, name: 'Gallery' }).waitFor();
  return page;
}

function stories(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('[data-story]')].map((story) => story.dataset.story)`);
}

test('every state of a screen has a story', async () => {
  const told = await stories(await openGallery());
  expect(new Set(told).size).toBe(told.length);
  for (const state of ['loading', 'empty', 'filtered', 'error', 'partial', 'too-large', 'offline', 'catching-up', 'delayed', 'paused']) {
    expect({ state, told: told.some((story) => story.includes(state)) }).toEqual({ state, told: true });
  }
});

test.each(themes)('axe has nothing serious against any story, in %s', async (theme) => {
  expect(await accessibilityProblems(await openGallery({ theme }))).toBe('');
});

/** What the states of a screen must say: what failed with the id to ask by, and nothing else as if it were an answer. */
const said: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  told: silent,
  loading: silent,
  empty: silent,
  partial: (page) => page.getByRole('alert').filter({ hasText: 'The rest is shown.' }).first().waitFor(),
  error: (page) => page.getByRole('alert').getByRole('button', { name: 'Copy request 8f2c4d1e' }).first().waitFor(),
  offline: (page) => page.getByRole('alert').getByRole('button', { name: 'Try again' }).first().waitFor(),
};

async function silent(page: Page): Promise<void> {
  expect(await page.getByRole('alert').count()).toBe(0);
}

test('every screen is listed in every state', async () => {
  const page = await openGallery();
  const listed = await page.getByRole('region', { name: 'Screens' }).getByRole('link').allInnerTexts();
  expect(listed).toEqual(screens.flatMap((screen) => Object.keys(said).map((state) => `${screen}-${state}`)));
});

test.each(screens)('%s: in every state it has one heading, says what is missing, and axe minds nothing in both themes', async (screen) => {
  const page = await browser.page({ url });
  for (const [state, saysIt] of Object.entries(said)) {
    await page.goto(`/gallery.html?screen=${screen}-${state}`);
    await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
    await page.locator('html[data-answering="0"]').waitFor();
    await page
      .locator('[aria-busy=true]')
      .first()
      .waitFor({ state: state === 'loading' ? 'attached' : 'detached' });
    await saysIt(page);
    const headings = await page.getByRole('heading', { level: 1 }).count();
    const slips = await page.getByText(/\bundefined\b|\bNaN\b|could not be shown/).count();
    const problems = await accessibilityProblems(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('html[data-theme=dark]').waitFor();
    const inDark = await axe(page, { rules: ['color-contrast'] });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.locator('html[data-theme=light]').waitFor();
    expect({ state, headings, slips, problems, inDark }).toEqual({ state, headings: 1, slips: 0, problems: '', inDark: [] });
  }
});

/** What is wider than its place: of the page itself, and of what names an action or a part, whose words are cut. */
const tooWide = `[
  ...(document.documentElement.scrollWidth > innerWidth ? ['the page'] : []),
  ...[...document.querySelectorAll('h1, h2, h3, button, [role=tab], [role=columnheader], dt, label, legend')]
    .filter((part) => part.textContent.trim() !== '' && part.checkVisibility() && part.clientWidth > 1 && part.scrollWidth > part.clientWidth + 1)
    .map((part) => part.textContent.trim().slice(0, 60)),
]`;

test('words longer by two fifths have their room on every screen, from left to right and from right to left', async () => {
  const page = await browser.page({ url, viewport: { width: 1280, height: 800 } });
  for (const screen of screens) {
    await page.goto(`/gallery.html?screen=${screen}-told&locale=pseudo`);
    await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
    await page.locator('html[data-answering="0"]').waitFor();
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    for (const direction of ['ltr', 'rtl']) {
      await page.evaluate(`document.documentElement.dir = '${direction}'`);
      expect({ screen, direction, tooWide: await page.evaluate(tooWide) }).toEqual({ screen, direction, tooWide: [] });
    }
  }
});

test('no story is wider than a narrow window', async () => {
  const page = await openGallery({ viewport: { width: 320, height: 640 } });
  const wide = `[...document.querySelectorAll('[data-story]')].filter((story) => story.getBoundingClientRect().right > innerWidth + 1)
    .map((story) => story.dataset.story)`;
  expect(await page.evaluate(wide)).toEqual([]);
});
