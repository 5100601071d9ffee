import { pino, type Logger } from 'pino';

export type { Logger } from 'pino';

/**
 * JSON lines on stderr, so that stdout stays free for what a command prints.
 * Log an object, then a constant sentence; never an event's body or a setting's value.
 */
export function createLogger(name: string, level = 'info'): Logger {
  return pino({ name, level, base: { name } }, pino.destination({ dest: 2, sync: false }));
}
