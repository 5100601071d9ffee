import { readFile, readdir, writeFile, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const expectedFolder = join(dirname(fileURLToPath(import.meta.url)), 'expected');
const eventsFolder = join(process.env['HOTPASS_FIXTURES'] ?? '', 'openlineage');

/** Folders each of whose files is a story of its own; the files of the others belong together. */
const apart = ['edge-cases/data-rentgen', 'edge-cases/marquez'];

/** Some of the real events, by the path of what they expect. */
export interface Scenario {
  readonly name: string;
  readonly files: readonly string[];
}

/** Known without the events, so that a test that is skipped says which. */
export const scenarioNames = [
  'marquez-demo',
  'scenarios/CLL',
  'scenarios/airflow',
  'scenarios/simple_run_event',
  'scenarios/spark_dataproc_simple_producer_test',
  'scenarios/spark_dataproc_simple_producer_test_complete',
  'edge-cases/data-rentgen/events_airflow',
  'edge-cases/data-rentgen/events_flink',
  'edge-cases/data-rentgen/events_unknown',
  'edge-cases/marquez-apples',
  'edge-cases/marquez/event_additional_facet',
  'edge-cases/marquez/event_dataset_event',
  'edge-cases/marquez/event_large',
  'edge-cases/marquez/event_required_no_timezone',
  'edge-cases/marquez/event_simple',
  'edge-cases/marquez/event_unicode',
  'edge-cases/marquez/event_without_schema_url',
];

/** Every event file there is, by scenario. */
export async function scenarios(): Promise<Scenario[]> {
  const all: Scenario[] = [{ name: 'marquez-demo', files: ['marquez-demo.json'] }];
  for (const top of ['scenarios', 'edge-cases']) {
    for (const folder of (await readdir(join(eventsFolder, top))).map((name) => `${top}/${name}`)) {
      const files = (await readdir(join(eventsFolder, folder), { recursive: true })).filter((file) => /\.jsonl?$/.test(file));
      const paths = files.map((file) => `${folder}/${file}`).toSorted(inNaturalOrder);
      if (apart.includes(folder))
        all.push(...paths.map((path) => ({ name: `${folder}/${basename(path).replace(/\.jsonl?$/, '')}`, files: [path] })));
      else all.push({ name: folder, files: paths });
    }
  }
  return all;
}

export async function eventsOf(name: string): Promise<unknown[]> {
  const scenario = (await scenarios()).find((one) => one.name === name);
  if (!scenario) throw new Error(`There are no events for ${name}.`);
  const events = await Promise.all(scenario.files.map(async (file) => parse(file, await readFile(join(eventsFolder, file), 'utf8'))));
  return events.flat();
}

/** What is expected of a scenario; every part of it has its own test. */
export async function readExpected(name: string): Promise<Readonly<Record<string, unknown>>> {
  return JSON.parse(await readFile(join(expectedFolder, `${name}.json`), 'utf8'));
}

/** Writes some parts of what is expected and leaves the others: WRITE_EXPECTED=1 does, for a person to read. */
export async function writeExpected(name: string, parts: Readonly<Record<string, unknown>>): Promise<void> {
  const path = join(expectedFolder, `${name}.json`);
  const before = await readExpected(name).catch(() => ({}));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify({ ...before, ...parts }, null, 2)}\n`);
}

function parse(file: string, text: string): unknown[] {
  if (file.endsWith('.jsonl'))
    return text
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  const json: unknown = JSON.parse(text);
  return Array.isArray(json) ? json : [json];
}

/** 2 before 10. */
function inNaturalOrder(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
