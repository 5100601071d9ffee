import { Child } from '@hotpass/testkit';
import pg from 'pg';
import { cpuMs } from './cpu.ts';

/** An embedded PostgreSQL of its own with the tables of the hub, which are empty. */
export interface MigratedPostgres extends AsyncDisposable {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Of PostgreSQL with all its children. */
  cpuMs(): number;
}

export async function startMigratedPostgres(): Promise<MigratedPostgres> {
  await using starting = new AsyncDisposableStack();
  const server = starting.use(new Child({ program: 'hub/dist/postgres/main.js' }));
  const [line] = await server.says(/^\{.*\}$/m);
  const { url, pid }: { url: string; pid: number } = JSON.parse(line);
  const migration = new Child({ program: 'hub/dist/migrate/main.js', settings: { DATABASE_URL: url } });
  await migration.exited;
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on('error', () => undefined);
  starting.defer(() => pool.end());
  const started = starting.move();
  return { url, pool, cpuMs: () => cpuMs(pid), [Symbol.asyncDispose]: () => started.disposeAsync() };
}
