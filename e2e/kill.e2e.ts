import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aRunEvent, startTestHub, type TestHub } from '@hotpass/testkit';
import pg from 'pg';
import { Senders } from './support/senders.ts';

const senders = 16;
const between = 100;

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ durable: true });
}, 180_000);

afterAll(async () => hub[Symbol.asyncDispose]());

/** A repeat of the same bytes is answered with the first id; bytes that were lost are stored as new. */
async function lostEvents(acknowledged: ReadonlyMap<string, string>): Promise<string[]> {
  const lost: string[] = [];
  for (const [body, id] of acknowledged) {
    const answer = await hub.postBytes(body);
    if (answer.status !== 200 || (answer.body as { id?: string }).id !== id) lost.push(id);
  }
  return lost;
}

/** Runs that the graph does not know, asked for twenty at a time. */
async function unknownRuns(runIds: readonly string[]): Promise<string[]> {
  const unknown: string[] = [];
  for (let from = 0; from < runIds.length; from += 20) {
    const some = runIds.slice(from, from + 20);
    const fields = some.map((id, index) => `r${index}: run(id: "run_${id}") { state }`);
    const { data, errors } = await hub.graphql<Record<string, { state: string } | null>>(`{ ${fields.join('\n')} }`);
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    unknown.push(...some.filter((_, index) => data?.[`r${index}`]?.state !== 'COMPLETED'));
  }
  return unknown;
}

test('every acknowledged event is there after kill -9 of the hub, of PostgreSQL, and of both', async () => {
  const load = new Senders(senders, async () => {
    const event = aRunEvent();
    const body = JSON.stringify(event);
    const { status, body: answer } = await hub.postBytes(body);
    if (status !== 201) throw new Error(`not acknowledged: ${status}`);
    return { runId: event.run.runId, body, id: (answer as { id: string }).id };
  });
  await load.acknowledged(between);
  await hub.kill('SIGKILL');
  await hub.restart();

  await load.acknowledged(between);
  process.kill(await hub.postgresPid(), 'SIGKILL');

  await load.acknowledged(between);
  process.kill(await hub.postgresPid(), 'SIGKILL');
  await hub.kill('SIGKILL');
  await hub.restart();

  await load.acknowledged(between);
  const acknowledged = await load.stop();
  await hub.settle();
  expect(load.failures).toBeGreaterThan(0);
  expect(acknowledged.length).toBeGreaterThan(4 * between);
  expect(await unknownRuns(acknowledged.map(({ runId }) => runId))).toEqual([]);
  expect(await lostEvents(new Map(acknowledged.map(({ body, id }) => [body, id])))).toEqual([]);
}, 300_000);

test.each([
  { setting: 'off', outcome: 'loses some: the same kill finds what was acknowledged too early', kills: 5 },
  { setting: 'on', outcome: 'loses none', kills: 2 },
])(
  'a table written with synchronous_commit $setting $outcome',
  async ({ setting, kills }) => {
    const pool = new pg.Pool({ connectionString: await hub.databaseUrl(), max: senders, options: `-c synchronous_commit=${setting}` });
    pool.on('error', () => undefined);
    const table = `control_${setting}`;
    // The table itself must be on disk before the kill, whatever the setting of what is written into it.
    await pool.query(`begin; set local synchronous_commit = on; create table ${table} (id bigint primary key); commit`);
    let next = 0;
    let lost: number[] = [];
    // Whether something is still unwritten at the moment of the kill is chance, so the careless table gets several.
    for (let kill = 0; kill < kills && lost.length === 0; kill += 1) {
      const load = new Senders(senders, async () => {
        next += 1;
        const id = next;
        await pool.query(`insert into ${table} values ($1)`, [id]);
        return id;
      });
      await load.acknowledged(between);
      process.kill(await hub.postgresPid(), 'SIGKILL');
      await load.failed();
      const acknowledged = await load.stop();
      const kept = await rows(pool, table);
      lost = acknowledged.filter((id) => !kept.has(id));
    }
    await pool.end();
    expect(lost.length > 0).toBe(setting === 'off');
  },
  180_000,
);

/** @throws Error when the server is back and the table is not. */
async function rows(pool: pg.Pool, table: string): Promise<Set<number>> {
  for (;;) {
    const answer = await pool.query<{ id: string }>(`select id from ${table}`).catch((error: { code?: string }) => {
      if (error.code === '42P01') throw error;
      return null;
    });
    if (answer !== null) return new Set(answer.rows.map(({ id }) => Number(id)));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
