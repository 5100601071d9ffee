import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { HubEndedError, HubProcess } from './hub-process.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hotpass-demo-hub-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function aHub(script: string): Promise<HubProcess> {
  const entry = join(directory, 'hub.mjs');
  await writeFile(entry, script);
  return HubProcess.start(entry, { ...process.env });
}

const listening = `console.log('Hotpass is starting at http://127.0.0.1:4999'); setInterval(() => {}, 1000);`;

test('a hub says where it listens, and is asked once to stop', async () => {
  const marks = join(directory, 'signals');
  const onSignal = `import { appendFileSync } from 'node:fs';
    process.on('SIGTERM', () => { appendFileSync(${JSON.stringify(marks)}, 'SIGTERM '); setTimeout(() => process.exit(0), 50); });`;
  const hub = await aHub(`${onSignal}\n${listening}`);
  expect(await hub.url).toBe('http://127.0.0.1:4999');
  expect(hub.signal.aborted).toBe(false);
  await hub[Symbol.asyncDispose]();
  expect(hub.signal.aborted).toBe(true);
  expect(await readFile(marks, 'utf8')).toBe('SIGTERM ');
});

test('a hub that cannot start is known by its exit code', async () => {
  await using hub = await aHub('process.exitCode = 1;');
  await expect(hub.url).rejects.toThrow(HubEndedError);
  await expect(hub.url).rejects.toThrow('exit code 1');
  expect(hub.signal.aborted).toBe(true);
});

test('a hub that dies later is noticed', async () => {
  await using hub = await aHub(`${listening}; setTimeout(() => process.exit(3), 20);`);
  await hub.url;
  await new Promise((resolve) => hub.signal.addEventListener('abort', resolve, { once: true }));
  expect(hub.signal.aborted).toBe(true);
});

test('it runs under the flag that makes it follow the demo', async () => {
  const hub = await aHub(`console.log('Hotpass is starting at http://127.0.0.1:1/' + process.argv.slice(2).join());`);
  expect(await hub.url).toBe('http://127.0.0.1:1/--follow-parent');
  await hub[Symbol.asyncDispose]();
});
