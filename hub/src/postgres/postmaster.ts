import { execFile } from 'node:child_process';
import { readFile, readdir, readlink, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

/** A server that runs on a data directory, whoever started it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/**
 * The live server of `data`, read from `postmaster.pid`. After a reboot, or in a restarted container, the
 * file may name a process that is something else; PostgreSQL would then refuse to start for ever, so such a
 * file is removed, unless a backend of a killed server still has the directory open.
 */
export async function findPostmaster(data: string): Promise<Postmaster | null> {
  const path = join(data, 'postmaster.pid');
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (await isServerOf(pid, data)) return { pid, port: Number(lines[3]) };
  if (isAlive(pid) && !(await hasBackends(data))) await rm(path, { force: true });
  return null;
}

/**
 * Fast shutdown, then immediate, then none at all; each only to a process that is the server of `data`.
 * Resolves when it is gone.
 */
export async function stopPostmaster(pid: number, data: string): Promise<void> {
  const steps = [
    { signal: 'SIGINT', patienceMs: 60_000 },
    { signal: 'SIGQUIT', patienceMs: 10_000 },
    { signal: 'SIGKILL', patienceMs: 10_000 },
  ] as const;
  for (const { signal, patienceMs } of steps) {
    if (!(await isServerOf(pid, data))) return;
    process.kill(pid, signal);
    if (await isGone(pid, data, patienceMs)) return;
  }
}

async function isGone(pid: number, data: string, patienceMs: number): Promise<boolean> {
  for (const end = Date.now() + patienceMs; Date.now() < end; await delay(20)) {
    if (!(await isServerOf(pid, data))) return true;
  }
  return false;
}

/** Whether a process has this id; another user's counts. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The server of `data` keeps its command line (its children change theirs); a zombie has none. */
async function isServerOf(pid: number, data: string): Promise<boolean> {
  const words = await commandLine(pid);
  const directory = words[words.indexOf('-D') + 1];
  if (basename(words[0] ?? '') !== 'postgres' || !words.includes('-D') || directory === undefined) return false;
  return (await realpath(directory).catch(() => directory)) === (await realpath(data));
}

async function commandLine(pid: number): Promise<readonly string[]> {
  if (process.platform === 'linux') {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  }
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  // A path with blanks is cut here; everything between -D and -p is the directory.
  const parts = /^(.*postgres) -D (.+) -p \d/.exec(stdout.trim());
  return parts === null ? [] : [parts[1] ?? '', '-D', parts[2] ?? ''];
}

/** Backends work in the data directory. Where there is no /proc the answer is yes: too careful is safe. */
async function hasBackends(data: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const directory = await realpath(data);
  for (const name of await readdir('/proc')) {
    if (/^\d+$/.test(name) && (await readlink(`/proc/${name}/cwd`).catch(() => '')) === directory) return true;
  }
  return false;
}
