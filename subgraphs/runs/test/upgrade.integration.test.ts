import { expect, test } from '@jest/globals';
import { jobId, localPrincipal, runId } from '@hotpass/kernel';
import { openLineageEntryTypes } from '@hotpass/events';
import { openLog, type Log, type Projector } from '@hotpass/log';
import { createLogger } from '@hotpass/server';
import { createTestDatabase } from '@hotpass/testkit';
import { createRunsSubgraph } from '../src/index.ts';
import { aRunEvent, namespace } from './events.ts';

const open = (connectionString: string): Promise<Log> =>
  openLog({ connectionString, applicationName: 'runs-test', allowUnsafeDurability: true });

/** Writes of a run what version 1 did: its row, and its datasets without when it started. */
const versionOne: Projector = {
  ...{ kind: 'projector', name: 'runs.openlineage', version: 1, types: [openLineageEntryTypes.run] },
  async project(tx, entries) {
    for (const entry of entries) {
      const { run, eventTime } = entry.json() as { run: { runId: string }; eventTime: string };
      await tx.query({
        text: `insert into runs.run (run_id, open_lineage_run_id, open_lineage_run_id_time, job_id, job_time, state_rank, state_time, first_event_time, last_event_time)
               values ($1, $2, $3, $4, $3, 1, $3, $3, $3) on conflict do nothing`,
        values: [runId(run.runId), run.runId, eventTime, jobId(namespace, 'orders')],
      });
      await tx.query({
        text: `insert into runs.run_dataset (run_id, role, dataset_id) values ($1, 'OUTPUT', 'ds_old')`,
        values: [runId(run.runId)],
      });
    }
  },
  async reset() {
    throw new Error('Version 1 is not rebuilt here.');
  },
};

test('a hub with tables of version 1 rebuilds them, and then knows what they had no place for', async () => {
  await using database = await createTestDatabase();
  const before = await open(database.url);
  await before.start(versionOne);
  const event = aRunEvent({ facets: { x: {} }, outputs: ['new'] });
  const keys = [runId(event.run.runId), jobId(namespace, 'orders')];
  const body = Buffer.from(JSON.stringify(event));
  await before.appendEvents(localPrincipal, [
    { type: openLineageEntryTypes.run, keys, eventTime: new Date(event.eventTime), body, decision: { project: true, flags: [] } },
  ]);
  await before.settle();
  await before.close();
  const { rows: old } = await database.pool.query('select dataset_id, started_at from runs.run_dataset');
  expect(old).toEqual([{ dataset_id: 'ds_old', started_at: null }]);

  const log = await open(database.url);
  const subgraph = await createRunsSubgraph({ log, logger: createLogger('runs-test', 'silent') });
  await log.settle();
  const query = `query ($id: ID!) { run(id: $id) { state facets { name } outputs { totalCount edges { versionBasis } } } }`;
  const { data } = await subgraph.execute({ query, variables: { id: keys[0] }, principal: localPrincipal, requestId: 'r' });
  expect(JSON.parse(JSON.stringify(data))).toEqual({
    run: { state: 'RUNNING', facets: [{ name: 'x' }], outputs: { totalCount: 1, edges: [{ versionBasis: 'WRITTEN' }] } },
  });
  const { rows } = await database.pool.query('select started_at from runs.run_dataset');
  expect(rows).toEqual([{ started_at: new Date(event.eventTime) }]);
  await log.close();
});
