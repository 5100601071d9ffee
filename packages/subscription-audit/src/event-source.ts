import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Listening, Transport } from './listening.ts';
import type { Operation, Result, Target } from './target.ts';

export interface StreamedEvent {
  readonly event: string;
  readonly id: string | null;
  readonly data: string;
}

/** A stream of Server-Sent Events, read word by word (WHATWG HTML §9.2). */
export class RawStream {
  readonly events: StreamedEvent[] = [];
  /** Of the `next` events. */
  readonly results: Result[] = [];
  readonly response: IncomingMessage;
  readonly #request: ClientRequest;
  isClosed = false;
  #rest = '';

  private constructor(sent: ClientRequest, response: IncomingMessage) {
    this.#request = sent;
    this.response = response;
    response.setEncoding('utf8').on('data', (text: string) => this.#take(text));
    response.on('close', () => (this.isClosed = true)).on('error', () => undefined);
  }

  /** By GET, as EventSource does it. */
  static async open(
    { url }: Pick<Target, 'url'>,
    { query, variables = {} }: Operation,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<RawStream> {
    const address = new URL(url);
    address.searchParams.set('query', query);
    address.searchParams.set('variables', JSON.stringify(variables));
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const sent = request(address, { agent: false, headers: { accept: 'text/event-stream', ...headers } }, resolve);
    sent.on('error', reject).end();
    return new RawStream(sent, await promise);
  }

  destroy(): void {
    this.#request.destroy();
  }

  #take(text: string): void {
    const blocks = (this.#rest + text).split('\n\n');
    this.#rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = block.split('\n').flatMap((line) => {
        const match = /^(\w+)(?:: ?(.*))?$/.exec(line);
        return match ? [[match[1]!, match[2] ?? ''] as const] : [];
      });
      if (fields.length === 0) continue;
      const named = new Map(fields);
      const data = fields.filter(([name]) => name === 'data').map(([, value]) => value);
      const event = { event: named.get('event') ?? 'message', id: named.get('id') ?? null, data: data.join('\n') };
      this.events.push(event);
      if (event.event === 'next') this.results.push(JSON.parse(event.data) as Result);
    }
  }
}

export const serverSentEvents: Transport = {
  name: 'Server-Sent Events',
  async listen(target, operation) {
    return new StreamListening(await RawStream.open(target, operation));
  },
};

class StreamListening implements Listening {
  readonly #raw: RawStream;
  readonly isRefused = false;

  constructor(raw: RawStream) {
    this.#raw = raw;
  }

  get results(): readonly Result[] {
    return this.#raw.results;
  }

  get isComplete(): boolean {
    return this.#raw.events.some(({ event }) => event === 'complete');
  }

  get isClosed(): boolean {
    return this.#raw.isClosed;
  }

  stop(): void {
    this.#raw.destroy();
  }

  drop(): void {
    this.#raw.destroy();
  }

  pause(): void {
    this.#raw.response.pause();
  }

  resume(): void {
    this.#raw.response.resume();
  }
}
