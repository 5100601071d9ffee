import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { RunEvent } from './events.ts';
import { startRuns } from './runs-under-test.ts';

const folder = process.env['HOTPASS_FIXTURES'];

/** Worked out by hand: every run started at eight and took this many minutes. */
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

const withFixtures = folder === undefined || folder === '' ? test.skip : test;

withFixtures('the runs of marquez-demo.json all completed, and keep what their START said', async () => {
  const events: RunEvent[] = JSON.parse(await readFile(join(folder ?? '', 'openlineage/marquez-demo.json'), 'utf8'));
  await using runs = await startRuns();
  await runs.send(...events);
  const query =
    '{ runs(first: 100) { totalCount nodes { openLineageRunId state durationMs startedAt nominalTime inputs { totalCount } outputs { totalCount } } } }';
  const { runs: connection } = (await runs.ask(query)) as { runs: { totalCount: number; nodes: { openLineageRunId: string }[] } };
  expect(connection.totalCount).toBe(13);
  const byId = new Map(connection.nodes.map((run) => [run.openLineageRunId, run]));
  for (const [id, minutes] of Object.entries(minutesByRun)) {
    expect(byId.get(id)).toMatchObject({ state: 'COMPLETED', durationMs: minutes * 60_000, startedAt: '2026-01-15T08:00:00.000Z' });
  }
  expect(byId.get('ffba2c14-4170-48da-bec3-ab5fd4ec9a3f')).toMatchObject({ inputs: { totalCount: 4 }, outputs: { totalCount: 1 } });
  expect(byId.get('bd41a42a-bf18-4b74-9bb7-cd62637823d8')).toMatchObject({ inputs: { totalCount: 1 }, outputs: { totalCount: 2 } });
  expect(byId.get('3ab25429-cf9c-4d1d-9166-1e1946f9d3c3')).toMatchObject({ inputs: { totalCount: 2 }, outputs: { totalCount: 0 } });
});
