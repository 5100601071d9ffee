import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { localPrincipal } from '@hotpass/kernel';
import { realEvents, testWithFixtures } from '@hotpass/testkit';
import type { FacetEvent } from './facets/events.ts';
import { factsOf } from './facets/oracle.ts';
import { storedFacts } from './facets/stored-facts.ts';
import { toldLines } from './facets/told-lines.ts';
import { startLineage } from './lineage-under-test.ts';

const expectedFolder = join(import.meta.dirname, 'expected/facets');

/** Real events, each set by itself. A folder is all its files. */
const sets: Readonly<Record<string, string>> = {
  'marquez-demo': 'marquez-demo.json',
  'scenario-cll': 'scenarios/CLL/events',
  'scenario-airflow': 'scenarios/airflow/events',
  'scenario-simple-run-event': 'scenarios/simple_run_event/events',
  'scenario-spark': 'scenarios/spark_dataproc_simple_producer_test_complete/events',
  'scenario-spark-part': 'scenarios/spark_dataproc_simple_producer_test/events',
  'marquez-apples': 'edge-cases/marquez-apples',
  'marquez-additional-facet': 'edge-cases/marquez/event_additional_facet.json',
  'marquez-dataset-event': 'edge-cases/marquez/event_dataset_event.json',
  'marquez-large': 'edge-cases/marquez/event_large.json',
  'marquez-no-timezone': 'edge-cases/marquez/event_required_no_timezone.json',
  'marquez-simple': 'edge-cases/marquez/event_simple.json',
  'marquez-unicode': 'edge-cases/marquez/event_unicode.json',
  'marquez-without-schema-url': 'edge-cases/marquez/event_without_schema_url.json',
  'data-rentgen-airflow': 'edge-cases/data-rentgen/events_airflow.jsonl',
  'data-rentgen-flink': 'edge-cases/data-rentgen/events_flink.jsonl',
  'data-rentgen-unknown': 'edge-cases/data-rentgen/events_unknown.jsonl',
};

/** Facets themselves are written without credentials, which the oracle knows nothing of. */
const compared = /^(column|named|version|pin|lifecycle) /;

for (const [name, path] of Object.entries(sets)) {
  testWithFixtures(test, `${name} tells what is expected of columns, versions and lives`, async () => {
    await using lineage = await startLineage();
    const events = realEvents(path);
    await lineage.send(...events);
    expect(await toldLines(lineage.database.pool)).toEqual(
      (await readFile(join(expectedFolder, `${name}.txt`), 'utf8')).split('\n').filter(Boolean),
    );

    const { rows } = await lineage.database.pool.query<{ id: string; name: string }>(
      `select n.uid as id, s.name || '/' || n.name as name from lineage.node n join lineage.namespace s on s.id = n.namespace`,
    );
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    const stored = await lineage.log.database.read(localPrincipal, (tx) => storedFacts(tx, names));
    const told = factsOf(events as FacetEvent[]);
    expect(stored.filter((line) => compared.test(line))).toEqual(told.filter((line) => compared.test(line)));
  });
}
