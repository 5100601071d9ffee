import { startTestCluster, startTestHub, type TestCluster, type TestHub } from '@hotpass/testkit';

/** A graph to test against: the hub in one process, or gateway, lineage and runs in three. */
interface Topology {
  readonly name: string;
  /** `settings` are for every process. */
  start(settings?: Readonly<Record<string, string>>): Promise<RunningTopology>;
}

export interface RunningTopology extends AsyncDisposable {
  readonly graph: TestHub | TestCluster;
  /** Names of the processes that can be killed one by one. */
  readonly processes: readonly string[];
  /** Kills the process as `kill -9` does and starts it again on its port. `meanwhile` runs while it is dead. */
  killAndRestart(process: string, meanwhile: () => Promise<void>): Promise<void>;
  /** What each process has logged, JSON lines. */
  logs(): readonly string[];
  /** Every `/metrics` page of the topology, one after the other. */
  metrics(): Promise<string>;
  /** The same, each by itself. */
  pages(): Promise<readonly string[]>;
}

const parts = ['gateway', 'lineage', 'runs'] as const;

const oneProcess: Topology = {
  name: 'one process',
  async start(settings = {}) {
    const hub = await startTestHub({ settings });
    return {
      graph: hub,
      processes: ['hub'],
      async killAndRestart(_process, meanwhile) {
        await hub.kill('SIGKILL');
        await meanwhile();
        await hub.restart();
      },
      logs: () => [hub.log],
      metrics: async () => (await pagesOf([hub.url])).join('\n'),
      pages: () => pagesOf([hub.url]),
      [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose](),
    };
  },
};

const threeProcesses: Topology = {
  name: 'three processes',
  async start(settings = {}) {
    const cluster = await startTestCluster({ settings });
    const urls = (): readonly string[] => parts.map((part) => cluster.urlOf(part));
    return {
      graph: cluster,
      processes: parts,
      async killAndRestart(name, meanwhile) {
        const part = parts.find((candidate) => candidate === name)!;
        await cluster.kill(part, 'SIGKILL');
        await meanwhile();
        await cluster.restart(part);
      },
      logs: () => parts.map((part) => cluster.logOf(part)),
      metrics: async () => (await pagesOf(urls())).join('\n'),
      pages: () => pagesOf(urls()),
      [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
    };
  },
};

async function pagesOf(urls: readonly string[]): Promise<readonly string[]> {
  return Promise.all(urls.map(async (url) => (await fetch(`${url}/metrics`)).text()));
}

export const topologies = [oneProcess, threeProcesses];
