import { asRecord, parseJson } from '../parse.ts';
import { HubUnavailableError } from '../player/hub-client.ts';
import { pause } from '../player/pause.ts';

export interface Waiting {
  readonly signal: AbortSignal;
  readonly onReasons: (reasons: string) => void;
  readonly limitMs?: number;
}

const pollMs = 250;

/** Empty when the hub can serve, else why not. */
async function reasonsOf(url: string): Promise<string[]> {
  try {
    const response = await fetch(new URL('/readiness', url), { signal: AbortSignal.timeout(5_000) });
    const body = await response.text();
    if (response.ok) return [];
    const reasons = asRecord(parseJson(body))?.['reasons'];
    return Array.isArray(reasons) && reasons.length > 0 ? reasons.map(String) : [`It answers with HTTP ${response.status}.`];
  } catch {
    return ['It does not answer.'];
  }
}

/** Returns when the hub is ready or `signal` aborts. @throws HubUnavailableError with the reasons, when neither comes in time. */
export async function untilReady(url: string, { signal, onReasons, limitMs = 180_000 }: Waiting): Promise<void> {
  const startedAt = performance.now();
  let shown = '';
  while (!signal.aborted) {
    const reasons = (await reasonsOf(url)).join(' ');
    if (reasons === '') return;
    if (performance.now() - startedAt > limitMs) throw new HubUnavailableError(`The hub at ${url} does not become ready: ${reasons}`);
    if (reasons !== shown) onReasons(reasons);
    shown = reasons;
    await pause(pollMs, signal);
  }
}
