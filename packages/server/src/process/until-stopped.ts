import type { Logger } from '../logging/logger.ts';

export interface Stop {
  readonly promise: Promise<void>;
  readonly signal: AbortSignal;
}

const parentCheckMs = 500;
/** Ctrl-C reaches the process twice when npm started it: from the terminal, and passed on by npm. */
const sameSignalMs = 1_000;

/**
 * Resolves on SIGTERM, SIGINT, SIGHUP, or when the parent that started this process is gone: a killed npm takes
 * nothing with it, so `npm start` would leave the process and its port behind. A signal a second later ends it at once.
 */
export function untilStopped(
  logger: Logger,
  { followParent = process.argv.includes('--follow-parent') }: { followParent?: boolean } = {},
): Stop {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<void>();
  const parent = process.ppid;
  let stoppingSince: number | null = null;
  const stop = (reason: string): void => {
    if (stoppingSince !== null) {
      if (performance.now() - stoppingSince > sameSignalMs) process.exit(130);
      return;
    }
    stoppingSince = performance.now();
    logger.info({ reason }, 'stopping');
    clearInterval(watch);
    controller.abort();
    resolve();
  };
  const watch = setInterval(() => {
    if (followParent && process.ppid !== parent) stop('parent gone');
  }, parentCheckMs).unref();
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  // The terminal was closed; Node's own answer would be to die and leave what it started.
  process.on('SIGHUP', () => stop('SIGHUP'));
  return { promise, signal: controller.signal };
}
