import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const attributes = z
  .array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) }))
  .default([])
  .transform((pairs) => Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]])));

const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  attributes,
  links: z.array(z.object({ traceId: z.string(), spanId: z.string() })).default([]),
});

const request = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(z.object({ scope: z.object({ name: z.string() }), spans: z.array(span) })),
    }),
  ),
});

/** A span as it arrived, with the process and the library it comes from. */
export type CollectedSpan = z.infer<typeof span> & { readonly service: unknown; readonly scope: string };

/** Takes OTLP traces over HTTP in JSON, as a collector does at port 4318. */
export class OtlpCollector implements AsyncDisposable {
  readonly #server: Server;
  readonly spans: CollectedSpan[] = [];
  /** Everything that was sent, as text. */
  received = '';

  private constructor() {
    this.#server = createServer((message, response) => void this.#take(message).then(() => response.end('{}')));
  }

  static async start(): Promise<OtlpCollector> {
    const collector = new OtlpCollector();
    collector.#server.listen(0, '127.0.0.1');
    await once(collector.#server, 'listening');
    return collector;
  }

  /** What a process needs to send its spans here, without waiting for more of them. */
  get settings(): Readonly<Record<string, string>> {
    const { port } = this.#server.address() as AddressInfo;
    return { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_BSP_SCHEDULE_DELAY: '50' };
  }

  ofTrace(traceId: string): readonly CollectedSpan[] {
    return this.spans.filter((one) => one.traceId === traceId);
  }

  /** Resolves when what has arrived satisfies the condition. @throws Error naming the spans when that takes too long. */
  async until(condition: () => boolean, timeoutMs = 15_000): Promise<void> {
    for (const end = performance.now() + timeoutMs; !condition(); await delay(20)) {
      if (performance.now() < end) continue;
      throw new Error(`Not all spans have arrived:\n${this.spans.map((one) => `${one.traceId} ${one.service} ${one.name}`).join('\n')}`);
    }
  }

  async #take(message: IncomingMessage): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    this.received += text;
    for (const { resource, scopeSpans } of request.parse(JSON.parse(text)).resourceSpans)
      for (const { scope, spans } of scopeSpans)
        this.spans.push(...spans.map((one) => ({ ...one, service: resource.attributes['service.name'], scope: scope.name })));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** Starts a collector; `await using` it, and give its `settings` to a hub. */
export function startOtlpCollector(): Promise<OtlpCollector> {
  return OtlpCollector.start();
}
