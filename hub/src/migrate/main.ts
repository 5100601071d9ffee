import { loadMigrateConfig } from '../config.ts';
import { migrate } from './migrate.ts';

/** `npm run migrate`: for separate processes, whose start does not change the database. */
async function main(): Promise<void> {
  const applied = await migrate(loadMigrateConfig().DATABASE_URL);
  process.stdout.write(applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}.\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
