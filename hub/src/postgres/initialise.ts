import { execFile } from 'node:child_process';
import { chown, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { StartupError } from '../startup-error.ts';
import type { Binaries } from './binaries.ts';
import type { Credentials } from './credentials.ts';
import { adminRole } from './credentials.ts';
import type { PostgresHome } from './home.ts';
import { isAlive } from './postmaster.ts';
import { serverEnvironment } from './settings.ts';

const run = promisify(execFile);

/**
 * Makes the data directory when there is none. It is built beside its place and renamed when whole,
 * so a start that was killed half way leaves nothing that looks like a database.
 */
export async function initialise(home: PostgresHome, binaries: Binaries, credentials: Credentials, durable: boolean): Promise<void> {
  if ((await stat(home.data).catch(() => null)) !== null) {
    await refuseOtherVersion(home, binaries);
    return;
  }
  await removeAbandoned(home.data);
  const partial = `${home.data}.partial-${process.pid}`;
  await mkdir(partial, { mode: 0o700 });
  const passwordFile = `${partial}.password`;
  await writeFile(passwordFile, credentials.adminPassword, { mode: 0o600 });
  try {
    if (home.account !== null) {
      await chown(partial, home.account.uid, home.account.gid);
      await chown(passwordFile, home.account.uid, home.account.gid);
    }
    await initdb(home, binaries, partial, passwordFile, durable);
  } finally {
    await rm(passwordFile, { force: true });
  }
  // When another start was faster, its directory has the same passwords and is as good as ours.
  await rename(partial, home.data).catch(() => rm(partial, { recursive: true }));
}

async function removeAbandoned(data: string): Promise<void> {
  const folder = dirname(data);
  for (const name of await readdir(folder)) {
    const abandoned = /^(.+)\.partial-(\d+)(?:\.password)?$/.exec(name);
    if (abandoned?.[1] !== basename(data) || isAlive(Number(abandoned[2]))) continue;
    // An initdb whose hub was killed may still write here; it ends when its files go, and the next start finds the rest.
    await rm(join(folder, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }).catch(() => undefined);
  }
}

async function initdb(home: PostgresHome, binaries: Binaries, directory: string, passwordFile: string, durable: boolean): Promise<void> {
  const flags = [
    ...['--pgdata', directory, '--username', adminRole, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    // The builtin provider sorts the same on every machine, whatever its C library or ICU.
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--encoding=UTF8', '--no-instructions'],
    ...(durable ? [] : ['--no-sync']),
  ];
  try {
    await run(binaries.initdb, flags, { ...home.account, env: serverEnvironment(), cwd: '/' });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : String(error);
    throw new StartupError(`The embedded PostgreSQL could not make its data directory: ${said}`, { cause: error });
  }
}

async function refuseOtherVersion(home: PostgresHome, binaries: Binaries): Promise<void> {
  const version = (await readFile(join(home.data, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version === binaries.majorVersion) return;
  if (version === '')
    throw new StartupError(`${home.data} is not a PostgreSQL data directory. Move it away, or name another one in HOTPASS_DATA_DIR.`);
  throw new StartupError(`The data in ${home.data} was written by PostgreSQL ${version}; this hub brings ${binaries.majorVersion}.`);
}
