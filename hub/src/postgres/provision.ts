import pg from 'pg';
import type { Credentials } from './credentials.ts';
import { databaseName, hubRole } from './credentials.ts';

/** The hub's role (no superuser) and the database it owns. Runs at every start, since a first start may have been cut short. */
export async function provision(adminUrl: string, credentials: Credentials): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists(select from pg_roles where rolname = $1) as role,
              exists(select from pg_database where datname = $2) as database`,
      [hubRole, databaseName],
    );
    if (rows[0]?.role !== true) {
      await client.query(`create role ${hubRole} login password ${client.escapeLiteral(credentials.hubPassword)}`);
    }
    if (rows[0]?.database !== true) {
      await client.query(`create database ${databaseName} owner ${hubRole}`);
    }
  } finally {
    await client.end();
  }
}
