import { DomainError, NotFoundError, UnavailableError, type Principal } from '@hotpass/kernel';
import type pg from 'pg';
import { replayQuarantined } from './consumer-replay.ts';
import type { ConsumerRunner } from './consumer-runner.ts';
import type { EntryReader } from './entry-reader.ts';
import { failureOf } from './failure.ts';
import type { Replayed } from './log.ts';
import type { LogLogger } from './logger.ts';
import { answerRequest, requestReplay, takeRequest, type ReplayRequest } from './replay-request.ts';

type RunRequest = Omit<ReplayRequest, 'id'>;

/** How long another process has to answer. */
const answerTimeoutMs = 8_000;

export interface ReplaysOptions {
  readonly pool: pg.Pool;
  readonly reader: EntryReader;
  readonly runners: ReadonlyMap<string, ConsumerRunner>;
  readonly logger: LogLogger;
  /** A replay was appended. */
  readonly onAppended: () => void;
}

/** Replays entries in quarantine: here when the consumer runs here, else where it does. Serves what other processes ask for. */
export class Replays {
  readonly #options: ReplaysOptions;
  #serving: Promise<void> | null = null;

  constructor(options: ReplaysOptions) {
    this.#options = options;
  }

  async replay(principal: Principal, consumer: string, position: number): Promise<Replayed> {
    const { pool, runners } = this.#options;
    const request = { consumer, position, actor: principal.id };
    return runners.has(consumer) ? this.#run(request) : requestReplay(pool, request, answerTimeoutMs);
  }

  /** Takes what others ask of the consumers here. Returns at once; called at every poll. */
  serve(): void {
    if (this.#options.runners.size > 0) this.#serving ??= this.#serve().finally(() => (this.#serving = null));
  }

  async close(): Promise<void> {
    await this.#serving;
  }

  async #serve(): Promise<void> {
    const { pool, runners, logger } = this.#options;
    try {
      for (;;) {
        const request = await takeRequest(pool, [...runners.keys()]);
        if (!request) return;
        await answerRequest(pool, request.id, await this.#outcome(request));
      }
    } catch (error) {
      // The asker waits in vain and says so.
      if (failureOf(error) !== 'outage') logger.error({ err: error }, 'a replay asked for could not be answered');
    }
  }

  async #outcome(request: RunRequest): Promise<Replayed | DomainError> {
    try {
      return await this.#run(request);
    } catch (error) {
      if (error instanceof DomainError) return error;
      if (failureOf(error) !== 'outage') this.#options.logger.error({ err: error, consumer: request.consumer }, 'a replay failed');
      return new UnavailableError('The replay failed; the log of the process that runs this consumer tells more.', {
        consumer: request.consumer,
      });
    }
  }

  async #run({ consumer, position, actor }: RunRequest): Promise<Replayed> {
    const { pool, reader, runners, onAppended } = this.#options;
    const runner = runners.get(consumer);
    if (!runner) throw new NotFoundError('This process has no such consumer.', { consumer });
    try {
      return await replayQuarantined({ pool, reader, consumer: runner.consumer, actor }, position);
    } finally {
      // Also of a chain that broke off: its first links were appended.
      onAppended();
      await runner.look();
    }
  }
}
