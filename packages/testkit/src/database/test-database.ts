import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { testPostgres } from '../config.ts';

/** A migrated database of its own, gone when the test is. */
export interface TestDatabase extends AsyncDisposable {
  /** For the hub's own role, which owns the database and is no superuser. */
  readonly url: string;
  /** For the superuser, in the same database. */
  readonly adminUrl: string;
  readonly pool: pg.Pool;
}

/** Clones the migrated template (about 0.1 s). */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = testPostgres();
  const name = `test_${randomBytes(8).toString('hex')}`;
  const owner = new URL(server.url).username;
  await asAdmin(server.adminUrl, `create database ${name} template ${server.template} owner ${owner}`);
  const url = inDatabase(server.url, name);
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  // A test may kill its sessions; the statement that meets it fails by itself.
  pool.on('error', () => undefined);
  return {
    url,
    adminUrl: inDatabase(server.adminUrl, name),
    pool,
    async [Symbol.asyncDispose]() {
      await pool.end();
      await asAdmin(server.adminUrl, `drop database ${name} with (force)`);
    },
  };
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
