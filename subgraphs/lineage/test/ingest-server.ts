import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { localPrincipal, type Clock } from '@hotpass/kernel';
import { openLineageEntryTypes } from '@hotpass/events';
import { openLog, type Entry, type Log } from '@hotpass/log';
import { createHttpServer, createLogger } from '@hotpass/server';
import { createTestDatabase, type TestDatabase } from '@hotpass/testkit';
import type { Conformance } from '../src/conformance/conformance.ts';
import type { InputIssue } from '../src/ingest/input-issue.ts';
import type { IngestorLimits } from '../src/ingest/ingestor.ts';
import { createLineageSubgraph } from '../src/subgraph.ts';

/** The union of what ingest answers; a test reads what its status promises. */
interface AnswerBody {
  readonly id: string;
  readonly conformance: Conformance;
  readonly error: { readonly code: string; readonly message: string; readonly requestId: string; readonly issues: readonly InputIssue[] };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: AnswerBody;
}

interface GraphQLAnswer<Data> {
  readonly data: Data;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

export interface IngestServer extends AsyncDisposable {
  readonly url: string;
  readonly database: TestDatabase;
  readonly log: Log;
  /** Every entry the log has handed out, in order. */
  readonly entries: readonly Entry[];
  post(path: string, body: string | Buffer, headers?: Record<string, string>): Promise<Answer>;
  graphql<Data>(query: string, variables?: Record<string, unknown>): Promise<GraphQLAnswer<Data>>;
}

export interface IngestServerOptions {
  readonly clock?: Clock;
  readonly limits?: IngestorLimits;
}

/** The lineage subgraph over HTTP on a real database. */
export async function startIngestServer({ clock, limits }: IngestServerOptions = {}): Promise<IngestServer> {
  const logger = createLogger('test', 'silent');
  await using started = new AsyncDisposableStack();
  const database = started.use(await createTestDatabase());
  const log = await openLog({ connectionString: database.url, poolSize: 4, allowUnsafeDurability: true });
  started.defer(() => log.close());
  const entries: Entry[] = [];
  await log.start({
    name: 'test.recorder',
    kind: 'projector',
    version: 1,
    types: Object.values(openLineageEntryTypes),
    project: async (_tx, batch) => void entries.push(...batch),
    reset: async () => undefined,
  });
  const subgraph = started.use(await createLineageSubgraph({ log, logger, clock, ingestLimits: limits }));
  const app = createHttpServer(logger);
  subgraph.routes?.(app);
  await app.listen({ host: '127.0.0.1', port: 0 });
  started.defer(() => app.close());
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const running = started.move();
  return {
    url,
    database,
    log,
    entries,
    async post(path, body, headers = {}) {
      const response = await fetch(url + path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
    },
    async graphql(query, variables) {
      const result = await subgraph.execute({ query, variables, principal: localPrincipal, requestId: randomUUID() });
      return JSON.parse(JSON.stringify(result));
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** A valid event that nobody sent before. */
export function aRunEvent(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    eventType: 'COMPLETE',
    eventTime: '2026-01-15T08:00:00.000Z',
    run: { runId: randomUUID() },
    job: { namespace: 'shop', name: 'load_orders' },
    inputs: [{ namespace: 'postgres://db.example.org:5432', name: 'shop.public.orders' }],
    outputs: [{ namespace: 'postgres://db.example.org:5432', name: 'shop.public.orders_daily' }],
    producer: 'https://example.org/loader/1.0',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    ...changes,
  };
}
