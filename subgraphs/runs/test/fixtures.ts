import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEvent } from './events.ts';

/** The folder of real events (CONTRIBUTING says where they come from); unset, tests of them are skipped by name. */
const fixtures = process.env['HOTPASS_FIXTURES'] ?? '';

export async function marquezDemo(): Promise<RunEvent[]> {
  return JSON.parse(await readFile(join(fixtures, 'openlineage/marquez-demo.json'), 'utf8'));
}

/** Events of one of the official consumer scenarios, in the order of their files. */
export async function scenario(name: string): Promise<RunEvent[]> {
  const folder = join(fixtures, 'openlineage/scenarios', name, 'events');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).toSorted();
  return Promise.all(files.map(async (file) => JSON.parse(await readFile(join(folder, file), 'utf8'))));
}

/** Events that break a schema or careless readers, as far as they are JSON at all. */
export async function invalidEvents(): Promise<unknown[]> {
  const folder = join(fixtures, 'openlineage/invalid');
  const index: { file: string; parses: boolean }[] = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8'));
  return Promise.all(index.filter(({ parses }) => parses).map(async ({ file }) => JSON.parse(await readFile(join(folder, file), 'utf8'))));
}
