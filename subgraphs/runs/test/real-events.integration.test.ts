import { describe, expect, test } from '@jest/globals';
import { propertySeed, testWithFixtures } from '@hotpass/testkit';
import { runId } from '@hotpass/kernel';
import fc from 'fast-check';
import { anEntry } from './events.ts';
import { invalidEvents, marquezDemo, scenario } from './fixtures.ts';
import { ProjectorUnderTest } from './projector-under-test.ts';
import { startRuns, type RunsUnderTest } from './runs-under-test.ts';

const withFixtures = (name: string, run: () => Promise<void>): void => testWithFixtures(test, name, run);

/** Runs of marquez-demo.json, worked out by hand: every one started at eight and completed after so many minutes. */
const minutesByRun = {
  '4d3b8069-69b6-4708-ade0-3275112c9f04': 8,
  '6f0c13a5-f29b-46a5-90c1-0ffbebbbd1aa': 9,
  'e05901b1-3a06-4b98-8d9c-aaf188c9a28c': 8,
  'a43a8523-349f-4296-807f-3354ac491990': 5,
  'ffba2c14-4170-48da-bec3-ab5fd4ec9a3f': 7,
  '182a9eaf-881a-4d49-860c-f7e260b8bf60': 10,
  'b7098939-87f0-4207-878f-dfd8e8804d8a': 7,
  '9f3db1c5-5e9a-4280-8184-18aca4592c77': 5,
  '8ddfb1d9-415f-4850-bcd6-01d02f011abe': 10,
  'd5a2a4c4-fc78-428d-ae85-08c942ed8371': 6,
  'bd41a42a-bf18-4b74-9bb7-cd62637823d8': 6,
  'adc8507c-595e-4d76-9dac-be2bf0ffe1ee': 5,
  '3ab25429-cf9c-4d1d-9166-1e1946f9d3c3': 6,
};

async function runsById(runs: RunsUnderTest): Promise<Map<string, unknown>> {
  const query = `{ runs(first: 100) { nodes { openLineageRunId state durationMs startedAt
    parent { openLineageRunId } root { openLineageRunId } inputs { totalCount } outputs { totalCount } } } }`;
  const { runs: connection } = (await runs.ask(query)) as { runs: { nodes: { openLineageRunId: string }[] } };
  return new Map(connection.nodes.map((run) => [run.openLineageRunId, run]));
}

const datasets = (inputs: number, outputs: number) => ({ inputs: { totalCount: inputs }, outputs: { totalCount: outputs } });

const under = (openLineageRunId: string) => ({ parent: { openLineageRunId }, root: { openLineageRunId } });

describe('the runs of', () => {
  withFixtures('marquez-demo.json all completed, and keep what their START said', async () => {
    await using runs = await startRuns();
    await runs.send(...marquezDemo());
    const byId = await runsById(runs);
    expect(byId.size).toBe(13);
    for (const [id, minutes] of Object.entries(minutesByRun)) {
      expect(byId.get(id)).toMatchObject({ state: 'COMPLETED', durationMs: minutes * 60_000, startedAt: '2026-01-15T08:00:00.000Z' });
    }
    expect(byId.get('ffba2c14-4170-48da-bec3-ab5fd4ec9a3f')).toMatchObject(datasets(4, 1));
    expect(byId.get('bd41a42a-bf18-4b74-9bb7-cd62637823d8')).toMatchObject(datasets(1, 2));
    expect(byId.get('3ab25429-cf9c-4d1d-9166-1e1946f9d3c3')).toMatchObject(datasets(2, 0));
  });

  withFixtures('Airflow tasks stand under the run of their DAG', async () => {
    await using runs = await startRuns();
    await runs.send(...scenario('airflow'));
    const byId = await runsById(runs);
    const [dag, upload] = ['01936893-9751-7a91-a2a0-a51101a3970c', '01936893-9751-7b3c-8f76-8ac6d0e5f8a3'];
    expect(byId.size).toBe(10);
    expect(byId.get(upload)).toMatchObject({ state: 'COMPLETED', durationMs: 4_059, ...under(dag), ...datasets(2, 1) });
    expect(byId.get(dag)).toMatchObject({ state: 'COMPLETED', durationMs: 16_000, parent: null, root: { openLineageRunId: dag } });
  });

  withFixtures('Spark, of which one told only its end', async () => {
    await using runs = await startRuns();
    await runs.send(...scenario('CLL'));
    const byId = await runsById(runs);
    const application = '019127de-fd25-7707-bfa4-3ec02693a531';
    expect(byId.size).toBe(4);
    expect(byId.get('019127df-0850-72bc-b214-b255290588a6')).toMatchObject({ state: 'COMPLETED', durationMs: 564, ...under(application) });
    expect(byId.get('019127df-074d-7d1b-b8d8-8a2c16a2fe60')).toMatchObject({ state: 'COMPLETED', durationMs: null, ...under(application) });
  });

  withFixtures('the simple scenario are found though its runId is no UUID', async () => {
    await using runs = await startRuns();
    await runs.send(...scenario('simple_run_event'));
    const { run } = await runs.ask('query ($id: ID!) { run(id: $id) { openLineageRunId state } }', { id: runId('run_id') });
    expect(run).toEqual({ openLineageRunId: 'run_id', state: 'COMPLETED' });
  });
});

withFixtures('real events make the same tables in every order and batching', async () => {
  const seed = propertySeed(expect.getState().currentTestName);
  await using runs = await ProjectorUnderTest.start();
  const scenarios = ['airflow', 'CLL', 'simple_run_event', 'spark_dataproc_simple_producer_test_complete'].flatMap(scenario);
  const entries = [...marquezDemo(), ...scenarios].map((event, index) => anEntry(event, index + 1));
  await runs.project(entries);
  const whole = await runs.tables();
  expect(whole.runs).toHaveLength(13 + 10 + 4 + 1 + 7);
  const order = fc.shuffledSubarray(entries, { minLength: entries.length });
  await fc.assert(
    fc.asyncProperty(order, fc.integer({ min: 1, max: entries.length }), async (shuffled, size) => {
      await runs.empty();
      const batches = Array.from({ length: Math.ceil(shuffled.length / size) }, (_, index) =>
        shuffled.slice(index * size, (index + 1) * size),
      );
      await runs.project(...batches);
      expect(await runs.tables()).toEqual(whole);
    }),
    { seed, numRuns: 15 },
  );
});

withFixtures('no invalid or hostile event is poison, and a good one beside them is projected', async () => {
  await using runs = await ProjectorUnderTest.start();
  const events = [...(await invalidEvents()), ...marquezDemo()];
  await runs.project(events.map((event, index) => anEntry(event, index + 1)));
  const { rows } = await runs.database.pool.query(`select run_id from runs.run where open_lineage_run_id = $1`, [
    Object.keys(minutesByRun)[0],
  ]);
  expect(rows).toHaveLength(1);
});
