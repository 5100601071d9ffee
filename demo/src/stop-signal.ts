const parentCheckMs = 500;

/**
 * Aborts on Ctrl-C, SIGTERM, or when the process that started us is gone: npm does not pass SIGTERM on. A second
 * signal ends the demo at once; its hub follows it.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const parent = process.ppid;
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
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
