import type pg from 'pg';

/** Settings without which an acknowledged entry may not be on disk. */
const settings = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** Refuses a database that answers COMMIT before the entry is on disk. @throws Error, a sentence for whoever starts the hub. */
export async function refuseUnsafe(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>({
    text: `select name from pg_settings where name = any($1) and setting = 'off' order by name`,
    values: [settings],
  });
  if (rows.length === 0) return;
  const names = rows.map((row) => row.name).join(', ');
  throw new Error(`This database may lose what it has acknowledged: ${names} is off. Turn it on, then start again.`);
}
