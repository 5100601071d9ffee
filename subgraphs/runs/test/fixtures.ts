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

/** The run events of one file, or of all files of a folder, in the order of the files. */
export async function fixtureEvents(path: string): Promise<RunEvent[]> {
  if (path.startsWith('scenarios/')) return scenario(path.slice('scenarios/'.length));
  const whole = join(fixtures, 'openlineage', path);
  const files = /\.jsonl?$/.test(path) ? [whole] : (await readdir(whole)).toSorted().map((file) => join(whole, file));
  const events = await Promise.all(files.map(async (file) => parsed(await readFile(file, 'utf8'), file.endsWith('.jsonl'))));
  return events.flat().filter((event) => 'run' in event && 'job' in event);
}

function parsed(text: string, isLines: boolean): RunEvent[] {
  if (isLines) return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as RunEvent]));
  const json: RunEvent | RunEvent[] = JSON.parse(text);
  return Array.isArray(json) ? json : [json];
}
