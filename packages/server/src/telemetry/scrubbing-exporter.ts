import type { NodeSDKConfiguration } from '@opentelemetry/sdk-node';

type SpanExporter = NodeSDKConfiguration['traceExporter'];
type Spans = Parameters<SpanExporter['export']>[0];
type FinishedSpan = Spans[number];
type Attributes = FinishedSpan['attributes'];

/** What may leave: names, numbers and places. Anything else an instrumentation adds stays here, also what it adds one day. */
const allowed = new Set([
  ...['http.request.method', 'http.response.status_code', 'http.route', 'url.scheme', 'server.address', 'server.port'],
  ...['network.protocol.name', 'network.protocol.version', 'network.transport', 'error.type', 'exception.type'],
  ...['db.system.name', 'db.namespace', 'db.operation.name', 'db.query.text', 'db.postgresql.plan', 'db.response.status_code'],
  ...['graphql.operation.type', 'graphql.operation.name', 'graphql.field.name', 'graphql.field.path', 'graphql.field.type'],
  ...['graphql.parent.name', 'service'],
]);
const allowedPrefixes = /^(messaging|hotpass)\./;

/**
 * Keeps payloads, values and what errors quote of them out of what is exported: attributes by a list of allowed names,
 * of errors only their kind. (Documents and error messages of GraphQL and SQL repeat what a caller sent.)
 */
export class ScrubbingExporter implements SpanExporter {
  readonly #exporter: SpanExporter;

  constructor(exporter: SpanExporter) {
    this.#exporter = exporter;
  }

  export(spans: Spans, done: Parameters<SpanExporter['export']>[1]): void {
    this.#exporter.export(spans.filter(isTold).map(scrubbed), done);
  }

  async forceFlush(): Promise<void> {
    await this.#exporter.forceFlush?.();
  }

  async shutdown(): Promise<void> {
    await this.#exporter.shutdown();
  }
}

/** Parsing and validating outside any request, as at the start, is no trace anybody asked for. */
function isTold(span: FinishedSpan): boolean {
  return span.parentSpanContext !== undefined || !span.instrumentationScope.name.includes('instrumentation-graphql');
}

function scrubbed(span: FinishedSpan): FinishedSpan {
  return {
    name: span.name,
    kind: span.kind,
    spanContext: () => span.spanContext(),
    ...(span.parentSpanContext ? { parentSpanContext: span.parentSpanContext } : {}),
    startTime: span.startTime,
    endTime: span.endTime,
    duration: span.duration,
    ended: span.ended,
    status: { code: span.status.code },
    attributes: kept(span.attributes),
    links: span.links.map((link) => ({ ...link, attributes: kept(link.attributes ?? {}) })),
    events: span.events.map((event) => ({ ...event, attributes: kept(event.attributes ?? {}) })),
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: span.droppedAttributesCount,
    droppedEventsCount: span.droppedEventsCount,
    droppedLinksCount: span.droppedLinksCount,
  };
}

function kept(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => allowed.has(name) || allowedPrefixes.test(name)));
}
