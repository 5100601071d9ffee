import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves after the time, or as soon as the signal fires. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch {
    // The signal ends the pause; who paused looks at it.
  }
}

/**
 * Runs `work` with a signal that fires after `timeoutMs` or with `parent`, and lets go of both when it is done
 * (`AbortSignal.any` on a signal that lives as long as a subscription keeps every one of its children).
 */
export async function withDeadline<Value>(
  timeoutMs: number,
  parent: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  if (parent?.aborted) abort();
  parent?.addEventListener('abort', abort, { once: true });
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    parent?.removeEventListener('abort', abort);
  }
}

/** Settles as `work` does, or rejects as soon as the signal fires; `work` then goes on unseen. */
export function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal, onAbort: () => Error): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(onAbort());
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    const settled =
      <Outcome>(settle: (outcome: Outcome) => void) =>
      (outcome: Outcome): void => {
        signal.removeEventListener('abort', abort);
        settle(outcome);
      };
    work.then(settled(resolve), settled(reject));
  });
}
