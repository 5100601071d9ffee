import type pg from 'pg';
import { Alarm } from './alarm.ts';
import { connectSession, type ConnectionOptions } from './connections.ts';
import { Turns } from './turns.ts';

const channel = 'hotpass_log';
const heartbeatMs = 5_000;
/** A process that is paused still answers TCP; without its heartbeat the server ends the session and frees its locks. */
const silenceMs = 20_000;
/** Its own limit, shorter than a statement's: a silent network is noticed. */
const heartbeat = { text: 'select 1', query_timeout: heartbeatMs };
const notifyEveryMs = 20;
const backoffMs = { first: 50, last: 2_000 } as const;

export interface SessionOptions {
  readonly connection: ConnectionOptions;
  /** Another process says that positions were given. */
  readonly onNotified: () => void;
  /** Connected (again): listeners may have missed something. */
  readonly onConnected: () => void;
  /** Every lock is gone. */
  readonly onLost: () => void;
}

/** The one connection of a process that listens and holds its locks; it comes back by itself. */
export class Session {
  readonly #options: SessionOptions;
  readonly #alarm = new Alarm();
  readonly #turns = new Turns();
  readonly #locks = new Set<string>();
  #client: pg.Client | null = null;
  #running: Promise<void> | null = null;
  #closed = false;
  #notify: { pending: boolean; timer: NodeJS.Timeout | null } = { pending: false, timer: null };

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  get connected(): boolean {
    return this.#client !== null;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Session locks, so they outlive transactions and die with the process. False when another session holds it. */
  async tryLock(name: string): Promise<boolean> {
    const client = this.#client;
    if (!client) return false;
    // Session locks count: taken twice, one release would not free it.
    if (this.#locks.has(name)) return true;
    const { rows } = await this.#turns.take(() =>
      client.query<{ locked: boolean }>('select pg_try_advisory_lock(7101, hashtext($1)) as locked', [name]),
    );
    const locked = rows[0]?.locked === true && this.#client === client;
    if (locked) this.#locks.add(name);
    return locked;
  }

  async unlock(name: string): Promise<void> {
    if (!this.#locks.delete(name)) return;
    await this.#quietly({ text: 'select pg_advisory_unlock(7101, hashtext($1))', values: [name] });
  }

  /** Wakes the other processes: at once, then at most every 20 ms (NOTIFY takes a lock on the whole cluster). */
  notify(): void {
    if (this.#notify.timer) {
      this.#notify.pending = true;
      return;
    }
    void this.#quietly({ text: `notify ${channel}` });
    this.#notify.timer = setTimeout(() => {
      const { pending } = this.#notify;
      this.#notify = { pending: false, timer: null };
      if (pending && !this.#closed) this.notify();
    }, notifyEveryMs);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#notify.timer) clearTimeout(this.#notify.timer);
    this.#alarm.wake();
    await this.#running;
  }

  /** A failure shows itself as a lost connection. */
  async #quietly(statement: pg.QueryConfig): Promise<void> {
    const client = this.#client;
    await this.#turns.take(async () => client?.query(statement)).catch(() => undefined);
  }

  async #run(): Promise<void> {
    let waitMs: number = backoffMs.first;
    while (!this.#closed) {
      try {
        await this.#live();
        waitMs = backoffMs.first;
      } catch (error) {
        this.#options.connection.logger.warn({ err: error }, 'log session lost');
      }
      if (this.#closed) break;
      await this.#alarm.sleep(waitMs);
      waitMs = Math.min(waitMs * 2, backoffMs.last);
    }
  }

  /** Connects and keeps the connection until it breaks or the session is closed. */
  async #live(): Promise<void> {
    const health = { broken: false };
    const onBroken = (): void => {
      health.broken = true;
      this.#alarm.wake();
    };
    const client = await connectSession(this.#options.connection, onBroken);
    client.on('end', onBroken);
    try {
      client.on('notification', (message) => {
        if (message.processId !== processIdOf(client)) this.#options.onNotified();
      });
      await client.query(`set idle_session_timeout = ${silenceMs}`);
      await client.query(`listen ${channel}`);
      this.#client = client;
      this.#options.onConnected();
      while (!health.broken && !this.#closed) {
        await this.#alarm.sleep(heartbeatMs);
        if (!health.broken && !this.#closed) await this.#turns.take(() => client.query(heartbeat));
      }
    } finally {
      this.#client = null;
      this.#locks.clear();
      this.#options.onLost();
      await client.end().catch(() => undefined);
    }
  }
}

/** The backend's id; the driver has it, its types do not. */
function processIdOf(client: pg.Client): number | null {
  return 'processID' in client && typeof client.processID === 'number' ? client.processID : null;
}
