import { startTestHub, type TestHub } from '@hotpass/testkit';
import pg from 'pg';
import { cpuMs, ownCpuMs } from './cpu.ts';
import type { Report } from './report.ts';

/** A hub on an embedded PostgreSQL of its own that flushes what it acknowledges, and its database for bare statements. */
export interface DurableHub extends AsyncDisposable {
  readonly hub: TestHub;
  readonly postgresPid: number;
  readonly pool: pg.Pool;
  /** Of the hub's process and of PostgreSQL with all its children. */
  cpuMs(): number;
}

export async function startDurableHub(report: Report, settings: Readonly<Record<string, string>> = {}): Promise<DurableHub> {
  await using starting = new AsyncDisposableStack();
  const hub = starting.use(await startTestHub({ durable: true, settings }));
  const postgresPid = await hub.postgresPid();
  const pool = new pg.Pool({ connectionString: await hub.databaseUrl(), max: 4 });
  pool.on('error', () => undefined);
  starting.defer(() => pool.end());
  for (const setting of ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers']) {
    const { rows } = await pool.query<Record<string, string>>(`show ${setting}`);
    report.fact(setting, Object.values(rows[0] ?? {})[0] ?? '');
  }
  const started = starting.move();
  return {
    hub,
    postgresPid,
    pool,
    cpuMs: () => ownCpuMs(hub.pid) + cpuMs(postgresPid),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}
