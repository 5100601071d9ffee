import type { QueryRunner } from 'typeorm';

const forbidden = '42501';
/** The server has no such extension: its contrib package is not installed. */
const absent = new Set(['0A000', '58P01']);

/**
 * The quoted schema pg_trgm is in. Made where it is not there; an administrator may have made it anywhere.
 * @throws Error with a sentence that says what to do.
 */
export async function extensionSchema(runner: QueryRunner): Promise<string> {
  const present = await find(runner);
  if (present !== null) return present;
  try {
    await runner.query('create schema if not exists extensions');
    await runner.query('create extension pg_trgm with schema extensions');
  } catch (error) {
    throw explained(error);
  }
  return 'extensions';
}

async function find(runner: QueryRunner): Promise<string | null> {
  const rows = (await runner.query(`select quote_ident(n.nspname) as schema
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm'`)) as { schema: string }[];
  return rows[0]?.schema ?? null;
}

function explained(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === forbidden) {
    return new Error(
      'Search needs the PostgreSQL extension pg_trgm, and the role in DATABASE_URL may not create it. ' +
        'Let an administrator run `create extension pg_trgm` in this database, or grant the role CREATE on the database; then migrate again.',
      { cause: error },
    );
  }
  if (absent.has(code)) {
    return new Error(
      'Search needs the PostgreSQL extension pg_trgm, and this server does not have it. Install the contrib modules of PostgreSQL; then migrate again.',
      { cause: error },
    );
  }
  return error;
}
