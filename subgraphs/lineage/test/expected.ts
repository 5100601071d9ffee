import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventFiles, realEvents } from '@hotpass/testkit';

const expectedFolder = join(dirname(fileURLToPath(import.meta.url)), 'expected');

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
export function scenarios(): Scenario[] {
  const all: Scenario[] = [{ name: 'marquez-demo', files: ['marquez-demo.json'] }];
  for (const top of ['scenarios', 'edge-cases']) {
    const byFolder = Map.groupBy(eventFiles(top), (file) => file.split('/').slice(0, 2).join('/'));
    for (const [folder, files] of byFolder) {
      if (apart.includes(folder))
        all.push(...files.map((file) => ({ name: `${folder}/${basename(file).replace(/\.jsonl?$/, '')}`, files: [file] })));
      else all.push({ name: folder, files });
    }
  }
  return all;
}

export function eventsOf(name: string): unknown[] {
  const scenario = scenarios().find((one) => one.name === name);
  if (!scenario) throw new Error(`There are no events for ${name}.`);
  return scenario.files.flatMap(realEvents);
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
