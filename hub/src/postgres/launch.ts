import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { StartupError } from '../startup-error.ts';
import type { Binaries } from './binaries.ts';
import type { PostgresHome } from './home.ts';
import { serverEnvironment, serverSettings } from './settings.ts';

export interface LaunchOptions {
  readonly home: PostgresHome;
  readonly binaries: Binaries;
  readonly port: number;
  readonly durable: boolean;
  readonly adminUrl: string;
  /** Told as soon as there is a process, long before it answers. */
  readonly onSpawn: (child: ChildProcess) => void;
}

/** Why a server did not come up. `directory` and `port` are worth another try. */
export class LaunchError extends Error {
  override name = 'LaunchError';
  readonly busy: 'directory' | 'port' | null;

  constructor(lastWords: string) {
    super(lastWords);
    const directory = /lock file "[^"]*" already exists|pre-existing shared memory block/.test(lastWords);
    this.busy = directory ? 'directory' : /could not bind|could not create any TCP\/IP sockets/.test(lastWords) ? 'port' : null;
  }
}

const keepLogBytes = 8 * 1024 * 1024;

/** Starts the server once; resolves when it takes connections, also after a long recovery. */
export async function launch(options: LaunchOptions): Promise<void> {
  const logPath = join(options.home.state, 'postgres.log');
  const before = await stat(logPath).catch(() => null);
  if (before !== null && before.size > keepLogBytes) await rename(logPath, `${logPath}.1`);
  const logStart = before !== null && before.size <= keepLogBytes ? before.size : 0;
  const child = spawnServer(options, logPath);
  options.onSpawn(child);
  const state: { exited: string | null } = { exited: null };
  child.once('error', (error) => (state.exited = error.message));
  child.once('exit', (code, signal) => (state.exited ??= `it ended with ${signal ?? `code ${code}`}`));
  for (let refusals = 0; ; await delay(20)) {
    const answer = await ask(options.adminUrl);
    // First this: when ours could not have the port, the answer was somebody else's.
    if (state.exited !== null) throw new LaunchError(await lastWords(logPath, logStart, state.exited));
    if (answer === 'welcome') return;
    if (answer === 'refused') refusals += 1;
    if (refusals > 50)
      throw new StartupError(`The database in ${options.home.data} does not take the passwords kept in ${options.home.state}.`);
  }
}

function spawnServer(options: LaunchOptions, logPath: string): ChildProcess {
  const log = openSync(logPath, 'a', 0o600);
  try {
    return spawn(options.binaries.postgres, ['-D', options.home.data, '-p', String(options.port), ...serverSettings(options.durable)], {
      ...options.home.account,
      // Its own session: Ctrl-C in the terminal reaches the hub, which then stops the server in order.
      detached: true,
      stdio: ['ignore', log, log],
      env: serverEnvironment(),
      cwd: '/',
    });
  } finally {
    closeSync(log);
  }
}

/** `refused` is an answer about passwords; everything else may still come right. */
async function ask(adminUrl: string): Promise<'welcome' | 'refused' | 'silent'> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return 'welcome';
  } catch (error) {
    return error instanceof pg.DatabaseError && error.code?.startsWith('28') === true ? 'refused' : 'silent';
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function lastWords(logPath: string, from: number, otherwise: string): Promise<string> {
  const said = (await readFile(logPath).catch(() => Buffer.alloc(0))).subarray(from).toString('utf8');
  const grave = said.split('\n').filter((line) => /FATAL|PANIC|error while loading/.test(line));
  return grave.length === 0 ? otherwise : grave.join(' ');
}
