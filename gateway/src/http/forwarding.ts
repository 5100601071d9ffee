import type { FastifyInstance, FastifyReply } from 'fastify';
import { Pool, type Dispatcher } from 'undici';
import { UnavailableError } from '@hotpass/kernel';
import { traceHeaders } from '@hotpass/server';

/** Headers of one connection (RFC 9110 §7.6.1), and those that would be checked against another host's name. */
const ownHeaders = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'origin',
  'expect',
]);

export interface ForwardingOptions {
  /** For example `/api/v1/`. */
  readonly prefix: string;
  /** Address of the process that serves it. */
  readonly url: string;
}

/** Streams requests of a wire protocol to the subgraph that serves it, unparsed; a slow side holds the other back. */
export function registerForwarding(app: FastifyInstance, { prefix, url }: ForwardingOptions): void {
  const pool = new Pool(url, { connections: 64, keepAliveTimeout: 4_000, connectTimeout: 2_000 });
  app.addHook('onClose', async () => pool.destroy());
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, stream, done) => done(null, stream));
    scope.all(`${prefix}*`, async (request, reply) => {
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
      const answer = await send(pool, {
        method: request.method as Dispatcher.HttpMethod,
        path: request.raw.url ?? prefix,
        headers: { ...kept(request.headers), ...traceHeaders(), 'x-request-id': request.id },
        body: hasBody ? request.raw : null,
        signal: gone.signal,
      });
      return relay(reply, answer);
    });
  });
}

async function send(pool: Pool, options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData> {
  try {
    return await pool.request(options);
  } catch {
    throw new UnavailableError('The part of the hub that serves this address cannot be reached.', { retryAfterMs: 1_000 });
  }
}

function relay(reply: FastifyReply, { statusCode, headers, body }: Dispatcher.ResponseData): FastifyReply {
  return reply.code(statusCode).headers(kept(headers)).send(body);
}

function kept<Value>(headers: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  const pairs = Object.entries(headers).filter(
    (pair): pair is [string, Value] => pair[1] !== undefined && !ownHeaders.has(pair[0].toLowerCase()),
  );
  return Object.fromEntries(pairs);
}
