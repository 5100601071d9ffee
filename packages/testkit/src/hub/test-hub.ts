import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDatabase } from '../database/test-database.ts';
import { Child, type ChildExit } from '../process/child.ts';
import { temporaryDirectory } from '../process/temporary-directory.ts';
import { GraphClient } from './graph-client.ts';
import { untilReady } from './ready.ts';
import { settle } from './settle.ts';

export interface TestHubOptions {
  /** On an embedded PostgreSQL of its own that flushes what it acknowledges, instead of a clone of the test database. */
  readonly durable?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
}

/** A hub as a process of its own, on a free port, with nothing in it. */
export class TestHub extends GraphClient implements AsyncDisposable {
  readonly #settings: Readonly<Record<string, string>>;
  readonly #opened: AsyncDisposableStack;
  #child: Child;
  #url = '';

  private constructor(settings: Readonly<Record<string, string>>, opened: AsyncDisposableStack) {
    super(() => this.#url);
    this.#settings = settings;
    this.#opened = opened;
    this.#child = this.#spawn('0');
  }

  static async start({ durable = false, settings = {} }: TestHubOptions): Promise<TestHub> {
    await using opening = new AsyncDisposableStack();
    const directory = opening.use(await temporaryDirectory());
    const database = durable ? null : opening.use(await createTestDatabase());
    const own = { HOTPASS_DATA_DIR: join(directory.path, 'hub'), HOTPASS_LOG_LEVEL: 'info' };
    const shared: Readonly<Record<string, string>> =
      database === null ? {} : { DATABASE_URL: database.url, HOTPASS_UNSAFE_DATABASE: 'allow' };
    const hub = new TestHub({ ...own, ...shared, ...settings }, opening.move());
    try {
      await hub.#ready();
      return hub;
    } catch (error) {
      await hub[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** What the process said so far. */
  get output(): string {
    return `${this.#child.stdout}\n${this.#child.stderr}`;
  }

  /** What it logged so far: JSON lines. */
  get log(): string {
    return this.#child.stderr;
  }

  get pid(): number {
    return this.#child.pid;
  }

  get dataDirectory(): string {
    return this.#settings['HOTPASS_DATA_DIR'] ?? '';
  }

  /** Connection string of its database, for the hub's role. */
  async databaseUrl(): Promise<string> {
    const given = this.#settings['DATABASE_URL'];
    if (given !== undefined) return given;
    const state = join(this.dataDirectory, 'postgres');
    const { hubPassword } = JSON.parse(await readFile(join(state, 'credentials.json'), 'utf8')) as { hubPassword: string };
    const port = (await readFile(join(state, 'port'), 'utf8')).trim();
    return `postgresql://hotpass:${hubPassword}@127.0.0.1:${port}/hotpass`;
  }

  /** Process id of its embedded PostgreSQL. */
  async postgresPid(): Promise<number> {
    const location = (await readFile(join(this.dataDirectory, 'postgres', 'location'), 'utf8')).trim();
    return Number((await readFile(join(location, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  }

  /** Every consumer has reached the end of the log. */
  async settle(): Promise<void> {
    await settle(await this.databaseUrl());
  }

  /** Resolves when the process is gone. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<ChildExit> {
    this.#child.kill(signal);
    return this.#child.exited;
  }

  /** The same hub again, on the same port and data; one that still runs is stopped in order first. */
  async restart(): Promise<void> {
    await this.#child[Symbol.asyncDispose]();
    this.#child = this.#spawn(new URL(this.#url).port);
    await this.#ready();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child[Symbol.asyncDispose]();
    await this.#opened.disposeAsync();
  }

  #spawn(port: string): Child {
    return new Child({
      program: 'hub/dist/main.js',
      args: ['--follow-parent'],
      // As `npm start` does it.
      execArgv: ['--max-semi-space-size=16'],
      settings: { ...this.#settings, HOTPASS_PORT: port },
    });
  }

  async #ready(): Promise<void> {
    const [, url] = await this.#child.says(/starting at (http:\/\/\S+)/);
    this.#url = url ?? '';
    await untilReady(this.#url, this.#child);
  }
}

/** Starts a hub; `await using` it. */
export function startTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  return TestHub.start(options);
}
