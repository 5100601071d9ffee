import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fixturesFolder } from './config.ts';

/** The part of Jest's `test` that is needed; handed in, since programs outside Jest use testkit too. */
interface TestFunction {
  (name: string, run: () => Promise<void>): void;
  readonly skip: (name: string, run: () => Promise<void>) => void;
}

/** The folder of real events, or null when HOTPASS_FIXTURES names none. @throws Error when it names one that is not there. */
export function fixtures(): string | null {
  const folder = fixturesFolder();
  if (folder !== null && !existsSync(folder)) throw new Error(`HOTPASS_FIXTURES names ${folder}, which is not there.`);
  return folder;
}

/** A test on real events: skipped, with the reason in its name, when none are named; failing when they are named and absent. */
export function testWithFixtures(test: TestFunction, name: string, run: (folder: string) => Promise<void>): void {
  if (fixturesFolder() === null) {
    test.skip(`${name} (HOTPASS_FIXTURES names no folder)`, async () => undefined);
    return;
  }
  test(name, async () => run(fixtures() ?? ''));
}

/** Paths of the event files below a folder of `openlineage`, 2 before 10; a file is its own. */
export function eventFiles(path: string): string[] {
  if (isEventFile(path)) return [path];
  return readdirSync(join(openLineageFolder(), path), { recursive: true, encoding: 'utf8' })
    .filter(isEventFile)
    .map((file) => `${path}/${file.replaceAll('\\', '/')}`)
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** The real events of a file below `openlineage`, or of all files of a folder, in the order of these. */
export function realEvents(path: string): unknown[] {
  return eventFiles(path).flatMap((file) => parseEvents(file, readFileSync(join(openLineageFolder(), file), 'utf8')));
}

function openLineageFolder(): string {
  const folder = fixtures();
  if (folder === null) throw new Error('HOTPASS_FIXTURES names no folder.');
  return join(folder, 'openlineage');
}

function isEventFile(path: string): boolean {
  return /\.jsonl?$/.test(path);
}

/** JSON, one event or a list of them, or JSON lines. */
function parseEvents(file: string, text: string): unknown[] {
  if (file.endsWith('.jsonl'))
    return text
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  const json: unknown = JSON.parse(text);
  return Array.isArray(json) ? json : [json];
}
