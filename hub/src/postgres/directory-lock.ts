import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** The one key of the one lock in the server's `postgres` database. */
const lockKey = 4_877_468_001;

/** A session advisory lock on the server: the mark of the one hub it belongs to. Ends with the session. */
export class DirectoryLock implements AsyncDisposable {
  readonly #client: pg.Client;
  /** Resolves when the session is over, however that came. */
  readonly ended: Promise<void>;

  private constructor(client: pg.Client) {
    this.#client = client;
    this.ended = new Promise((resolve) => client.once('end', () => resolve()));
  }

  /**
   * Null when another session holds the lock for longer than the server needs to notice that its
   * owner died. @throws whatever connecting throws.
   */
  static async acquire(adminUrl: string, patienceMs: number): Promise<DirectoryLock | null> {
    const client = new pg.Client({
      connectionString: adminUrl,
      application_name: `hotpass hub ${process.pid}`,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    // The session's end is what counts; the error that caused it says nothing more.
    client.on('error', () => undefined);
    const lock = new DirectoryLock(client);
    await client.connect();
    try {
      if (await tryLock(client, patienceMs)) return lock;
    } catch (error) {
      await lock[Symbol.asyncDispose]();
      throw error;
    }
    await lock[Symbol.asyncDispose]();
    return null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.end().catch(() => undefined);
  }
}

async function tryLock(client: pg.Client, patienceMs: number): Promise<boolean> {
  for (const end = Date.now() + patienceMs; ; await delay(50)) {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [lockKey]);
    if (rows[0]?.locked === true) return true;
    if (Date.now() >= end) return false;
  }
}
