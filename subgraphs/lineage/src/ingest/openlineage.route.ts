import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BadUserInputError, localPrincipal } from '@hotpass/kernel';
import { currentTraceId } from '@hotpass/server';
import { batchAnswer } from './batch-answer.ts';
import { bodyLimits, ByteBudget } from './byte-budget.ts';
import type { IngestService, Sender } from './ingest.service.ts';
import { readBody, type BodySource } from './read-body.ts';

/** The OpenLineage HTTP API: `POST /api/v1/lineage` and `POST /api/v1/lineage/batch`. */
export function registerOpenLineageRoutes(app: FastifyInstance, service: IngestService): void {
  const bodies = new ByteBudget(bodyLimits);

  async function withBody<T>(request: FastifyRequest, use: (body: Buffer) => Promise<T>): Promise<T> {
    const source = bodySource(request);
    using reservation = bodies.open();
    return await use(await readBody(source, reservation));
  }

  // A scope of its own: here bodies stay streams, so that gzip is bounded while it unfolds.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

    scope.post('/api/v1/lineage', async (request, reply) => {
      const { entryId, repeated, conformance } = await withBody(request, (body) => service.ingest(sender(), body));
      return reply.code(repeated ? 200 : 201).send({ id: entryId, conformance });
    });

    scope.post('/api/v1/lineage/batch', async (request, reply) => {
      const outcome = await withBody(request, (body) => service.ingestBatch(sender(), body));
      return outcome.failed.length === 0 ? reply.code(204).send() : reply.code(200).send(batchAnswer(outcome));
    });

    for (const url of ['/api/v1/lineage', '/api/v1/lineage/batch']) {
      scope.route({ method: ['GET', 'PUT', 'PATCH', 'DELETE'], url, handler: refuseMethod });
    }
  });
}

async function refuseMethod(_request: FastifyRequest, reply: FastifyReply): Promise<never> {
  reply.header('allow', 'POST');
  throw new BadUserInputError('Events are sent here with POST.', { status: 405 });
}

/** Until there is sign-in every caller of a loopback hub is the local principal. */
function sender(): Sender {
  return { principal: localPrincipal, traceId: currentTraceId() };
}

/** @throws BadUserInputError (415) for anything but JSON, plain or in gzip. */
function bodySource(request: FastifyRequest): BodySource {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) {
    throw new BadUserInputError('Events are sent as application/json in UTF-8.', { status: 415 });
  }
  const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding !== 'gzip' && encoding !== 'identity') {
    throw new BadUserInputError('The only content encoding taken here is gzip.', { status: 415 });
  }
  if (!(request.body instanceof Readable)) throw new BadUserInputError('The request has no body.');
  return { stream: request.body, encoding };
}
