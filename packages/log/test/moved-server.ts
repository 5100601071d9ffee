import { execFile } from 'node:child_process';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Child } from '@hotpass/testkit';
import pg from 'pg';

const run = promisify(execFile);

/** A PostgreSQL of a test's own, which may be stopped, copied and promoted. */
export interface OwnServer extends AsyncDisposable {
  readonly url: string;
}

/** Starts the server of a hub directory (at the port it had before); made when there is none. */
export async function startServer(directory: string): Promise<OwnServer> {
  const child = new Child({ program: 'hub/dist/postgres/main.js', args: ['--data-dir', directory] });
  const [line] = await child.says(/^\{.*\}$/m);
  const { url }: { url: string } = JSON.parse(line);
  return { url, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
}

export async function migrate(url: string): Promise<void> {
  const child = new Child({ program: 'hub/dist/migrate/main.js', settings: { DATABASE_URL: url } });
  const { code } = await child.exited;
  if (code !== 0) throw new Error(child.stderr);
}

/** Copies a stopped server: a replica that was in step until now. It ends recovery at its last record, as in a failover. */
export async function copyAsReplica(from: string, to: string): Promise<void> {
  await run('cp', ['-a', from, to]);
  await rm(join(to, 'postgres', 'location'), { force: true });
  const data = join(to, 'postgres', 'data');
  await writeFile(join(data, 'recovery.signal'), '', { mode: 0o644 });
  await appendFile(join(data, 'postgresql.auto.conf'), "\nrestore_command = 'false'\n");
}

const copied = [
  'era',
  'secret',
  'sequencing_bound',
  'aggregate',
  'event_key',
  'entry',
  'body',
  'consumer_owner',
  'consumer_position',
  'quarantine',
];

/** A logical copy of schema `log`, as a dump and its restore make it: other server, other transaction ids, same rows. */
export async function copyLog(fromUrl: string, toUrl: string): Promise<void> {
  const from = new pg.Client(fromUrl);
  const to = new pg.Client(toUrl);
  await Promise.all([from.connect(), to.connect()]);
  try {
    await to.query(`select log.make_partitions(now(), 4)`);
    for (const table of copied) {
      const { rows } = await from.query<{ row: string }>(`select t::text as row from log.${table} t`);
      await to.query(`delete from log.${table}`);
      await to.query(`insert into log.${table} select (r::log.${table}).* from unnest($1::text[]) r`, [rows.map(({ row }) => row)]);
    }
    const { rows } = await from.query<{ last: string }>('select last_value as last from log.entry_seq');
    await to.query(`select setval('log.entry_seq', $1)`, [rows[0]?.last]);
  } finally {
    await Promise.all([from.end(), to.end()]);
  }
}
