import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from '../process/child.ts';

/** Resolves when `/readiness` answers 200. @throws with what the process said when it ends before. */
export async function untilReady(url: string, child: Child, patienceMs = 60_000): Promise<void> {
  for (const end = Date.now() + patienceMs; ; await delay(20)) {
    const answer = await fetch(`${url}/readiness`).catch(() => null);
    if (answer?.status === 200) return;
    const reasons = answer === null ? 'no answer' : await answer.text();
    if (child.hasExited || Date.now() > end) throw new Error(`${url} is not ready: ${reasons}\n${child.stdout}\n${child.stderr}`);
  }
}
