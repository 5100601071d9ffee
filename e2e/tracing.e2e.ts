import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aRunEvent, Child, startOtlpCollector, type CollectedSpan, type OtlpCollector } from '@hotpass/testkit';
import { topologies, type RunningTopology } from './support/topologies.ts';

const senderSpan = '1'.repeat(16);
const consumers = ['lineage.openlineage', 'lineage.conformance', 'runs.openlineage'];
const kinds = { server: 2, client: 3, producer: 4, consumer: 5 };

function traceparent(traceId: string): Readonly<Record<string, string>> {
  return { traceparent: `00-${traceId}-${senderSpan}-01` };
}

function anId(): string {
  return randomBytes(16).toString('hex');
}

describe.each(topologies)('traces in $name', ({ start, name }) => {
  let collector: OtlpCollector;
  let topology: RunningTopology;
  beforeAll(async () => {
    collector = await startOtlpCollector();
    topology = await start(collector.settings);
  });
  afterAll(async () => {
    await topology?.[Symbol.asyncDispose]();
    await collector[Symbol.asyncDispose]();
  });

  function named(traceId: string, spanName: string): CollectedSpan | undefined {
    return collector.ofTrace(traceId).find((span) => span.name === spanName);
  }

  function childrenOf(span: CollectedSpan | undefined): readonly CollectedSpan[] {
    return collector.spans.filter(({ parentSpanId }) => parentSpanId !== undefined && parentSpanId === span?.spanId);
  }

  async function untilTold(traceId: string, ...names: string[]): Promise<void> {
    await collector.until(() => names.every((one) => named(traceId, one)));
  }

  test('one event is one trace from the sender over SQL, log, projectors and plan to the subscriber', async () => {
    const traceId = anId();
    const query = 'subscription Watch { runUpdated { cursor run { id job { name namespace { name } } } } }';
    await using subscription = topology.graph.subscribe(query);
    const delivered = subscription.next().then(() => true);
    // Its stream is open when an event has arrived.
    const anEvent = async (): Promise<boolean> => (await topology.graph.post(aRunEvent({ job: 'before' }))).length === 0;
    while (!(await Promise.race([delivered, anEvent()])));
    await topology.graph.settle();

    const event = JSON.stringify(aRunEvent({ job: 'traced', inputs: ['a'], outputs: ['b'] }));
    await topology.graph.postBytes(event, { headers: traceparent(traceId) });
    await untilTold(traceId, 'POST /api/v1/lineage', ...consumers.map((one) => `process ${one}`), 'process runUpdated');
    await collector.until(() => collector.ofTrace(traceId).filter((span) => span.name === 'gateway.fetch').length === 2);
    await untilTold(traceId, 'subscription Watch__runs__0', 'query Watch__lineage__1', 'send result');

    const ingest = collector.ofTrace(traceId).find((span) => span.kind === kinds.server && span.parentSpanId === senderSpan);
    expect(ingest?.attributes).toMatchObject({ 'http.request.method': 'POST', 'http.response.status_code': expect.anything() });
    const append = named(traceId, 'send log');
    expect(append).toMatchObject({ kind: kinds.producer, attributes: { 'messaging.operation.type': 'send' } });
    expect(childrenOf(append)).toContainEqual(expect.objectContaining({ kind: kinds.client, name: expect.stringContaining('log_append') }));
    for (const consumer of consumers) {
      const span = named(traceId, `process ${consumer}`);
      expect(span).toMatchObject({ kind: kinds.consumer, attributes: { 'messaging.consumer.group.name': consumer } });
      expect(childrenOf(span).some(({ attributes }) => attributes['db.system.name'] === 'postgresql')).toBe(true);
    }
    const plan = childrenOf(named(traceId, 'process runUpdated'));
    expect(plan.map((span) => span.name).toSorted()).toEqual(['gateway.execute', 'send result']);
    const services = name === 'one process' ? ['hotpass-hub'] : ['hotpass-gateway', 'hotpass-lineage', 'hotpass-runs'];
    expect([...new Set(collector.ofTrace(traceId).map(({ service }) => service))].toSorted()).toEqual(services);
    // Every span hangs on another, on the sender's, or begins a part of the trace that only knows its id. (A parent arrives last.)
    const strays = (): readonly CollectedSpan[] => {
      const spans = collector.ofTrace(traceId);
      const ids = new Set([senderSpan, ...spans.map((span) => span.spanId)]);
      return spans.filter(
        (span) => !ids.has(span.parentSpanId ?? '') && !(span.kind === kinds.consumer && span.name.startsWith('process ')),
      );
    };
    await collector.until(() => strays().length === 0);
  });

  test('events that share transactions and batches keep their own traces', async () => {
    const traceIds = Array.from({ length: 60 }, anId);
    await Promise.all(
      traceIds.map((traceId, index) =>
        topology.graph.postBytes(JSON.stringify(aRunEvent({ job: `shared.${index % 7}` })), { headers: traceparent(traceId) }),
      ),
    );
    for (const traceId of traceIds) await untilTold(traceId, 'send log', ...consumers.map((one) => `process ${one}`));
    for (const traceId of traceIds) {
      expect(collector.ofTrace(traceId).filter((span) => span.name === 'send log')).toHaveLength(1);
      for (const one of consumers) expect(collector.ofTrace(traceId).filter((span) => span.name === `process ${one}`)).toHaveLength(1);
    }
    // Where several went together, their own spans are linked with the one that has the SQL.
    const together = collector.spans.filter(
      (span) => span.name === 'send log' && Number(span.attributes['messaging.batch.message_count']) > 1,
    );
    expect(together.some((span) => span.links.length > 1)).toBe(true);
  });

  test('a mutation is one trace too, and an event without a trace gets one', async () => {
    const traceId = anId();
    const mutation = 'mutation Ingest($event: String!) { ingestLineageEvent(input: { event: $event }) { entryId } }';
    const variables = { event: JSON.stringify(aRunEvent({ job: 'mutated' })) };
    await topology.graph.graphql(mutation, variables, { headers: traceparent(traceId) });
    await untilTold(traceId, 'POST /graphql', 'gateway.plan', 'gateway.fetch', 'send log', ...consumers.map((one) => `process ${one}`));
    const before = collector.spans.length;
    await topology.graph.post(aRunEvent({ job: 'untold' }));
    await collector.until(() => collector.spans.slice(before).some((span) => span.name === 'process runs.openlineage'));
  });

  test('nothing but the work of somebody is told: no probes, polls or heartbeats', async () => {
    await topology.metrics();
    const strangers = collector.spans.filter(
      (span) => /health|readiness|metrics|feed|log_sequence|log_headers_after/.test(span.name) || span.name === 'query',
    );
    expect(strangers.map((span) => span.name)).toEqual([]);
  });
});

test('without an address the exporter is not even loaded; control: with one it is', async () => {
  const watch = `import { registerHooks } from 'node:module';
    registerHooks({ resolve: (name, context, next) => { if (/opentelemetry.sdk-node$/.test(name)) process.stdout.write('loaded'); return next(name, context); } });`;
  const run = async (settings: Readonly<Record<string, string>>): Promise<string> => {
    const execArgv = ['--import', `data:text/javascript,${encodeURIComponent(watch)}`];
    await using child = new Child({ program: 'hub/dist/main.js', execArgv, settings: { HOTPASS_PORT: 'wrong', ...settings } });
    expect((await child.exited).code).toBe(1);
    return child.stdout;
  };
  expect(await run({})).toBe('');
  expect(await run({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' })).toBe('loaded');
});
