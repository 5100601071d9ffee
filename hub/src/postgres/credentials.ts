import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StartupError } from '../startup-error.ts';
import type { PostgresHome } from './home.ts';
import { createDurably } from './write-durably.ts';

const credentialsSchema = z.strictObject({ adminPassword: z.string().min(1), hubPassword: z.string().min(1) });

/** Passwords of the superuser, which only the launcher uses, and of the hub's own role. */
export type Credentials = z.infer<typeof credentialsSchema>;

export const adminRole = 'hotpass_admin';
export const hubRole = 'hotpass';
export const databaseName = 'hotpass';

/** Random, made once before the data directory is, and readable by their owner only. */
export async function loadCredentials(home: PostgresHome): Promise<Credentials> {
  const path = join(home.state, 'credentials.json');
  const stored = await readCredentials(path);
  if (stored !== null) return stored;
  if ((await stat(home.data).catch(() => null)) !== null) {
    throw new StartupError(
      `The database in ${home.data} has lost its passwords (${path}). Restore that file, or move the data away to start afresh.`,
    );
  }
  const made = { adminPassword: randomPassword(), hubPassword: randomPassword() };
  const first = await createDurably(path, `${JSON.stringify(made)}\n`, 0o600);
  return first ? made : loadCredentials(home);
}

async function readCredentials(path: string): Promise<Credentials | null> {
  try {
    return credentialsSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new StartupError(`The passwords of the embedded database (${path}) cannot be read.`, { cause: error });
  }
}

function randomPassword(): string {
  return randomBytes(24).toString('base64url');
}

/** Role and password hold only characters that need no escaping in a URL. */
export function connectionUrl(role: string, password: string, port: number, database: string): string {
  return `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
}
