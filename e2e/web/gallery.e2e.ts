import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { startTestBrowser, type Page, type TestBrowser } from '@hotpass/testkit';
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

test('no story is wider than a narrow window', async () => {
  const page = await openGallery({ viewport: { width: 320, height: 640 } });
  const wide = `[...document.querySelectorAll('[data-story]')].filter((story) => story.getBoundingClientRect().right > innerWidth + 1)
    .map((story) => story.dataset.story)`;
  expect(await page.evaluate(wide)).toEqual([]);
});
