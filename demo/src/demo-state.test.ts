import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DemoStateError, readDemoState, writeDemoState } from './demo-state.ts';
import { UsageError } from './options.ts';
import { stateToGoOnWith } from './state-to-go-on-with.ts';

let directory: string;
let file: string;
const end = Date.parse('2026-03-09T00:00:00Z');

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hotpass-demo-'));
  file = join(directory, 'demo', 'demo.json');
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

test('is found again as it was left, with nothing beside it', async () => {
  const state = { seed: 7, epoch: 1, historyEnd: 2, toldUntil: 3, lastEventTime: 4 };
  expect(await readDemoState(file)).toBeNull();
  await writeDemoState(file, { ...state, toldUntil: 2 });
  await writeDemoState(file, state);
  expect(await readDemoState(file)).toEqual(state);
  expect(await readdir(join(directory, 'demo'))).toEqual(['demo.json']);
});

test('that cannot be understood is said so, never begun anew', async () => {
  await writeDemoState(file, { seed: 7, epoch: 1, historyEnd: 2, toldUntil: 3, lastEventTime: 4 });
  for (const text of ['', '{"format": 2}', '{"format": 1, "seed": "7"}']) {
    await writeFile(file, text);
    await expect(readDemoState(file)).rejects.toThrow(DemoStateError);
  }
});

test('a second demo goes on with the world of the first, whatever the hour', async () => {
  const first = await stateToGoOnWith(file, { seed: null, end }, end);
  expect(first.epoch).toBe(Date.parse('2026-03-02T00:00:00Z'));
  await writeDemoState(file, { ...first, toldUntil: end });
  expect(await stateToGoOnWith(file, { seed: null, end: null }, end + 1e9)).toEqual({ ...first, toldUntil: end });
});

test('another seed or another end in the same directory is refused', async () => {
  await writeDemoState(file, await stateToGoOnWith(file, { seed: 7, end }, end));
  await expect(stateToGoOnWith(file, { seed: 8, end: null }, end)).rejects.toThrow(UsageError);
  await expect(stateToGoOnWith(file, { seed: 7, end: end + 7_200_000 }, end)).rejects.toThrow(UsageError);
});
