import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fixtures, realEvents } from '@hotpass/testkit';
import type { RunEvent } from './events.ts';

/** The run events of one file, or of all files of a folder, in the order of the files. */
export function runEvents(path: string): RunEvent[] {
  return (realEvents(path) as RunEvent[]).filter((event) => 'run' in event && 'job' in event);
}

export function marquezDemo(): RunEvent[] {
  return runEvents('marquez-demo.json');
}

/** Events of one of the official consumer scenarios. */
export function scenario(name: string): RunEvent[] {
  return runEvents(`scenarios/${name}`);
}

/** Events that break a schema or careless readers, as far as they are JSON at all. */
export async function invalidEvents(): Promise<unknown[]> {
  const folder = join(fixtures() ?? '', 'openlineage/invalid');
  const index: { file: string; parses: boolean }[] = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8'));
  return Promise.all(index.filter(({ parses }) => parses).map(async ({ file }) => JSON.parse(await readFile(join(folder, file), 'utf8'))));
}
