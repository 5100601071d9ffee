import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const behind = `
  select (select count(*)::int from log.entry where position is null) as unsequenced,
         (select coalesce(max(position), 0) from log.entry) > (select coalesce(min(position), 0) from log.consumer) as late`;

/** Resolves when every entry committed before the call has its position and every consumer has passed it. */
export async function settle(databaseUrl: string, patienceMs = 30_000): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'testkit settle' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (const end = Date.now() + patienceMs; ; await delay(10)) {
      const { rows } = await client.query<{ unsequenced: number; late: boolean }>(behind);
      const state = rows[0];
      if (state !== undefined && state.unsequenced === 0 && !state.late) return;
      if (Date.now() > end) throw new Error(`The consumers did not reach the end of the log in ${patienceMs} ms: ${JSON.stringify(state)}`);
    }
  } finally {
    await client.end();
  }
}
