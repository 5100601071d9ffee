import { setTimeout as delay } from 'node:timers/promises';
import { StartupError } from '../startup-error.ts';
import type { Credentials } from './credentials.ts';
import { adminRole, connectionUrl } from './credentials.ts';
import { DirectoryLock } from './directory-lock.ts';
import type { PostgresHome } from './home.ts';
import type { LauncherLog } from './launcher-log.ts';
import type { Postmaster } from './postmaster.ts';
import { findPostmaster, stopPostmaster } from './postmaster.ts';

/** How long a server needs at most to notice that the hub which held its lock died. */
export const lockPatienceMs = 1_000;
const answerPatienceMs = 60_000;

export function inUse(directory: string): StartupError {
  return new StartupError(`Another hub is running on ${directory}. Stop it, or name another directory in HOTPASS_DATA_DIR.`);
}

/**
 * Stops the server that a killed hub left behind. Its lock says whether it has an owner: no server of a
 * living hub is ever touched. @throws StartupError when there is one.
 */
export async function stopOrphan(home: PostgresHome, directory: string, credentials: Credentials, log: LauncherLog): Promise<void> {
  const found = await findPostmaster(home.data);
  if (found === null) return;
  const lock = await lockOf(found, home, credentials);
  if (lock === 'gone') return;
  if (lock === null) throw inUse(directory);
  log.warn({ pid: found.pid }, 'a PostgreSQL left behind by a killed hub is stopped');
  await stopPostmaster(found.pid, home.data);
}

async function lockOf(found: Postmaster, home: PostgresHome, credentials: Credentials): Promise<DirectoryLock | 'gone' | null> {
  const adminUrl = connectionUrl(adminRole, credentials.adminPassword, found.port, 'postgres');
  for (const end = Date.now() + answerPatienceMs; ; await delay(50)) {
    try {
      return await DirectoryLock.acquire(adminUrl, lockPatienceMs);
    } catch (cause) {
      const still = await findPostmaster(home.data);
      if (still?.pid !== found.pid) return 'gone';
      if (Date.now() >= end)
        throw new StartupError(`The PostgreSQL in ${home.data} (process ${found.pid}) does not answer. Stop it and start again.`, {
          cause,
        });
    }
  }
}
