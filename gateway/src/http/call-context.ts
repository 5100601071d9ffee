import type { FastifyReply, FastifyRequest } from 'fastify';
import { localPrincipal } from '@hotpass/kernel';
import type { CallContext } from '../call-context.ts';
import { minPositionOf } from './operation-body.ts';

/**
 * What a call over HTTP carries; its signal fires at the deadline and when the caller has gone.
 * Every caller is the local principal until there is sign-in; the hub listens on loopback only.
 */
export function callContext(request: FastifyRequest, reply: FastifyReply, deadlineMs: number): CallContext {
  const controller = new AbortController();
  const deadline = setTimeout(() => controller.abort(), deadlineMs);
  // Also when the caller hangs up, so that nobody works for no one. Once it is answered nobody does, and to abort costs more
  // than all else here.
  reply.raw.once('close', () => {
    clearTimeout(deadline);
    if (!reply.raw.writableEnded) controller.abort();
  });
  const minPosition = minPositionOf(request.headers['hotpass-min-position']);
  return {
    principal: localPrincipal,
    requestId: request.id,
    signal: controller.signal,
    ...(minPosition === undefined ? {} : { minPosition }),
  };
}
