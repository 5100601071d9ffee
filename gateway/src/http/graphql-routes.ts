import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { localPrincipal } from '@hotpass/kernel';
import { expectedFailure, unexpectedFailure, type Logger } from '@hotpass/server';
import type { Admission } from '../admission/admission.ts';
import type { CallContext } from '../call-context.ts';
import { presentableError } from '../errors.ts';
import type { Limits } from '../limits.ts';
import { minPositionOf, operationFromBody } from './operation-body.ts';

export interface GraphqlRoutesParts {
  readonly apollo: ApolloServer<CallContext>;
  readonly admission: Admission;
  readonly limits: Limits;
  readonly logger: Logger;
}

/** `POST /graphql`: admission, then Apollo. Whatever goes wrong before Apollo is answered in GraphQL's form too. */
export function registerGraphqlRoutes(app: FastifyInstance, { apollo, admission, limits, logger }: GraphqlRoutesParts): void {
  void app.register(async (scope) => {
    scope.setErrorHandler(async (error, request, reply) => answerFailure(error, request, reply, logger));
    scope.route({
      method: 'POST',
      url: '/graphql',
      bodyLimit: limits.bodyBytes,
      preHandler: async (request, reply) => {
        const operation = operationFromBody(request.headers['content-type'], request.body);
        const verdict = admission.admit(operation, [OperationTypeNode.QUERY, OperationTypeNode.MUTATION]);
        if ('refused' in verdict)
          return reply.code(400).send({ errors: verdict.refused.map((error) => presentableError(error.toJSON(), request.id)) });
        request.body = operation;
      },
      handler: fastifyApolloHandler(apollo, { context: async (request, reply) => callContext(request, reply, limits.deadlineMs) }),
    });
  });
}

/** Every caller is the local principal until there is sign-in; the hub listens on loopback only. */
function callContext(request: FastifyRequest, reply: FastifyReply, deadlineMs: number): CallContext {
  const controller = new AbortController();
  const deadline = setTimeout(() => controller.abort(), deadlineMs);
  // Also when the caller hangs up, so that nobody works for no one.
  reply.raw.once('close', () => {
    clearTimeout(deadline);
    controller.abort();
  });
  const minPosition = minPositionOf(request.headers['hotpass-min-position']);
  return {
    principal: localPrincipal,
    requestId: request.id,
    signal: controller.signal,
    ...(minPosition === undefined ? {} : { minPosition }),
  };
}

function answerFailure(error: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger): FastifyReply {
  const expected = expectedFailure(error, request.id);
  if (!expected) logger.error({ err: error, requestId: request.id }, 'operation failed unexpectedly');
  const { status, body } = expected ?? unexpectedFailure(request.id);
  const { message, ...extensions } = body.error;
  return reply.code(status).send({ errors: [new GraphQLError(message, { extensions })] });
}
