import { Agent } from 'undici';
import { z } from 'zod';
import { UnavailableError } from '@hotpass/kernel';
import type { EventFeed, FeedSubscription, Logger } from '@hotpass/server';
import { HttpFeedSubscription } from './http-feed-subscription.ts';

export interface HttpFeedOptions {
  /** Address of the process that has the log, for example `http://127.0.0.1:4001`. */
  readonly url: string;
  readonly logger: Pick<Logger, 'warn'>;
  /** Silence after which a connection counts as dead; the other side sends a sign of life every 5 s. */
  readonly silenceMs?: number;
  /** Longest wait between attempts to connect. */
  readonly retryMs?: number;
}

const headAnswer = z.object({ cursor: z.string() });

/** The log of another process: reads its `/internal/feed`, reconnects and goes on after the last entry by itself. */
export class HttpFeed implements EventFeed {
  readonly #url: URL;
  readonly #logger: Pick<Logger, 'warn'>;
  readonly #retryMs: number;
  // One connection a subscription, so without a limit of connections.
  readonly #agent: Agent;

  constructor({ url, logger, silenceMs = 20_000, retryMs = 2_000 }: HttpFeedOptions) {
    this.#url = new URL(url);
    this.#logger = logger;
    this.#retryMs = retryMs;
    this.#agent = new Agent({ headersTimeout: 10_000, bodyTimeout: silenceMs, connectTimeout: 2_000 });
  }

  async head(): Promise<string> {
    try {
      const { origin } = this.#url;
      const { body } = await this.#agent.request({ origin, path: '/internal/feed/head', method: 'GET', headersTimeout: 5_000 });
      return headAnswer.parse(await body.json()).cursor;
    } catch {
      throw new UnavailableError('The log cannot be reached.');
    }
  }

  subscribe(after: string): FeedSubscription {
    const { origin } = this.#url;
    const connect = (cursor: string, signal: AbortSignal) =>
      this.#agent.request({ origin, path: `/internal/feed?after=${encodeURIComponent(cursor)}`, method: 'GET', signal });
    return new HttpFeedSubscription({ after, connect, logger: this.#logger, retryMs: this.#retryMs });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#agent.destroy();
  }
}
