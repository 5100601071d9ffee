import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { Child, type ChildExit } from '../process/child.ts';
import { GraphClient } from './graph-client.ts';
import { untilReady } from './ready.ts';
import { settle } from './settle.ts';

const programs = {
  lineage: 'subgraphs/lineage/dist/main.js',
  runs: 'subgraphs/runs/dist/main.js',
  gateway: 'gateway/dist/main.js',
} as const;

export type ClusterPart = keyof typeof programs;

export interface TestClusterOptions {
  /** For every process. */
  readonly settings?: Readonly<Record<string, string>>;
}

interface Part {
  child: Child;
  url: string;
}

/** A gateway beside the one of a cluster. */
export class OtherGateway extends GraphClient {
  readonly #child: Child;

  constructor({ child, url }: Part) {
    super(() => url);
    this.#child = child;
  }

  /** Resolves when the process is gone. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<ChildExit> {
    this.#child.kill(signal);
    return this.#child.exited;
  }
}

/** Gateway, lineage and runs as three processes over HTTP, on one database. Its address is the gateway's. */
export class TestCluster extends GraphClient implements AsyncDisposable {
  readonly #settings: Readonly<Record<string, string>>;
  readonly #database: TestDatabase;
  readonly #parts = new Map<ClusterPart, Part>();
  readonly #others: Part[] = [];

  private constructor(database: TestDatabase, settings: Readonly<Record<string, string>>) {
    super(() => this.urlOf('gateway'));
    this.#database = database;
    this.#settings = settings;
  }

  static async start({ settings = {} }: TestClusterOptions): Promise<TestCluster> {
    const cluster = new TestCluster(await createTestDatabase(), settings);
    try {
      await Promise.all([cluster.#start('lineage', '0'), cluster.#start('runs', '0')]);
      await cluster.#start('gateway', '0');
      return cluster;
    } catch (error) {
      await cluster[Symbol.asyncDispose]();
      throw error;
    }
  }

  urlOf(part: ClusterPart): string {
    return this.#part(part).url;
  }

  outputOf(part: ClusterPart): string {
    const { child } = this.#part(part);
    return `${child.stdout}\n${child.stderr}`;
  }

  /** What a process logged so far: JSON lines. */
  logOf(part: ClusterPart): string {
    return this.#part(part).child.stderr;
  }

  /** Connection string of its database, for the hub's role. */
  async databaseUrl(): Promise<string> {
    return this.#database.url;
  }

  /** Every consumer has reached the end of the log. */
  async settle(): Promise<void> {
    await settle(this.#database.url);
  }

  /** Resolves when the process is gone. */
  async kill(part: ClusterPart, signal: NodeJS.Signals = 'SIGKILL'): Promise<ChildExit> {
    const { child } = this.#part(part);
    child.kill(signal);
    return child.exited;
  }

  /** Stops a process where it stands, or lets it go on: it is there and does not answer. */
  signal(part: ClusterPart, signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#part(part).child.kill(signal);
  }

  /** The same process again, on the same port. */
  async restart(part: ClusterPart): Promise<void> {
    const { child, url } = this.#part(part);
    await child[Symbol.asyncDispose]();
    await this.#start(part, new URL(url).port);
  }

  /** One more gateway before the same subgraphs; it ends with the cluster. */
  async addGateway(): Promise<OtherGateway> {
    const part = await this.#launch('gateway', '0');
    this.#others.push(part);
    return new OtherGateway(part);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#parts.values(), ...this.#others].map(({ child }) => child[Symbol.asyncDispose]()));
    await this.#database[Symbol.asyncDispose]();
  }

  #part(name: ClusterPart): Part {
    const part = this.#parts.get(name);
    if (part === undefined) throw new Error(`The process ${name} was not started.`);
    return part;
  }

  async #start(name: ClusterPart, port: string): Promise<void> {
    await this.#launch(name, port, (part) => this.#parts.set(name, part));
  }

  /** `onSpawn` gets the part before it listens, so that one that never does is stopped too. */
  async #launch(name: ClusterPart, port: string, onSpawn: (part: Part) => void = () => undefined): Promise<Part> {
    const child = new Child({ program: programs[name], args: ['--follow-parent'], settings: this.#settingsOf(name, port) });
    const part: Part = { child, url: '' };
    onSpawn(part);
    const [, listening] = await child.says(/"port":(\d+)[^\n]*listen/);
    part.url = `http://127.0.0.1:${listening}`;
    await untilReady(part.url, child);
    return part;
  }

  #settingsOf(name: ClusterPart, port: string): Readonly<Record<string, string>> {
    const common = { HOTPASS_PORT: port, HOTPASS_LOG_LEVEL: 'info', ...this.#settings };
    if (name !== 'gateway') return { ...common, DATABASE_URL: this.#database.url, HOTPASS_UNSAFE_DATABASE: 'allow' };
    return { ...common, HOTPASS_SUBGRAPH_LINEAGE_URL: this.urlOf('lineage'), HOTPASS_SUBGRAPH_RUNS_URL: this.urlOf('runs') };
  }
}

/** Starts the same graph in three processes; `await using` it. */
export function startTestCluster(options: TestClusterOptions = {}): Promise<TestCluster> {
  return TestCluster.start(options);
}
