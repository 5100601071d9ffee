import { ConfigError } from '@hotpass/server';
import { serve } from './serve.ts';

/** The gateway as a process of its own. */
try {
  await serve();
} catch (error) {
  const isMistake = error instanceof ConfigError || (error instanceof Error && 'syscall' in error);
  if (!isMistake) throw error;
  process.stderr.write(`The gateway does not start: ${error.message}\n`);
  process.exitCode = 1;
}
