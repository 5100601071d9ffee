import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { StartupError } from '../startup-error.ts';
import type { Binaries } from './binaries.ts';
import { locateBinaries } from './binaries.ts';
import type { Credentials } from './credentials.ts';
import { adminRole, connectionUrl, databaseName, hubRole, loadCredentials } from './credentials.ts';
import { DirectoryLock } from './directory-lock.ts';
import type { PostgresHome } from './home.ts';
import { locateHome } from './home.ts';
import { initialise } from './initialise.ts';
import { LaunchError, launch } from './launch.ts';
import type { LauncherLog } from './launcher-log.ts';
import { choosePort } from './port.ts';
import { stopPostmaster } from './postmaster.ts';
import { provision } from './provision.ts';
import { inUse, lockPatienceMs, stopOrphan } from './take-over.ts';

export interface EmbeddedPostgresOptions {
  /** The hub's directory; ours is `postgres` in it. */
  readonly directory: string;
  /** False only for tests: nothing is flushed, so a crash of the machine loses data. */
  readonly durable: boolean;
  readonly log: LauncherLog;
  /** Another hub has taken the directory while our server was down: this one must end. */
  readonly onTaken: (error: StartupError) => void;
}

/** Everything that is known once the data directory is there. */
interface Prepared {
  readonly home: PostgresHome;
  readonly binaries: Binaries;
  readonly credentials: Credentials;
}

/** A PostgreSQL of our own: started, kept running, stopped with us. */
export class EmbeddedPostgres implements AsyncDisposable {
  readonly #options: EmbeddedPostgresOptions;
  #prepared: Prepared | null = null;
  #port = 0;
  #child: ChildProcess | null = null;
  #lock: DirectoryLock | null = null;
  #stopping = false;
  #starting: Promise<void> = Promise.resolve();
  #supervision: Promise<void> = Promise.resolve();

  constructor(options: EmbeddedPostgresOptions) {
    this.#options = options;
  }

  /** For the hub's own role, in its own database. The same through every restart of the server. */
  get url(): string {
    return connectionUrl(hubRole, this.#known.credentials.hubPassword, this.#port, databaseName);
  }

  /** For the superuser, in the database `postgres`. */
  get adminUrl(): string {
    return connectionUrl(adminRole, this.#known.credentials.adminPassword, this.#port, 'postgres');
  }

  /** Process id of the server, null while there is none. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** @throws StartupError with a sentence for a person; then nothing is left running. */
  async start(): Promise<void> {
    this.#starting = this.#start();
    try {
      await this.#starting;
    } catch (error) {
      await this.#end();
      throw error;
    }
  }

  async #start(): Promise<void> {
    const { directory, durable, log } = this.#options;
    const home = await locateHome(directory, log);
    const binaries = await locateBinaries(home.account);
    const credentials = await loadCredentials(home);
    this.#prepared = { home, binaries, credentials };
    await initialise(home, binaries, credentials, durable);
    if (this.#stopping) return;
    await stopOrphan(home, directory, credentials, log);
    this.#port = await choosePort(home);
    await this.#launchPatiently();
    const lock = await DirectoryLock.acquire(this.adminUrl, lockPatienceMs);
    if (lock === null) throw inUse(directory);
    await provision(this.adminUrl, credentials);
    this.#supervision = this.#supervise(lock);
  }

  /** Ends every session and the server. Safe at any time and more than once. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#end();
    await this.#starting.catch(() => undefined);
    await this.#end();
  }

  async #end(): Promise<void> {
    const pid = this.#child?.pid;
    if (pid !== undefined) await stopPostmaster(pid, this.#known.home.data);
    await this.#lock?.[Symbol.asyncDispose]();
    await this.#supervision;
  }

  /** When there is no time to stop in order: the server ends at once and recovers at its next start. */
  kill(): void {
    this.#stopping = true;
    this.#child?.kill('SIGQUIT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  get #known(): Prepared {
    if (this.#prepared === null) throw new Error('The embedded PostgreSQL has not been started.');
    return this.#prepared;
  }

  /** Children of a killed server keep its directory busy for some 100 ms; a port may be taken while we look. */
  async #launchPatiently(): Promise<void> {
    const { home, credentials } = this.#known;
    for (const end = Date.now() + 15_000; ; await delay(100)) {
      try {
        return await this.#launch();
      } catch (error) {
        if (!(error instanceof LaunchError)) throw error;
        if (error.busy === null || Date.now() >= end || this.#stopping) {
          throw new StartupError(`The embedded PostgreSQL did not start: ${error.message}`, { cause: error });
        }
        if (error.busy === 'directory') await stopOrphan(home, this.#options.directory, credentials, this.#options.log);
        else this.#port = await choosePort(home);
      }
    }
  }

  async #launch(): Promise<void> {
    const { home, binaries } = this.#known;
    const onSpawn = (child: ChildProcess): void => this.#own(child);
    await launch({ home, binaries, port: this.#port, durable: this.#options.durable, adminUrl: this.adminUrl, onSpawn });
  }

  #own(child: ChildProcess): void {
    this.#child = child;
    child.once('exit', () => {
      if (this.#child === child) this.#child = null;
    });
    // Asked to stop while it was being started.
    if (this.#stopping) child.kill('SIGINT');
  }

  /** Until we stop: whenever the lock's session ends, the server is started again if it died, and locked again. */
  async #supervise(first: DirectoryLock): Promise<void> {
    this.#lock = first;
    while (this.#lock !== null) {
      await this.#lock.ended;
      if (this.#stopping) return;
      this.#options.log.warn({}, 'the embedded PostgreSQL went away and is started again');
      this.#lock = await this.#recover();
    }
    if (!this.#stopping) this.#options.onTaken(inUse(this.#options.directory));
  }

  /** Null when another hub has the lock, or we are stopping. */
  async #recover(): Promise<DirectoryLock | null> {
    const { home, credentials } = this.#known;
    for (let pauseMs = 50; !this.#stopping; pauseMs = Math.min(pauseMs * 2, 5_000)) {
      try {
        if (this.#child === null) {
          await stopOrphan(home, this.#options.directory, credentials, this.#options.log);
          await this.#launch();
        }
        return await DirectoryLock.acquire(this.adminUrl, lockPatienceMs);
      } catch (error) {
        if (error instanceof StartupError) return null;
        const reason = error instanceof Error ? error.message : String(error);
        this.#options.log.warn({ reason, pauseMs }, 'the embedded PostgreSQL is not back yet');
        await delay(pauseMs);
      }
    }
    return null;
  }
}
