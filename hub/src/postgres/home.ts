import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { isTraversable, serverAccount } from './account.ts';
import { findPostmaster } from './postmaster.ts';
import { makeTraversable } from './traversable.ts';
import { StartupError } from '../startup-error.ts';
import type { LauncherLog } from './launcher-log.ts';
import { writeDurably } from './write-durably.ts';

/** Where root keeps what another account must reach. */
export const sharedDirectory = '/var/lib/hotpass';

/** The places of one embedded server. */
export interface PostgresHome {
  /** Ours: credentials, port, log. */
  readonly state: string;
  /** PostgreSQL's data directory. */
  readonly data: string;
  readonly account: Account | null;
}

/**
 * `<hub directory>/postgres`, with the data beside our files. As root, when another account cannot get
 * there, the data goes to `/var/lib/hotpass/<hash of the path>`; the choice is written down, so that a
 * later change of modes or a renamed hub directory does not lose it.
 */
export async function locateHome(hubDirectory: string, log: LauncherLog): Promise<PostgresHome> {
  const state = join(hubDirectory, 'postgres');
  await makeTraversable(hubDirectory);
  await makeTraversable(state);
  const noted = (await readFile(join(state, 'location'), 'utf8').catch(() => '')).trim();
  if (noted !== '') return { state, data: noted, account: await serverAccount(noted) };
  const account = await serverAccount(null);
  const data = account === null || (await isTraversable(state, account)) ? join(state, 'data') : await elsewhere(state, log);
  await writeDurably(join(state, 'location'), `${data}\n`, 0o644);
  return { state, data, account };
}

async function elsewhere(state: string, log: LauncherLog): Promise<string> {
  const data = join(sharedDirectory, createHash('sha256').update(state).digest('hex').slice(0, 16));
  await mkdir(sharedDirectory, { recursive: true, mode: 0o755 });
  if ((await stat(data).catch(() => null)) !== null) {
    const running = await findPostmaster(data);
    if (running !== null) {
      throw new StartupError(`The PostgreSQL of a deleted ${state} still runs (process ${running.pid}). Stop it and start again.`);
    }
    const aside = `${data}.before-${new Date().toISOString().replaceAll(':', '')}`;
    await rename(data, aside);
    log.warn({ aside }, 'data of a deleted hub directory was set aside');
  }
  log.warn({ data }, 'root runs PostgreSQL as another account, which cannot reach the data directory; the database is kept here instead');
  return data;
}
