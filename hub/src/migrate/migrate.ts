import { setTimeout as delay } from 'node:timers/promises';
import { migrations } from '@hotpass/migrations';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { StartupError } from '../startup-error.ts';

const lockKey = 4_877_468_002;
const oldestVersion = 160_000;

/**
 * Brings the database to this version, one transaction a migration, and answers the names of those it ran.
 * Processes that start together take turns; who comes second finds nothing to do.
 */
export async function migrate(url: string): Promise<readonly string[]> {
  await using turn = await takeTurn(url);
  await turn.client.query('create schema if not exists hotpass');
  const source = new DataSource({
    type: 'postgres',
    url,
    schema: 'hotpass',
    migrationsTableName: 'migration',
    migrations: [...migrations],
    applicationName: 'hotpass migrate',
    // One connection; TypeORM would pool ten.
    poolSize: 1,
  });
  await source.initialize();
  try {
    const applied = await source.runMigrations({ transaction: 'each' });
    return applied.map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}

interface Turn extends AsyncDisposable {
  readonly client: pg.Client;
}

/** A session lock, tried again rather than waited for: a waiting statement would hold a snapshot back. */
async function takeTurn(url: string): Promise<Turn> {
  const client = new pg.Client({ connectionString: url, application_name: 'hotpass migrate', connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  const turn: Turn = { client, [Symbol.asyncDispose]: () => client.end().catch(() => undefined) };
  try {
    await refuseOldServer(client);
    for (;;) {
      const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [lockKey]);
      if (rows[0]?.locked === true) return turn;
      await delay(100);
    }
  } catch (error) {
    await turn[Symbol.asyncDispose]();
    throw error;
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; name: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  );
  const server = rows[0];
  if (server !== undefined && server.number >= oldestVersion) return;
  throw new StartupError(`DATABASE_URL names a PostgreSQL ${server?.name ?? ''}; Hotpass needs PostgreSQL 16 or newer.`);
}
