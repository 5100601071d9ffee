import { randomUUID } from 'node:crypto';
import { localPrincipal } from '@hotpass/kernel';
import { openLog } from '@hotpass/log';
import type { Log } from '@hotpass/log';
import { createHttpServer, createLogger } from '@hotpass/server';
import type { SubgraphRequest } from '@hotpass/server';
import { createTestDatabase } from '@hotpass/testkit';
import type { TestDatabase } from '@hotpass/testkit';
import type { ExecutionResult } from 'graphql';
import { createLineageSubgraph } from '../src/index.ts';
import type { LineageSubgraph } from '../src/index.ts';

/** The whole subgraph over a log and a database of its own. */
export interface LineageUnderTest extends AsyncDisposable {
  readonly log: Log;
  readonly database: TestDatabase;
  readonly subgraph: LineageSubgraph;
  /** Posts each event over HTTP as a producer does. Answers their entries' ids. */
  post(...events: readonly unknown[]): Promise<string[]>;
  /** The same, and waits until all are projected. */
  send(...events: readonly unknown[]): Promise<string[]>;
  /** Executes and expects no error. */
  ask<Data = unknown>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
  /** Executes and answers whatever comes. */
  execute(query: string, more?: Partial<SubgraphRequest>): Promise<ExecutionResult>;
}

export async function startLineage(): Promise<LineageUnderTest> {
  await using started = new AsyncDisposableStack();
  const database = started.use(await createTestDatabase());
  const logger = createLogger('test', 'silent');
  const log = await openLog({ connectionString: database.url, applicationName: 'lineage-test', allowUnsafeDurability: true });
  started.defer(() => log.close());
  const subgraph = started.use(await createLineageSubgraph({ log, logger }));
  const app = createHttpServer(logger);
  subgraph.routes?.(app);
  await app.ready();
  started.defer(() => app.close());
  const running = started.move();

  const execute = (query: string, more: Partial<SubgraphRequest> = {}): Promise<ExecutionResult> =>
    subgraph.execute({ query, principal: localPrincipal, requestId: randomUUID(), ...more });

  const post = async (...events: readonly unknown[]): Promise<string[]> => {
    const ids: string[] = [];
    for (const event of events) {
      const response = await app.inject({
        method: 'POST',
        url: '/api/v1/lineage',
        headers: { 'content-type': 'application/json', host: '127.0.0.1' },
        payload: JSON.stringify(event),
      });
      if (response.statusCode >= 300) throw new Error(response.body);
      ids.push(response.json<{ id: string }>().id);
    }
    return ids;
  };

  return {
    log,
    database,
    subgraph,
    execute,
    post,
    async send(...events) {
      const ids = await post(...events);
      await log.settle();
      return ids;
    },
    async ask(query, variables = {}) {
      const { data, errors } = await execute(query, { variables });
      if (errors) throw new Error(JSON.stringify(errors));
      return JSON.parse(JSON.stringify(data));
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
