import type { Dispatcher } from 'undici';
import { z } from 'zod';
import { BadUserInputError, DomainError, ResyncError } from '@hotpass/kernel';
import type { FeedEntry, FeedSubscription, Logger } from '@hotpass/server';
import { pause } from './deadline.ts';
import { feedBatches } from './feed-batches.ts';
import { ServerSentEventParser, type ServerSentEvent } from './server-sent-events.ts';

export interface HttpFeedConnection {
  readonly after: string;
  readonly connect: (cursor: string, signal: AbortSignal) => Promise<Dispatcher.ResponseData>;
  readonly logger: Pick<Logger, 'warn'>;
  readonly retryMs: number;
}

const time = z.iso.datetime().transform((text) => new Date(text));
const entry = z.object({
  id: z.string(),
  cursor: z.string(),
  position: z.number(),
  type: z.string(),
  keys: z.array(z.string()),
  eventTime: time.nullable(),
  receivedAt: time,
  actor: z.string(),
  onBehalfOf: z.string().nullable(),
  decision: z.unknown(),
  traceId: z.string().nullable(),
  cause: z.number().nullable(),
  aggregate: z.object({ id: z.string(), version: z.number() }).nullable(),
  bodyHash: z.string().transform((hex): Uint8Array => Buffer.from(hex, 'hex')),
});
const entries = z.array(entry);
const resync = z.object({ cursor: z.string() });
const failed = z.object({ code: z.string().optional(), message: z.string() });

/** One reader of a log in another process. Reads from the socket only when it is asked for more, so TCP holds the other side back. */
export class HttpFeedSubscription implements FeedSubscription {
  readonly #options: HttpFeedConnection;
  readonly #closed = new AbortController();
  #cursor: string;
  #position = -1;
  #failures = 0;
  #body: Dispatcher.ResponseData['body'] | null = null;
  #chunks: AsyncIterator<Uint8Array> | null = null;
  #parser = new ServerSentEventParser();
  #batches: (readonly FeedEntry[])[] = [];

  constructor(options: HttpFeedConnection) {
    this.#options = options;
    this.#cursor = options.after;
  }

  close(): void {
    this.#batches = [];
    this.#closed.abort();
  }

  [Symbol.asyncIterator](): AsyncIterator<readonly FeedEntry[]> {
    return feedBatches(
      () => this.#next(),
      () => this.close(),
    );
  }

  async #next(): Promise<readonly FeedEntry[] | null> {
    while (!this.#closed.signal.aborted) {
      const batch = this.#batches.shift();
      if (batch) return batch;
      try {
        this.#chunks ??= await this.#connected();
        const { done, value } = await this.#chunks.next();
        if (done) throw new Error('The other side ended the feed.');
        for (const message of this.#parser.push(value)) this.#take(message);
      } catch (error) {
        await this.#recover(error);
      }
    }
    return null;
  }

  async #connected(): Promise<AsyncIterator<Uint8Array>> {
    this.#parser = new ServerSentEventParser();
    const { statusCode, body } = await this.#options.connect(this.#cursor, this.#closed.signal);
    if (statusCode !== 200) {
      await body.dump();
      throw new Error(`The feed answered ${statusCode}.`);
    }
    this.#body = body;
    return body[Symbol.asyncIterator]();
  }

  #take({ event, data }: ServerSentEvent): void {
    const payload: unknown = JSON.parse(data);
    if (event === 'entries') this.#keep(entries.parse(payload));
    if (event === 'resync') throw new ResyncError(resync.parse(payload).cursor, 'the log does not have this place any more');
    if (event !== 'failed') return;
    const { code, message } = failed.parse(payload);
    throw code === 'BAD_USER_INPUT' ? new BadUserInputError(message) : new Error(message);
  }

  #keep(batch: readonly FeedEntry[]): void {
    const fresh = batch.filter((one) => one.position > this.#position);
    const last = fresh.at(-1);
    if (!last) return;
    this.#position = last.position;
    this.#cursor = last.cursor;
    this.#failures = 0;
    this.#batches.push(fresh);
  }

  /** Expected failures end the feed; anything else is a broken connection, to be tried again a little later each time. */
  async #recover(error: unknown): Promise<void> {
    this.#body?.on('error', () => undefined).destroy();
    this.#chunks = null;
    if (this.#closed.signal.aborted) return;
    if (error instanceof DomainError) {
      this.close();
      throw error;
    }
    this.#failures += 1;
    if (this.#failures === 1) this.#options.logger.warn({ err: error }, 'feed connection lost, trying again');
    const waitMs = Math.min(50 * 2 ** (this.#failures - 1), this.#options.retryMs);
    await pause(waitMs, this.#closed.signal);
  }
}
