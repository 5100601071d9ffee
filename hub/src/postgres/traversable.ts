import { chmod, mkdir } from 'node:fs/promises';

/** As root, a directory we make lets other accounts pass (not list), whatever the umask; an existing one keeps its modes. */
export async function makeTraversable(directory: string): Promise<void> {
  const made = await mkdir(directory, { recursive: true });
  if (made !== undefined && process.getuid?.() === 0) await chmod(directory, 0o711);
}
