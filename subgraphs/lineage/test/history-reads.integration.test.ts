import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase } from '@hotpass/testkit';
import type { TestDatabase } from '@hotpass/testkit';
import { entryOf, minute, runIdOf } from './projection/events.ts';
import type { TestEvent } from './projection/events.ts';
import { newProjector, rolledBack } from './projection/projection-under-test.ts';
import type { CountingTx } from './projection/projection-under-test.ts';

const projector = newProjector();
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

/** Every other run tells otherwise, so that each leaves edges behind. */
function run(n: number): TestEvent {
  const other = n % 2 === 0 ? 'a' : 'b';
  const source = { namespace: 'db', name: other, field: 'x', transformations: [{ type: 'DIRECT' as const }] };
  return {
    eventType: 'COMPLETE',
    eventTime: minute(n),
    run: { runId: runIdOf(n) },
    job: { namespace: 'pipelines', name: 'load' },
    inputs: [{ namespace: 'db', name: other }],
    outputs: [{ namespace: 'db', name: 'out', facets: { columnLineage: { fields: { x: { inputFields: [source] } } } } }],
  };
}

function jobEvent(n: number): TestEvent {
  const { eventTime, job, inputs, outputs } = run(n);
  return { eventTime, job, inputs, outputs };
}

function datasetEvent(n: number): TestEvent {
  const { eventTime, outputs } = run(n);
  return { eventTime, dataset: outputs![0]! };
}

const tables = ['run_shape', 'job_declaration', 'edge', 'column_edge', 'seen_edge', 'io_set', 'column_set', 'alias', 'symlink'];

/** Rows this transaction has read of each table. */
async function rowsRead(tx: CountingTx): Promise<Map<string, number>> {
  const rows = await tx.query<{ relname: string; read: number }>({
    text: `select relname, (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_xact_user_tables
           where schemaname = 'lineage' and relname = any($1)`,
    values: [tables],
  });
  return new Map(rows.map((row) => [row.relname, row.read]));
}

test.each([
  ['runs', run],
  ['JobEvents', jobEvent],
  ['DatasetEvents', datasetEvent],
])(
  'a batch of %s reads what lies around it, not the history, also with plans made while the tables were empty',
  async (_, eventOf) => {
    await rolledBack(database.pool, async (tx) => {
      const history = 2_000;
      const project = async (from: number, count: number): Promise<void> =>
        projector.project(
          tx,
          Array.from({ length: count }, (_, i) => entryOf(eventOf(from + i), from + i + 1)),
        );
      for (let n = 0; n < history; n += 100) await project(n, 100);
      const before = await rowsRead(tx);
      await project(history, 10);
      const after = await rowsRead(tx);
      expect(tables.filter((table) => after.get(table)! - before.get(table)! > 200)).toEqual([]);
      expect(after.get('column_edge')! - before.get('column_edge')!).toBeGreaterThan(0);
    });
  },
  120_000,
);
