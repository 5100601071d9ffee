import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Who the server runs as when it cannot run as us. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. Then it runs as whoever owns the data already, else as `nobody`.
 * Null: as ourselves.
 */
export async function serverAccount(existingData: string | null): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = existingData === null ? null : await stat(existingData).catch(() => null);
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const nobody = /^nobody:[^:]*:(\d+):(\d+):/m.exec(accounts);
  return { uid: Number(nobody?.[1] ?? 65_534), gid: Number(nobody?.[2] ?? 65_534) };
}

/** Whether the account can read `path`: every directory above lets it pass. Groups are left out: too strict is safe. */
export async function isReachable(path: string, account: Account): Promise<boolean> {
  const target = resolve(path);
  if (!(await allows(target, account, 0o4))) return false;
  return isTraversable(dirname(target), account);
}

/** Whether the account may pass through `directory` and everything above it. */
export async function isTraversable(directory: string, account: Account): Promise<boolean> {
  for (let at = resolve(directory); ; at = dirname(at)) {
    if (!(await allows(at, account, 0o1))) return false;
    if (at === dirname(at)) return true;
  }
}

async function allows(path: string, account: Account, bit: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (found === null) return false;
  return (found.mode & (found.uid === account.uid ? bit << 6 : bit)) !== 0;
}
