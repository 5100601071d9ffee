import { setTimeout as delay } from 'node:timers/promises';

/** Resolves when the condition holds; the test's own timeout ends the wait. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(5);
}

/** Repeats until it works and answers what it does. @throws what the last attempt threw, once patience is at its end. */
export async function eventually<T>(attempt: () => Promise<T>, patienceMs = 15_000): Promise<T> {
  for (const end = Date.now() + patienceMs; ; await delay(25)) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
