const parentCheckMs = 500;
/** Ctrl-C comes twice when npm started the demo: from the terminal, and passed on by npm. */
const sameSignalMs = 1_000;

/**
 * Aborts on Ctrl-C, SIGTERM, or when the process that started us is gone: a killed npm takes nothing with it.
 * A signal a second later ends the demo at once; its hub follows it.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const parent = process.ppid;
  let stoppingSince: number | null = null;
  const stop = (): void => {
    if (stoppingSince !== null) {
      if (performance.now() - stoppingSince > sameSignalMs) process.exit(130);
      return;
    }
    stoppingSince = performance.now();
    clearInterval(watch);
    controller.abort();
  };
  const watch = setInterval(() => {
    if (process.ppid !== parent) stop();
  }, parentCheckMs);
  watch.unref();
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}
