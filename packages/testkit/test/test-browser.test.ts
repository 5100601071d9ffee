import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { axe, Child, eventually, startTestBrowser, type TestBrowser } from '../src/index.ts';
import { findExecutable } from '../src/browser/executable.ts';

const pages: Readonly<Record<string, string>> = {
  '/': '<!doctype html><html lang="en"><title>Fine</title><main><h1>Fine</h1></main></html>',
  '/thrown': '<!doctype html><title>x</title><script src="/throw.js"></script>',
  '/throw.js': 'throw new Error("unexpected end of the world")',
  '/policy': '<!doctype html><title>x</title><style>p { color: red }</style>',
  '/elsewhere': '<!doctype html><title>x</title><img alt="" src="http://127.0.0.2:9/x.png">',
  '/absent': '<!doctype html><title>x</title><script src="/none.js"></script>',
  '/unlabelled': '<!doctype html><html lang="en"><title>x</title><main><h1>x</h1><input></main></html>',
};

const server = createServer((request, response) => {
  const text = pages[request.url ?? ''];
  response.statusCode = text === undefined ? 404 : 200;
  response.setHeader('content-type', request.url?.endsWith('.js') === true ? 'text/javascript' : 'text/html');
  response.setHeader('content-security-policy', "default-src 'self'; img-src *; script-src 'self'");
  response.end(text ?? '');
});
let browser: TestBrowser;
let url = '';

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await startTestBrowser();
});

afterEach(() => browser.closePages());

afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  server.close();
});

test('a page that does nothing wrong is closed in silence, and its requests are known', async () => {
  const page = await browser.page({ url, theme: 'dark' });
  await page.goto('/');
  await page.getByRole('heading', { name: 'Fine' }).waitFor();
  expect(browser.watch(page).requests).toContain(`${url}/`);
  expect(await page.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')).toBe(true);
  expect(await axe(page)).toEqual([]);
});

test.each([
  ['/thrown', /unexpected end of the world/],
  ['/policy', /Content-Security-Policy/],
  ['/elsewhere', /asked another host: http:\/\/127\.0\.0\.2/],
  ['/absent', /404/],
])('%s fails the test it happens in', async (path, words) => {
  const page = await browser.page({ url });
  await page.goto(path);
  await eventually(async () => expect(browser.watch(page).problems.join('\n')).toMatch(words));
  await expect(browser.closePages()).rejects.toThrow(words);
});

test('what a test expects does not fail it', async () => {
  const page = await browser.page({ url });
  browser.watch(page).allow(/404/);
  await page.goto('/absent');
});

test('axe names the rule, the place and the reason', async () => {
  const page = await browser.page({ url });
  await page.goto('/unlabelled');
  const [found] = await axe(page);
  expect(found).toMatch(/^label \(critical\).*\n\s+input/);
});

test('where npm has no browser, one is asked for by name', async () => {
  await expect(findExecutable(null, 'darwin-arm64')).rejects.toThrow(/HOTPASS_CHROMIUM/);
  expect(await findExecutable('/opt/chrome', 'darwin-arm64')).toEqual({ path: '/opt/chrome', libraries: null });
});

test.each(['test process', 'keeper of the browser'])('no browser is left when the %s is killed', async (who) => {
  const child = new Child({ program: 'packages/testkit/test/open-browser.mjs' });
  const [, own, keeper] = await child.says(/^browser (\d+) keeper (\d+)$/m);
  process.kill(who === 'test process' ? child.pid : Number(keeper), who === 'test process' ? 'SIGKILL' : 'SIGTERM');
  await eventually(async () => expect(isRunning(Number(own))).toBe(false));
  child.kill('SIGKILL');
  await child.exited;
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
