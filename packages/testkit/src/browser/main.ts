import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type BrowserServer } from 'playwright-core';
import { findExecutable } from './executable.ts';

/** No test file and no script takes so long: whatever is forgotten ends by then. */
const longestLifeMs = 30 * 60_000;
/** Closing is asked for, then it is done. */
const closingMs = 4_000;

/**
 * The browser of a test file, in a process that outlives a killed test just long enough to end the browser: a browser runs
 * in a process group of its own, so what kills a test's group leaves it alive. It ends when stdin closes.
 */
async function main(chosen: string | null): Promise<void> {
  const { path, libraries } = await findExecutable(chosen);
  const temporary = await mkdtemp(join(tmpdir(), 'hotpass-browser-'));
  const server = await chromium.launchServer({
    executablePath: path,
    args: ['--no-sandbox', '--headless=shell', '--disable-gpu', '--font-render-hinting=none'],
    artifactsDir: temporary,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // In a bare environment file names are ASCII: a download would lose its name.
    env: { ...process.env, LC_ALL: 'C.UTF-8', TMPDIR: temporary, ...(libraries === null ? {} : { LD_LIBRARY_PATH: libraries }) },
  });
  const over = Promise.race([stopAsked(), delay(longestLifeMs, undefined, { ref: false }), closed(server)]);
  process.stdout.write(`${JSON.stringify({ endpoint: server.wsEndpoint(), pid: server.process().pid })}\n`);
  await over;
  await end(server);
  await rm(temporary, { recursive: true, force: true });
}

async function stopAsked(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.stdin.on('end', resolve).on('error', resolve).resume();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve());
  await promise;
}

async function closed(server: BrowserServer): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.on('close', () => resolve());
  await promise;
}

async function end(server: BrowserServer): Promise<void> {
  const inOrder = await Promise.race([server.close().then(() => true), delay(closingMs, false)]);
  if (!inOrder) await server.kill();
}

// A browser that was asked for and does not start is the test's failure, with these words.
main(process.argv[2] ?? null).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
