import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of real events that HOTPASS_FIXTURES names, or null. A named folder that is not there is a failure. */
export function openLineageFixtures(): string | null {
  const folder = process.env['HOTPASS_FIXTURES'];
  if (folder === undefined || folder === '') return null;
  readdirSync(join(folder, 'openlineage'));
  return join(folder, 'openlineage');
}

export interface Sample {
  /** Path below the folder, with the record's number where a file holds several. */
  readonly name: string;
  readonly file: string;
  readonly event: unknown;
}

/** Every event in a file or below a folder: JSON, one object or a list of them, or JSON lines. */
export function readSamples(folder: string, below: string): Sample[] {
  const files = /\.jsonl?$/.test(below) ? [below] : filesIn(folder, below);
  return files.flatMap((file) => {
    const events = parseEvents(file, readFileSync(join(folder, file), 'utf8'));
    return events.map((event, index) => ({ name: events.length === 1 ? file : `${file} ${index + 1}`, file, event }));
  });
}

function filesIn(folder: string, below: string): string[] {
  return readdirSync(join(folder, below), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.jsonl?$/.test(path))
    .toSorted()
    .map((path) => `${below}/${path.replaceAll('\\', '/')}`);
}

function parseEvents(file: string, text: string): unknown[] {
  if (file.endsWith('.jsonl'))
    return text
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  const json: unknown = JSON.parse(text);
  return file === 'marquez-demo.json' && Array.isArray(json) ? json : [json];
}
