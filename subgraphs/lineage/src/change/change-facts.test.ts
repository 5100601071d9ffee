import { expect, test } from '@jest/globals';
import { datasetId, jobId } from '@hotpass/kernel';
import { readEvent } from '@hotpass/openlineage';
import { SchemaDocs } from '../column/schema-doc.ts';
import type { PlacedEvent } from '../projectors/catalog.projector.ts';
import { schemaChanges, vertexChanges } from './change-facts.ts';

const dataset = datasetId('db', 'a');

function anEvent(position: number, facets: object, minute = position): PlacedEvent {
  const at = Date.UTC(2026, 0, 15, 8, minute);
  const event = readEvent({
    eventTime: new Date(at).toISOString(),
    run: { runId: '00000000-0000-4000-8000-000000000001' },
    job: { namespace: 'jobs', name: 'j' },
    outputs: [{ namespace: 'db', name: 'a', facets }],
  });
  return { event: event!, at, position, entryId: `ent_${position}` };
}

const schema = (...names: string[]) => ({ schema: { fields: names.map((name) => ({ name })) } });

test('a vertex is added by its first mention', () => {
  const changes = vertexChanges([anEvent(1, {}), anEvent(2, {})]);
  expect(changes.map(({ kind, entity, position }) => [kind, entity, position])).toEqual([
    ['JOB_ADDED', jobId('jobs', 'j'), 1],
    ['DATASET_ADDED', dataset, 1],
  ]);
});

test('what a run says happened to a dataset is told once', () => {
  const facets = { lifecycleStateChange: { lifecycleStateChange: 'DROP' } };
  const dropped = vertexChanges([anEvent(1, facets), anEvent(2, facets)]).filter(({ kind }) => kind === 'DATASET_DROPPED');
  expect(dropped).toMatchObject([{ entity: dataset, toldBy: 'run_00000000-0000-4000-8000-000000000001', position: 1 }]);
});

test('a schema changes when a later event tells another; the first, the same and an earlier one change nothing', () => {
  const known = new Map();
  const events = [
    anEvent(1, schema('a')),
    anEvent(2, schema('a')),
    anEvent(3, schema('a', 'b')),
    anEvent(4, schema('a'), 0),
    anEvent(5, {}),
    anEvent(6, schema('a')),
  ];
  expect(schemaChanges(events, new SchemaDocs(), known).map(({ position }) => position)).toEqual([3, 6]);
  expect(known.get(dataset)).toMatchObject({ at: Date.UTC(2026, 0, 15, 8, 6) });
});

test('what is found does not depend on where batches end', () => {
  const events = [1, 2, 3, 4, 5, 6].map((position) => anEvent(position, schema(...(position % 3 === 0 ? ['a'] : ['a', 'b']))));
  const whole = schemaChanges(events, new SchemaDocs(), new Map());
  const known = new Map();
  const parts = events.flatMap((event) => schemaChanges([event], new SchemaDocs(), known));
  expect(parts).toEqual(whole);
});
