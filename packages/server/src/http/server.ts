import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest, type FastifyServerFactoryHandler } from 'fastify';
import { ForbiddenError, NotFoundError } from '@hotpass/kernel';
import type { Logger } from '../logging/logger.ts';
import { inRequest, type RequestScope } from '../logging/request-scope.ts';
import { requestTimer } from '../telemetry/http-metrics.ts';
import { nameRequestSpan } from '../telemetry/spans.ts';
import { traceIdOf } from '../telemetry/trace-id.ts';
import { expectedFailure, unexpectedFailure, type ErrorAnswer } from './errors.ts';
import { originProblem } from './origin.ts';

const defaultBodyLimitBytes = 1024 * 1024;

/**
 * The HTTP server every process starts from: bodies arrive as the bytes they were sent
 * (Fastify's own JSON parser changes `__proto__` keys and calls gzip "not valid JSON"), Host and Origin are checked
 * before anything else, every answer and log line carries a request id, and failures have one shape.
 * Register routes before `listen` or `ready`. `serverFactory` puts it behind a server that exists already.
 */
export function createHttpServer(logger: Logger, serverFactory?: (handler: FastifyServerFactoryHandler) => Server): FastifyInstance {
  const app: FastifyInstance = fastify({
    ...(serverFactory ? { serverFactory } : {}),
    bodyLimit: defaultBodyLimitBytes,
    logger: false,
    genReqId: ({ headers }) => givenRequestId(headers['x-request-id']) ?? randomUUID(),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 4096 },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', (request, _reply, done) => inRequest(scopeOf(request), done));
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    nameRequestSpan(request.method, request.routeOptions.url);
    const problem = originProblem({ host: request.headers.host, origin: request.headers.origin });
    if (problem) throw new ForbiddenError(problem);
  });
  const time = requestTimer();
  app.addHook('onResponse', async (request, reply) => {
    time(request, reply);
    const { method, routeOptions } = request;
    const { statusCode, elapsedTime } = reply;
    logger.debug({ method, route: routeOptions.url, statusCode, elapsedMs: Math.round(elapsedTime) }, 'request answered');
  });
  app.setErrorHandler(async (error, request, reply) => {
    const expected = expectedFailure(error, request.id);
    if (!expected) logger.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'request failed unexpectedly');
    return sendFailure(reply, expected ?? unexpectedFailure(request.id));
  });
  app.setNotFoundHandler(async () => {
    throw new NotFoundError('There is nothing at this address.');
  });
  return app;
}

/** A gateway hands its own id on, so that one request has one id in every process; so may whoever calls us. */
function givenRequestId(header: string | readonly string[] | undefined): string | null {
  return typeof header === 'string' && /^[\w.-]{8,64}$/.test(header) ? header : null;
}

function scopeOf({ id, headers: { traceparent } }: FastifyRequest): RequestScope {
  const traceId = traceIdOf(traceparent);
  return { requestId: id, ...(traceId !== null && typeof traceparent === 'string' ? { traceId, traceparent } : {}) };
}

function sendFailure(reply: FastifyReply, answer: ErrorAnswer): FastifyReply {
  if (answer.retryAfterSeconds !== null) reply.header('retry-after', String(answer.retryAfterSeconds));
  return reply.code(answer.status).send(answer.body);
}
