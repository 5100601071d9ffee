import pg from 'pg';
import { z } from 'zod';
import { publishTestPostgres } from '../config.ts';
import { Child } from '../process/child.ts';
import { keepForTeardown } from './run-server.ts';

const started = z.object({ url: z.string(), adminUrl: z.string() });

/** One embedded PostgreSQL without fsync for the whole Jest run, with one migrated database to clone. */
export default async function globalSetup(): Promise<void> {
  const server = new Child({ program: 'hub/dist/postgres/main.js', args: ['--unsafe-fast'] });
  keepForTeardown(server);
  const { url, adminUrl } = started.parse(JSON.parse((await server.says(/^\{.*\}$/m))[0]));
  const migration = new Child({ program: 'hub/dist/migrate/main.js', settings: { DATABASE_URL: url } });
  const { code } = await migration.exited;
  if (code !== 0) throw new Error(`The test database could not be migrated:\n${migration.stderr}`);
  const template = new URL(url).pathname.slice(1);
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  // A database can be cloned only while nobody is connected to it.
  await admin.query(`alter database ${admin.escapeIdentifier(template)} allow_connections false`);
  await admin.end();
  publishTestPostgres({ url, adminUrl, template });
}
