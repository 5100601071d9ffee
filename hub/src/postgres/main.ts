import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { StartupError } from '../startup-error.ts';
import { EmbeddedPostgres } from './embedded-postgres.ts';
import type { LauncherLog } from './launcher-log.ts';

/**
 * A PostgreSQL for as long as its parent lives: prints one JSON line `{url, adminUrl, pid}`, stops when stdin
 * closes (also when the parent was killed) or at SIGTERM. Without `--data-dir` its data is removed with it.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'data-dir': { type: 'string' }, 'unsafe-fast': { type: 'boolean', default: false } } });
  const directory = values['data-dir'] ?? (await temporaryDirectory());
  const postgres = new EmbeddedPostgres({ directory, durable: !values['unsafe-fast'], log: standardError, onTaken: fail });
  const stop = (): void => {
    postgres
      .stop()
      .then(() => (values['data-dir'] === undefined ? rm(directory, { recursive: true }) : undefined))
      .then(() => process.exit(0), fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  process.stdin.once('close', stop).resume();
  await postgres.start();
  process.stdout.write(`${JSON.stringify({ url: postgres.url, adminUrl: postgres.adminUrl, pid: postgres.pid })}\n`);
}

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'hotpass-postgres-'));
  // The account that runs the server for root must get through.
  await chmod(directory, 0o711);
  return directory;
}

const standardError: LauncherLog = { info: say, warn: say, error: say };

function say(fields: Readonly<Record<string, unknown>>, sentence: string): void {
  process.stderr.write(`${sentence} ${JSON.stringify(fields)}\n`);
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof StartupError ? error.message : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
