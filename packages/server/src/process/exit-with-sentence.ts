import { ConfigError } from '../config/load-config.ts';

/**
 * Ends the process with exit code 1 and one sentence when a person can mend the cause (a setting, a port);
 * anything else is a bug and is thrown on.
 */
export function exitWithSentence(what: string, error: unknown): void {
  const isMistake = error instanceof ConfigError || (error instanceof Error && 'syscall' in error);
  if (!isMistake) throw error;
  process.stderr.write(`${what}: ${error.message}\n`);
  process.exitCode = 1;
}
