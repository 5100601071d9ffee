import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode, type ExecutionResult } from 'graphql';
import { localPrincipal, UnavailableError } from '@hotpass/kernel';
import type { AdmittedOperation, OperationRequest } from '../admission/admission.ts';
import type { CallContext } from '../call-context.ts';
import type { ConnectionParts } from '../delivery/connection-parts.ts';
import { eventFrame } from '../delivery/event-frames.ts';
import { Outlet } from '../delivery/outlet.ts';
import { ResultText } from '../delivery/result-text.ts';
import { presented } from '../errors.ts';
import { lastEventIdOf, type RequestedOperation } from './operation-body.ts';

const aliveEveryMs = 12_000;
const alive = Buffer.from(': alive\n\n');
const complete = Buffer.from('event: complete\ndata: \n\n');

/**
 * Server-Sent Events as graphql-sse names its distinct connections mode: one operation a request, `next` events with results,
 * then `complete`. The id of an event is its cursor, so that a browser that connects again goes on where it was.
 */
export class EventStreams {
  readonly #parts: ConnectionParts;
  readonly #open = new Set<ServerResponse>();

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  get openCount(): number {
    return this.#open.size;
  }

  /** Bytes written to the streams that have not left for the network. */
  get waitingBytes(): number {
    let bytes = 0;
    for (const { writableLength } of this.#open) bytes += writableLength;
    return bytes;
  }

  /** Errors of the operation itself come as an event too: a browser shows a page nothing of an answer that is no stream. */
  serve(request: FastifyRequest, reply: FastifyReply, requested: RequestedOperation): FastifyReply {
    const { admission, limits } = this.#parts;
    if (this.#open.size >= limits.eventStreams)
      throw new UnavailableError(`This hub has ${limits.eventStreams} streams of events open already.`, { retryAfterMs: 5_000 });
    const lastEventId = lastEventIdOf(request.headers['last-event-id']);
    const types = request.method === 'GET' ? [OperationTypeNode.QUERY, OperationTypeNode.SUBSCRIPTION] : Object.values(OperationTypeNode);
    const verdict = admission.admit(requested, types);
    const response = this.#begin(request, reply);
    if ('refused' in verdict) return this.#end(reply, response, { errors: verdict.refused.map((error) => presented(error, request.id)) });
    this.#parts.logger.debug({ operation: verdict.admitted.operation.operation }, 'operation begun on a stream of events');
    const context = { principal: localPrincipal, requestId: request.id, deprecations: verdict.admitted.deprecations };
    if (verdict.admitted.operation.operation === OperationTypeNode.SUBSCRIPTION)
      this.#subscribe(reply, response, verdict.admitted, requested, context, lastEventId ?? null);
    else void this.#execute(reply, response, { ...requested, query: verdict.admitted.query }, context);
    return reply;
  }

  /** Connections break off without `complete`: who listens comes back. */
  closeAll(): void {
    for (const response of this.#open) response.destroy();
  }

  #begin(request: FastifyRequest, reply: FastifyReply): ServerResponse {
    reply.hijack();
    const response = reply.raw;
    this.#open.add(response);
    const timer = setInterval(() => response.write(alive), aliveEveryMs);
    response.once('close', () => {
      clearInterval(timer);
      this.#open.delete(response);
    });
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      // Nothing in between may keep, gather or change the bytes.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      'x-request-id': request.id,
    });
    response.write(': connected\n\n');
    return response;
  }

  #subscribe(
    reply: FastifyReply,
    response: ServerResponse,
    admitted: AdmittedOperation,
    { variables }: RequestedOperation,
    context: CallContext,
    after: string | null,
  ): void {
    const { subscriptions, batches, limits } = this.#parts;
    const writer = batches.writerFor(response);
    const opened = subscriptions.open({
      admitted,
      variables: variables ?? {},
      context,
      after,
      outlet: new Outlet(writer, eventFrame, limits),
      onEnd: () => {
        writer.flush();
        response.end(complete);
      },
    });
    if ('end' in opened) response.once('close', () => opened.end());
    else this.#end(reply, response, opened);
  }

  async #execute(reply: FastifyReply, response: ServerResponse, request: OperationRequest, context: CallContext): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      this.#end(reply, response, await this.#parts.execute(request, { ...context, signal: gone.signal }));
    } catch {
      response.destroy();
    }
  }

  #end(reply: FastifyReply, response: ServerResponse, result: ExecutionResult): FastifyReply {
    for (const chunk of eventFrame(new ResultText(null, result))) response.write(chunk);
    response.end(complete);
    return reply;
  }
}
