import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { DomainError } from '@hotpass/kernel';
import { inRequest, requestScope } from '../logging/request-scope.ts';
import { contextOfTrace, EntryTraceIds } from './entry-trace-ids.ts';

export interface SpanFacts {
  /** Of low cardinality; attributes tell the rest. */
  readonly name: string;
  readonly kind?: keyof typeof SpanKind;
  readonly attributes?: Attributes;
}

/** The work of which an event's trace is told: `null` outside any trace. */
export type TraceOrigin = Context | null;

/** An entry of the log, as far as its trace goes. */
export interface EntryOfTrace {
  readonly traceId: string | null;
  readonly receivedAt: Date;
}

/** A trace is told while it is being looked at; a projector that is rebuilt months later tells none. */
const toldForMs = 15 * 60_000;
/** Of one batch; beyond, traces end where their entry was stored. */
const mostTraces = 256;

/** Whether traces are exported. Without an exporter nothing here does any work. */
export function isTracing(): boolean {
  return propagation.fields().length > 0;
}

/** Trace id of the work under way, or null. */
export function currentTraceId(): string | null {
  return trace.getActiveSpan()?.spanContext().traceId ?? requestScope().traceId ?? null;
}

/** W3C headers by which another process goes on with the trace of the work under way; the caller's own where none is recorded here. */
export function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  const { traceparent } = requestScope();
  return isTracing() || traceparent === undefined ? headers : { traceparent };
}

/** Runs work that nobody wants to read about, such as a probe every two seconds, here and in the processes it calls. */
export function untraced<Result>(run: () => Promise<Result>): Promise<Result> {
  if (!isTracing()) return run();
  const ids = new EntryTraceIds();
  const unsampled = { traceId: ids.generateTraceId(), spanId: ids.generateSpanId(), traceFlags: TraceFlags.NONE };
  return context.with(trace.setSpanContext(ROOT_CONTEXT, unsampled), run);
}

/** The span of an HTTP request is named when its route is known: the address itself may hold what a caller sent. */
export function nameRequestSpan(method: string, route: string | undefined): void {
  const span = trace.getActiveSpan();
  if (!span || route === undefined) return;
  span.updateName(`${method} ${route}`);
  span.setAttribute('http.route', route);
}

/** To be kept with something that somebody else will work on, such as an event in a queue. */
export function traceOrigin(): TraceOrigin {
  const span = trace.getActiveSpan();
  return span ? trace.setSpan(ROOT_CONTEXT, span) : null;
}

/** Begins a span of that trace whose end comes from outside; answers what ends it. */
export function beginSpan(facts: SpanFacts, origin: TraceOrigin): () => void {
  if (!isTracing()) return () => undefined;
  const span = begin(facts, origin ?? ROOT_CONTEXT);
  return () => span.end();
}

/** Runs work as one span of the trace under way, or of a new one. A failure is told by its kind only. */
export async function inSpan<Result>(facts: SpanFacts, run: () => Promise<Result>): Promise<Result> {
  return isTracing() ? runIn([begin(facts, context.active())], run) : run();
}

/** The same for work that several asked for at once; each finds a span of it in its own trace. */
export async function inSharedSpan<Result>(facts: SpanFacts, origins: readonly TraceOrigin[], run: () => Promise<Result>): Promise<Result> {
  if (!isTracing()) return run();
  const parents = new Map(origins.flatMap((origin) => (origin ? [[trace.getSpan(origin)?.spanContext().spanId, origin] as const] : [])));
  return runShared(facts, [...parents.values()], run);
}

/** The same for work on entries of the log, each told in the trace that brought it. */
export async function inEntriesSpan<Result>(
  facts: SpanFacts,
  entries: readonly EntryOfTrace[],
  run: () => Promise<Result>,
): Promise<Result> {
  if (!isTracing()) {
    const [traceId, second] = traceIdsOf(entries);
    return traceId === undefined || second !== undefined ? run() : inRequest({ traceId }, run);
  }
  const since = Date.now() - toldForMs;
  const fresh = entries.filter(({ receivedAt }) => receivedAt.getTime() >= since);
  if (fresh.length === 0) return context.with(ROOT_CONTEXT, run);
  return runShared(facts, traceIdsOf(fresh).slice(0, mostTraces).map(contextOfTrace), run);
}

function traceIdsOf(entries: readonly EntryOfTrace[]): readonly string[] {
  return [...new Set(entries.flatMap(({ traceId }) => traceId ?? []))];
}

/** In the one trace there is; for several (or none) in a trace of its own, linked with a span in each of theirs. */
async function runShared<Result>(facts: SpanFacts, parents: readonly Context[], run: () => Promise<Result>): Promise<Result> {
  const [only, second] = parents;
  if (only && !second) return runIn([begin(facts, only)], run);
  const shared = begin(facts, ROOT_CONTEXT);
  const parts = parents.map((parent) => {
    const part = begin(facts, parent);
    part.addLink({ context: shared.spanContext() });
    shared.addLink({ context: part.spanContext() });
    return part;
  });
  return runIn([shared, ...parts], run);
}

function begin({ name, kind = 'INTERNAL', attributes }: SpanFacts, parent: Context): Span {
  const options = { kind: SpanKind[kind], ...(attributes ? { attributes } : {}) };
  return context.with(parent, () => trace.getTracer('hotpass').startSpan(name, options, parent));
}

/** Inside the first of the spans; the others take as long and end alike. */
async function runIn<Result>(spans: readonly [Span, ...Span[]], run: () => Promise<Result>): Promise<Result> {
  try {
    return await context.with(trace.setSpan(ROOT_CONTEXT, spans[0]), run);
  } catch (error) {
    for (const span of spans) {
      span.setAttribute('error.type', error instanceof DomainError ? error.code : error instanceof Error ? error.name : 'unknown');
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    throw error;
  } finally {
    for (const span of spans) span.end();
  }
}
