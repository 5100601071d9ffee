import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { BadUserInputError, ForbiddenError } from '@hotpass/kernel';
import { expectedFailure, unexpectedFailure, type Logger } from '@hotpass/server';
import type { Admission } from '../admission/admission.ts';
import { runOperation } from '../apollo/run-operation.ts';
import type { CallContext } from '../call-context.ts';
import { presentableError } from '../errors.ts';
import type { Limits } from '../limits.ts';
import { acceptedForm, wantsPlainJson } from './accepted-form.ts';
import { callContext } from './call-context.ts';
import type { EventStreams } from './event-streams.ts';
import { sendExplorer } from './explorer.ts';
import { operationFromBody, operationFromQuery, type RequestedOperation } from './operation-body.ts';

export interface GraphqlRoutesParts {
  readonly apollo: ApolloServer<CallContext>;
  readonly admission: Admission;
  readonly streams: EventStreams;
  /** Directory of the built explorer. */
  readonly explorer: string;
  readonly limits: Limits;
  readonly logger: Logger;
}

/**
 * `/graphql` over HTTP: POST for queries and mutations, GET for queries, both for subscriptions with
 * `Accept: text/event-stream`, and the explorer for browsers.
 */
export function registerGraphqlRoutes(app: FastifyInstance, parts: GraphqlRoutesParts): void {
  const { streams, explorer, limits, logger } = parts;
  void app.register(async (scope) => {
    scope.setErrorHandler(async (error, request, reply) => answerFailure(error, request, reply, logger));
    scope.post('/graphql', { bodyLimit: limits.bodyBytes }, async (request, reply) => {
      const requested = operationFromBody(request.headers['content-type'], request.body);
      if (acceptedForm(request.headers.accept) === 'events') return streams.serve(request, reply, requested);
      return answer(parts, request, reply, requested);
    });
    scope.get<{ Querystring: Record<string, unknown> }>('/graphql', async (request, reply) => {
      const form = acceptedForm(request.headers.accept);
      if (form === 'page') return sendExplorer(explorer, reply);
      if (Object.keys(request.query).length === 0)
        throw new BadUserInputError('Send operations by POST as application/json. A browser finds the explorer here.', { status: 405 });
      refuseOtherSites(request);
      const requested = operationFromQuery(request.query);
      return form === 'events' ? streams.serve(request, reply, requested) : answer(parts, request, reply, requested);
    });
  });
}

/** Any page can make a browser GET this address, without an `Origin`; it cannot read the answer, but could keep the hub busy. */
function refuseOtherSites({ headers }: FastifyRequest): void {
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') throw new ForbiddenError('Pages of another origin cannot use this hub.');
}

/** Admission, then Apollo. */
async function answer(
  { apollo, admission, limits }: GraphqlRoutesParts,
  request: FastifyRequest,
  reply: FastifyReply,
  requested: RequestedOperation,
): Promise<FastifyReply> {
  const verdict = admission.admit(requested, [OperationTypeNode.QUERY, OperationTypeNode.MUTATION]);
  if ('refused' in verdict) {
    const errors = verdict.refused.map((error) => presentableError(error.toJSON(), request.id));
    return send(request, reply, 400, JSON.stringify({ errors }));
  }
  const { query, operation, deprecations } = verdict.admitted;
  if (request.method === 'GET' && operation.operation !== OperationTypeNode.QUERY)
    throw new BadUserInputError('A mutation is sent by POST.', { status: 405 });
  const context = { ...callContext(request, reply, limits.deadlineMs), deprecations };
  const { result, status } = await runOperation(apollo, { ...requested, query }, context);
  const { errors, data, extensions } = result;
  return send(request, reply, status ?? 200, JSON.stringify({ errors, data, extensions }));
}

/** An operation that was refused has status 200 for who asks for plain JSON by name, as GraphQL over HTTP (§6.4.1) wants it. */
function send(request: FastifyRequest, reply: FastifyReply, status: number, text: string): FastifyReply {
  const { accept } = request.headers;
  const type = acceptedForm(accept) === 'response+json' ? 'application/graphql-response+json' : 'application/json';
  const isRefused = status === 400 && wantsPlainJson(accept);
  return reply
    .code(isRefused ? 200 : status)
    .type(`${type}; charset=utf-8`)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .send(text);
}

function answerFailure(error: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger): FastifyReply {
  const expected = expectedFailure(error, request.id);
  if (!expected) logger.error({ err: error, requestId: request.id }, 'operation failed unexpectedly');
  const { status, body } = expected ?? unexpectedFailure(request.id);
  const { message, ...extensions } = body.error;
  if (status === 405) reply.header('allow', request.method === 'GET' ? 'POST' : 'GET, POST');
  return reply.code(status).send({ errors: [new GraphQLError(message, { extensions })] });
}
