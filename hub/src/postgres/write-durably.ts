import { link, open, rename, rm } from 'node:fs/promises';

/** Writes a small file so that a crash leaves the old content or the whole new one. */
export async function writeDurably(path: string, content: string, mode: number): Promise<void> {
  await rename(await writePartial(path, content, mode), path);
}

/** As `writeDurably`, but the first of several writers wins. False: there was a file already. */
export async function createDurably(path: string, content: string, mode: number): Promise<boolean> {
  const partial = await writePartial(path, content, mode);
  try {
    await link(partial, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(partial, { force: true });
  }
}

async function writePartial(path: string, content: string, mode: number): Promise<string> {
  const partial = `${path}.${process.pid}`;
  const file = await open(partial, 'w', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  return partial;
}
