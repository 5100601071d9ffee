import pg from 'pg';
import { StartupError } from './startup-error.ts';

const required = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** A hub answers 201 when an event is on disk. @throws StartupError when this server would only say so. */
export async function requireDurable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'hotpass start' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select name from unnest($1::text[]) as name where current_setting(name) = 'off' order by name`,
      [required],
    );
    if (rows.length === 0) return;
    const off = rows.map(({ name }) => name).join(', ');
    throw new StartupError(`The database runs with ${off} off, so it can lose events that were acknowledged. Switch that on.`);
  } finally {
    await client.end();
  }
}
