import { expect, test } from '@jest/globals';
import { ScrubbingExporter } from './scrubbing-exporter.ts';

type Exporter = ConstructorParameters<typeof ScrubbingExporter>[0];
type Span = Parameters<Exporter['export']>[0][number];

const context = { traceId: '1'.repeat(32), spanId: '2'.repeat(16), traceFlags: 1 };

function aSpan(facts: Partial<Span>): Span {
  const span = {
    name: 'span',
    kind: 1,
    spanContext: () => context,
    parentSpanContext: context,
    startTime: [0, 0],
    endTime: [0, 1],
    duration: [0, 1],
    ended: true,
    status: { code: 0 },
    attributes: {},
    links: [],
    events: [],
    resource: { attributes: {} },
    instrumentationScope: { name: 'test' },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
    ...facts,
  };
  return span as unknown as Span;
}

function exported(...spans: Span[]): readonly Span[] {
  const out: Span[] = [];
  const inner: Exporter = { export: (some, done) => (out.push(...some), done({ code: 0 })), shutdown: async () => undefined };
  new ScrubbingExporter(inner).export(spans, () => undefined);
  return out;
}

test('only attributes that are allowed leave, of spans, links and events', () => {
  const attributes = {
    'http.route': '/api/v1/lineage',
    'messaging.consumer.group.name': 'runs',
    'url.full': 'canary',
    'url.query': 'canary',
    'graphql.source': 'canary',
    'user_agent.original': 'canary',
    'something.of.tomorrow': 'canary',
  };
  const event = {
    name: 'exception',
    time: [0, 0] as [number, number],
    attributes: { 'exception.type': 'Error', 'exception.message': 'canary', 'exception.stacktrace': 'canary' },
  };
  const [span] = exported(aSpan({ attributes, events: [event], links: [{ context, attributes }] }));
  expect(span?.attributes).toEqual({ 'http.route': '/api/v1/lineage', 'messaging.consumer.group.name': 'runs' });
  expect(span?.events[0]?.attributes).toEqual({ 'exception.type': 'Error' });
  expect(JSON.stringify(span)).not.toContain('canary');
});

test('a failure keeps its code and loses its words', () => {
  expect(exported(aSpan({ status: { code: 2, message: 'invalid input syntax: canary' } }))[0]?.status).toEqual({ code: 2 });
});

test('what graphql does outside any request is not told; control: inside one it is', () => {
  const scope = { instrumentationScope: { name: '@opentelemetry/instrumentation-graphql' } };
  const { parentSpanContext: _none, ...orphan } = aSpan(scope);
  expect(exported(orphan as Span)).toHaveLength(0);
  expect(exported(aSpan(scope))).toHaveLength(1);
});
