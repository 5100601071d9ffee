/** The hub cannot start and a person can change that. `message` is the one sentence they read; the exit code is 1. */
export class StartupError extends Error {
  override name = 'StartupError';
}

const unwritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'ENOSPC', 'EDQUOT']);

/** A failed write below `directory` as a sentence; anything else is thrown as it came. */
export function explainWriteFailure(directory: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!unwritable.has(code)) throw error;
  throw new StartupError(`The data directory ${directory} cannot be written (${code}). Name another one in HOTPASS_DATA_DIR.`, {
    cause: error,
  });
}
