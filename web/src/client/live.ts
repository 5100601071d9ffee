import type { TypedDocumentNode } from '@urql/core';
import { createClient, type Client } from 'graphql-ws';
import { nextConnection, type ConnectionFacts, type ConnectionHappening } from './connection-state.ts';
import { codeOf, cursorOf, subscriptionPayload, subscriptionError } from './subscription-payload.ts';

/** What a subscription tells its owner. */
export interface LiveHandlers<Data> {
  /** One event; its cursor is kept, so that a broken connection goes on after it. */
  onEvent(data: Data): void;
  /** The place can no longer be resumed: load again, then subscribe from the cursor of what was loaded. */
  onResync(): void;
  /** The hub refused the subscription for good. */
  onError(error: Error): void;
}

interface Kept {
  start(): void;
  stop(): void;
}

const heartbeatMs = 10_000;
/** An answer to a heartbeat that takes longer is none. */
const answerMs = 5_000;
/** What was missed comes at once; when nothing has come for this long it has all come. */
const quietMs = 600;
/** Where there is never so much quiet, what comes after this long is taken for news. */
const longestCatchUpMs = 8_000;
const firstRetryMs = 1_000;
const longestRetryMs = 30_000;

/**
 * One WebSocket for every subscription of the page: kept open, so that the page knows how it stands to the hub, and resumed
 * without a gap after a break or a pause.
 */
export class LiveConnection implements Disposable {
  readonly #url: string;
  readonly #kept = new Set<Kept>();
  readonly #listeners = new Set<() => void>();
  #client: Client | null = null;
  #facts: ConnectionFacts = { state: 'connecting', newestEventAt: null };
  #hasBeenLive = false;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #catchUpBegan = 0;
  #retryNow: () => void = () => undefined;

  constructor(url: string) {
    this.#url = url;
    this.#client = this.#connect();
  }

  get facts(): ConnectionFacts {
    return this.#facts;
  }

  /** Calls the listener when the facts have changed; ends when what it returns is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Ends the subscription when what it returns is called. */
  subscribe<Data extends Readonly<Record<string, unknown>>, Variables extends { after?: string | null }>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    handlers: LiveHandlers<Data>,
  ): () => void {
    // graphql-ws sends this very object again when it connects again, and so does a pause that ends.
    const resumed = { ...variables };
    let end: (() => void) | undefined;
    let asText = false;
    const kept: Kept = {
      start: () => {
        end ??= this.#client?.subscribe<Data>(subscriptionPayload(document, resumed, asText), {
          next: ({ data, errors }) => {
            if (codeOf(errors) === 'RESYNC') return handlers.onResync();
            if (!data) return undefined;
            resumed.after = cursorOf(data) ?? resumed.after ?? null;
            this.#happen({ type: 'event', at: Date.now() });
            return handlers.onEvent(data);
          },
          error: (reason) => {
            const code = codeOf(reason);
            // The hub is of another build than this page.
            if (code === 'PERSISTED_QUERY_NOT_FOUND' && !asText) {
              asText = true;
              kept.stop();
              kept.start();
            } else if (code === 'RESYNC') handlers.onResync();
            else handlers.onError(subscriptionError(reason));
          },
          complete: () => undefined,
        });
      },
      stop: () => {
        end?.();
        end = undefined;
      },
    };
    this.#kept.add(kept);
    kept.start();
    return () => {
      kept.stop();
      this.#kept.delete(kept);
    };
  }

  /** Nothing comes in until `resume`, which then brings what was missed. */
  pause(): void {
    if (this.#facts.state === 'paused') return;
    this.#happen({ type: 'pause' });
    // An answer this connection still owes must not end the next one.
    clearTimeout(this.#silence);
    for (const kept of this.#kept) kept.stop();
    void this.#client?.dispose();
    this.#client = null;
  }

  resume(): void {
    if (this.#facts.state !== 'paused') return;
    this.#happen({ type: 'resume' });
    this.#client = this.#connect();
    for (const kept of this.#kept) kept.start();
  }

  /** Does not wait for the next try. */
  retryNow(): void {
    this.#retryNow();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#silence);
    clearTimeout(this.#quiet);
    void this.#client?.dispose();
    this.#client = null;
  }

  #connect(): Client {
    const happen = (happening: ConnectionHappening) => (): void => this.#happen(happening);
    return createClient({
      url: this.#url,
      lazy: false,
      keepAlive: heartbeatMs,
      retryAttempts: Infinity,
      shouldRetry: () => true,
      retryWait: (retries) => this.#waitBeforeRetry(retries),
      onNonLazyError: () => undefined,
      on: {
        connecting: happen({ type: 'connecting' }),
        connected: happen({ type: 'connected' }),
        closed: happen({ type: 'closed' }),
        ping: (received) => {
          if (!received) this.#expectAnswer();
        },
        pong: (received) => {
          if (received) this.#answered();
        },
        message: () => this.#answered(),
      },
    });
  }

  #expectAnswer(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#happen({ type: 'silent' });
      // Nobody is there although the socket is open: only a new one can find out.
      this.#silence = setTimeout(() => this.#client?.terminate(), answerMs);
    }, answerMs);
  }

  #answered(): void {
    clearTimeout(this.#silence);
    this.#happen({ type: 'alive' });
  }

  /** Doubles up to the longest, with a tenth of jitter each way so that tabs do not come back in step. */
  async #waitBeforeRetry(retries: number): Promise<void> {
    const ms = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(retries, 5)) * (0.9 + Math.random() * 0.2);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#retryNow = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #happen(happening: ConnectionHappening): void {
    const state = nextConnection({ ...this.#facts, hasBeenLive: this.#hasBeenLive }, happening);
    if (state === 'live') this.#hasBeenLive = true;
    if (state === 'catching-up') {
      if (this.#facts.state !== state) this.#catchUpBegan = performance.now();
      this.#awaitQuiet();
    }
    const newestEventAt = happening.type === 'event' ? happening.at : this.#facts.newestEventAt;
    if (state === this.#facts.state && newestEventAt === this.#facts.newestEventAt) return;
    this.#facts = { state, newestEventAt };
    for (const listener of this.#listeners) listener();
  }

  #awaitQuiet(): void {
    clearTimeout(this.#quiet);
    const leftMs = Math.max(0, this.#catchUpBegan + longestCatchUpMs - performance.now());
    this.#quiet = setTimeout(() => this.#happen({ type: 'caught-up' }), Math.min(quietMs, leftMs));
  }
}
