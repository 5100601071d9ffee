import { errorCode } from '../system-error.ts';
import { failedElements, refusalReason } from './answer.ts';
import type { Answer } from './answer.ts';
import { pause } from './pause.ts';

/** The hub did not answer for so long that going on makes no sense. The message is for the person at the terminal. */
export class HubUnavailableError extends Error {
  override name = 'HubUnavailableError';
}

/** Told to stop: a person did, or the hub has ended. */
export class StoppedError extends Error {
  override name = 'StoppedError';
}

interface HubClientOptions {
  readonly url: string;
  readonly signal: AbortSignal;
  /** Told once for each stretch of time in which the hub takes nothing. */
  readonly onWaiting: (reason: string) => void;
  readonly giveUpAfterMs?: number;
  readonly firstDelayMs?: number;
}

interface Reply {
  readonly status: number;
  readonly body: string;
}

/** Worth another try: what says nothing about the event. */
const passing = new Set([408, 425, 429, 500, 502, 503, 504]);
const requestTimeoutMs = 30_000;
const longestDelayMs = 10_000;

/** Sends events through the public HTTP API, patiently: it waits when the hub asks for it or is away. */
export class HubClient {
  readonly #options: HubClientOptions;

  constructor(options: HubClientOptions) {
    this.#options = options;
  }

  async sendOne(event: Uint8Array<ArrayBuffer>): Promise<Answer> {
    const { status, body } = await this.#post('/api/v1/lineage', event);
    if (status === 201) return { kind: 'new' };
    if (status === 200) return { kind: 'repeated' };
    return { kind: 'refused', reason: refusalReason(status, body) };
  }

  /** Answers in the order of the events; those the hub calls retriable are sent again until it decides. */
  async sendBatch(events: readonly string[]): Promise<Answer[]> {
    const answers: Answer[] = events.map(() => ({ kind: 'taken' }));
    let left = events.map((_, index) => index);
    while (left.length > 0) {
      const sent = left;
      const { status, body } = await this.#post('/api/v1/lineage/batch', `[${sent.map((index) => events[index]).join(',')}]`);
      if (status !== 204 && status !== 200) {
        for (const index of sent) answers[index] = { kind: 'refused', reason: refusalReason(status, body) };
        return answers;
      }
      const failed = status === 200 ? failedElements(body) : [];
      for (const { index, reason, retriable } of failed) {
        const original = sent[index];
        if (original !== undefined && !retriable) answers[original] = { kind: 'refused', reason };
      }
      left = failed.filter(({ retriable }) => retriable).flatMap(({ index }) => sent[index] ?? []);
      if (left.length > 0) await pause(this.#options.firstDelayMs ?? 250, this.#options.signal);
    }
    return answers;
  }

  async #post(path: string, body: string | Uint8Array<ArrayBuffer>): Promise<Reply> {
    const { signal, onWaiting, giveUpAfterMs = 120_000, firstDelayMs = 250 } = this.#options;
    const startedAt = performance.now();
    for (let attempt = 0; ; attempt++) {
      if (signal.aborted) throw new StoppedError('Told to stop.');
      const outcome = await this.#attempt(path, body);
      if ('status' in outcome) return outcome;
      const waitedMs = performance.now() - startedAt;
      if (waitedMs > giveUpAfterMs) {
        throw new HubUnavailableError(
          `The hub at ${this.#options.url} took nothing for ${Math.round(waitedMs / 1000)} seconds: ${outcome.reason}.`,
        );
      }
      if (attempt === 0) onWaiting(outcome.reason);
      await pause(outcome.retryAfterMs ?? Math.min(longestDelayMs, firstDelayMs * 2 ** attempt), signal);
    }
  }

  async #attempt(
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
  ): Promise<Reply | { readonly reason: string; readonly retryAfterMs: number | null }> {
    try {
      const response = await fetch(new URL(path, this.#options.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(requestTimeoutMs),
      });
      const text = await response.text();
      if (!passing.has(response.status)) return { status: response.status, body: text };
      const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
      return {
        reason: refusalReason(response.status, text),
        retryAfterMs: Number.isFinite(seconds) ? Math.min(seconds * 1_000, 60_000) : null,
      };
    } catch (error) {
      return { reason: connectionFailure(error), retryAfterMs: null };
    }
  }
}

/** fetch hides the system's code in `cause`. */
function connectionFailure(error: unknown): string {
  const code = error instanceof Object && 'cause' in error ? errorCode(error.cause) : null;
  return `it does not answer (${code ?? (error instanceof Object && 'name' in error ? String(error.name) : 'no reason')})`;
}
