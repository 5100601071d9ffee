import type { EventFeed } from '@hotpass/log';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { BadUserInputError, roles, type Principal } from '@hotpass/kernel';
import type { Subgraph, SubgraphRequest, WatchRequest } from '../graphql/subgraph.ts';
import { registerFeedRoutes } from './feed-routes.ts';

const principal: z.ZodType<Principal> = z.object({ id: z.string(), kind: z.enum(['local', 'system']), roles: z.array(z.enum(roles)) });

const event = z.object({
  cursor: z.string(),
  position: z.number(),
  entryId: z.string(),
  type: z.string(),
  keys: z.array(z.string()),
  types: z.array(z.string()).optional(),
  decision: z.unknown().optional(),
  after: z.string().optional(),
});

const operation = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.object({ principal, requestId: z.string(), minPosition: z.string().optional(), event: event.optional() }),
});

const watchRequest = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).optional(),
  principal,
  requestId: z.string(),
});

/** What a gateway in another process calls: the same operations that `LocalSource` calls in process. */
export function registerSubgraph(app: FastifyInstance, subgraph: Subgraph, feed: EventFeed): void {
  app.post('/graphql', { bodyLimit: 8 * 1024 * 1024 }, async (request) =>
    subgraph.execute(subgraphRequest(parsed(operation, request.body))),
  );
  app.post('/internal/watch', async (request) => ({
    watch: await subgraph.watch(parsed(watchRequest, request.body) satisfies WatchRequest),
  }));
  registerFeedRoutes(app, feed);
  subgraph.routes?.(app);
}

function subgraphRequest(body: z.infer<typeof operation>): SubgraphRequest {
  const { principal: caller, requestId, minPosition, event: root } = body.extensions;
  return {
    query: body.query,
    principal: caller,
    requestId,
    ...(body.operationName ? { operationName: body.operationName } : {}),
    ...(body.variables ? { variables: body.variables } : {}),
    ...(minPosition === undefined ? {} : { minPosition }),
    ...(root === undefined ? {} : { event: root }),
  };
}

function parsed<Shape>(shape: z.ZodType<Shape>, body: unknown): Shape {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  } catch {
    throw new BadUserInputError('The body is not JSON.');
  }
  const result = shape.safeParse(json);
  if (!result.success) throw new BadUserInputError('The body is not an operation from the gateway.');
  return result.data;
}
