/** What a variant did in one round. */
export interface Measured {
  readonly operations: number;
  readonly seconds: number;
  /** Of every process that serves it. */
  readonly cpuMs: number;
  readonly latenciesMs: readonly number[];
}

export function perSecond({ operations, seconds }: Measured): number {
  return operations / seconds;
}

export function cpuPerOperation({ cpuMs, operations }: Measured): number {
  return cpuMs / operations;
}

/** Runs `work`, one operation, for each sender until the time is over; every sender waits for its answer before it goes on. */
export async function underLoad(
  senders: number,
  durationMs: number,
  cpuMs: () => number,
  work: (sender: number) => Promise<unknown>,
): Promise<Measured> {
  const latenciesMs: number[] = [];
  const cpuBefore = cpuMs();
  const start = performance.now();
  const until = start + durationMs;
  await Promise.all(
    Array.from({ length: senders }, async (_, sender) => {
      while (performance.now() < until) {
        const from = performance.now();
        await work(sender);
        latenciesMs.push(performance.now() - from);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  return { operations: latenciesMs.length, seconds, cpuMs: cpuMs() - cpuBefore, latenciesMs };
}
