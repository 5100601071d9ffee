import { openLineageEntryTypes, type IngestDecision, type OpenLineageEntryType } from '@hotpass/events';
import { datasetId, jobId, localPrincipal, runId, systemClock, type Clock } from '@hotpass/kernel';
import { openLog, type Log } from '@hotpass/log';
import { createLogger, type EventRoot, type Subgraph, type SubgraphRequest } from '@hotpass/server';
import { createTestDatabase } from '@hotpass/testkit';
import type { ExecutionResult } from 'graphql';
import { createRunsSubgraph } from '../src/index.ts';
import type { aDatasetEvent, RunEvent } from './events.ts';

type DatasetEvent = ReturnType<typeof aDatasetEvent>;

/** An event may leave its datasets out. */
type SentEvent = Omit<RunEvent, 'inputs' | 'outputs'> & Partial<Pick<RunEvent, 'inputs' | 'outputs'>>;

/** The subgraph over a log and a database of its own. */
export interface RunsUnderTest extends AsyncDisposable {
  readonly log: Log;
  readonly subgraph: Subgraph;
  /** Appends each event as ingest does and waits until all are projected. Answers the entries' ids. */
  send(...events: readonly SentEvent[]): Promise<string[]>;
  /** Appends an event of a dataset itself. */
  sendDataset(event: DatasetEvent): Promise<string[]>;
  /** Appends one event as its producer wrote it. */
  sendText(text: string): Promise<string[]>;
  sendDecided(decision: IngestDecision, ...events: readonly SentEvent[]): Promise<string[]>;
  /** Executes and expects no error. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  /** Executes and answers whatever comes. */
  execute(query: string, more?: Partial<SubgraphRequest>): Promise<ExecutionResult>;
  /** The roots of subscription events for every entry after the cursor. */
  eventsAfter(cursor: string, count: number): Promise<EventRoot[]>;
}

export async function startRuns(clock: Clock = systemClock): Promise<RunsUnderTest> {
  const database = await createTestDatabase();
  const log = await openLog({ connectionString: database.url, applicationName: 'runs-test', allowUnsafeDurability: true });
  const subgraph = await createRunsSubgraph({ log, logger: createLogger('runs-test', 'silent'), clock });

  const execute = (query: string, more: Partial<SubgraphRequest> = {}): Promise<ExecutionResult> =>
    subgraph.execute({ query, principal: localPrincipal, requestId: 'request-1', ...more });

  async function append(events: readonly ReceivedEvent[]): Promise<string[]> {
    const results = await log.appendEvents(localPrincipal, events);
    await log.settle();
    return results.map((result) => {
      if ('refused' in result) throw new Error(result.refused);
      return result.id;
    });
  }

  return {
    log,
    subgraph,
    execute,
    sendDecided: (decision, ...events) => append(events.map((event) => receivedEvent(event, decision))),
    send: (...events) => append(events.map((event) => receivedEvent(event, projected))),
    sendDataset: (event) => append([receivedDatasetEvent(event)]),
    sendText: (text) => append([receivedEvent(JSON.parse(text), projected, text)]),
    async ask(query, variables = {}) {
      const { data, errors } = await execute(query, { variables });
      if (errors) throw new Error(JSON.stringify(errors));
      return JSON.parse(JSON.stringify(data));
    },
    async eventsAfter(cursor, count) {
      const subscription = log.feed.subscribe(cursor);
      const roots: EventRoot[] = [];
      for await (const batch of subscription) {
        roots.push(...batch.map((entry) => ({ ...entry, entryId: entry.id })));
        if (roots.length >= count) break;
      }
      subscription.close();
      return roots;
    },
    async [Symbol.asyncDispose]() {
      await log.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

const projected: IngestDecision = { project: true, flags: [] };

type ReceivedEvent = Omit<ReturnType<typeof receivedEvent>, 'type'> & { type: OpenLineageEntryType };

function receivedEvent(event: SentEvent, decision: IngestDecision, text?: string) {
  const datasets = [...(event.inputs ?? []), ...(event.outputs ?? [])].map(({ namespace, name }) => datasetId(namespace, name));
  return {
    type: openLineageEntryTypes.run,
    keys: [runId(event.run.runId), jobId(event.job.namespace, event.job.name), ...datasets],
    eventTime: new Date(event.eventTime),
    body: Buffer.from(text ?? JSON.stringify(event)),
    decision,
  };
}

function receivedDatasetEvent(event: DatasetEvent): ReceivedEvent {
  return {
    type: openLineageEntryTypes.dataset,
    keys: [datasetId(event.dataset.namespace, event.dataset.name)],
    eventTime: new Date(event.eventTime),
    body: Buffer.from(JSON.stringify(event)),
    decision: projected,
  };
}
