import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTraversable } from './postgres/traversable.ts';
import { explainWriteFailure } from './startup-error.ts';

/** Makes sure that the hub can keep things in `directory`. @throws StartupError when it cannot. */
export async function requireWritable(directory: string): Promise<void> {
  const probe = join(directory, `.writable-${process.pid}`);
  try {
    await makeTraversable(directory);
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    explainWriteFailure(directory, error);
  }
}
