import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { OperationTypeNode, type ExecutionArgs, type ExecutionResult, type GraphQLError } from 'graphql';
import { handleProtocols, makeServer, type Server as ProtocolServer, type SubscribePayload } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { LimitExceededError, localPrincipal } from '@hotpass/kernel';
import { originProblem } from '@hotpass/server';
import type { AdmittedOperation } from '../admission/admission.ts';
import type { CallContext } from '../call-context.ts';
import type { ConnectionParts } from '../delivery/connection-parts.ts';
import { Ending } from '../delivery/ending.ts';
import { Outlet } from '../delivery/outlet.ts';
import { nextFrame } from '../delivery/socket-frames.ts';
import type { BatchedWriter } from '../delivery/write-batches.ts';
import { asGraphQLError, presented } from '../errors.ts';
import { parsedOperation, type RequestedOperation } from '../http/operation-body.ts';
import { inOperation } from '../operation-span.ts';

interface SocketExtra {
  readonly writer: BatchedWriter;
}

/** Where on which socket an operation runs. */
interface SocketPlace extends SocketExtra {
  readonly id: string;
}

const aliveEveryMs = 12_000;
const goingAway = 1001;
const internalError = 4500;

/** `graphql-transport-ws` on the path of the API, with the same checks as HTTP before anything is accepted. */
export class SocketServer {
  readonly #path: string;
  readonly #parts: ConnectionParts;
  readonly #sockets: WebSocketServer;
  readonly #protocol: ProtocolServer<SocketExtra>;

  constructor(path: string, parts: ConnectionParts) {
    this.#path = path;
    this.#parts = parts;
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: parts.limits.bodyBytes, handleProtocols });
    this.#protocol = makeServer<Record<string, unknown>, SocketExtra>({
      connectionInitWaitTimeout: parts.limits.connectionInitMs,
      onSubscribe: (ctx, id, payload) => this.#admit({ ...ctx.extra, id }, Object.keys(ctx.subscriptions).length, payload),
      subscribe: (args) => this.#subscribe(args),
      execute: (args) => this.#execute(args),
    });
  }

  /** Bytes written to the sockets that have not left for the network. */
  get waitingBytes(): number {
    let bytes = 0;
    for (const { bufferedAmount } of this.#sockets.clients) bytes += bufferedAmount;
    return bytes;
  }

  get socketCount(): number {
    return this.#sockets.clients.size;
  }

  /** Takes the upgrades of a server; returns what stops that. */
  attach(server: Server): () => void {
    const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => this.#upgrade(request, socket, head);
    server.on('upgrade', onUpgrade);
    return () => void server.off('upgrade', onUpgrade);
  }

  closeAll(): void {
    for (const socket of this.#sockets.clients) {
      socket.close(goingAway, 'Going away');
      // Whoever does not answer the closing handshake must not hold the process.
      setTimeout(() => socket.terminate(), 1_000).unref();
    }
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refusal = this.#refusal(request);
    if (refusal === null) return this.#sockets.handleUpgrade(request, socket, head, (accepted) => this.#serve(accepted, socket));
    socket.on('error', () => undefined);
    socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }

  #refusal({ url, headers }: IncomingMessage): string | null {
    if (url?.split('?', 1)[0] !== this.#path) return '404 Not Found';
    if (originProblem({ host: headers.host, origin: headers.origin }) !== null) return '403 Forbidden';
    return this.socketCount < this.#parts.limits.sockets ? null : '503 Service Unavailable';
  }

  /** `send` settles when the bytes have left for the network: the protocol asks for the next result only then. */
  #serve(socket: WebSocket, connection: Duplex): void {
    const writer = this.#parts.batches.writerFor(connection, () => socket.readyState === socket.OPEN);
    const closed = this.#protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => {
          writer.flush();
          return new Promise((resolve, reject) =>
            socket.readyState === socket.OPEN ? socket.send(text, (error) => (error ? reject(error) : resolve())) : resolve(),
          );
        },
        close: (code, reason) => {
          writer.flush();
          socket.close(code, reason);
        },
        onMessage: (take) => socket.on('message', (data) => void take(String(data)).catch((error: unknown) => this.#fail(socket, error))),
      },
      { writer },
    );
    const stopPinging = keepAlive(socket);
    // ws has sent the right close code already (1009 for a message that is too long).
    socket.on('error', () => undefined);
    socket.once('close', (code, reason) => {
      stopPinging();
      void closed(code, String(reason));
    });
  }

  #fail(socket: WebSocket, error: unknown): void {
    if (socket.readyState === socket.OPEN) this.#parts.logger.error({ err: error }, 'socket failed unexpectedly');
    socket.close(internalError, 'Internal server error');
  }

  #admit(place: SocketPlace, openOnSocket: number, payload: SubscribePayload): readonly GraphQLError[] | ExecutionArgs {
    const requestId = randomUUID();
    const { admission, limits } = this.#parts;
    try {
      if (openOnSocket > limits.subscriptionsPerSocket) {
        throw new LimitExceededError('This socket has too many operations open. End some, or open another socket.', {
          limit: 'subscriptionsPerSocket',
          maximum: limits.subscriptionsPerSocket,
          value: openOnSocket,
        });
      }
      const request = parsedOperation(payload);
      const verdict = admission.admit(request, Object.values(OperationTypeNode));
      if ('refused' in verdict) return verdict.refused.map((error) => presented(error, requestId));
      const { document, operation, deprecations } = verdict.admitted;
      const contextValue = new SocketOperation(verdict.admitted, request, { principal: localPrincipal, requestId, deprecations }, place);
      return { schema: admission.schema, document, operationName: operation.name?.value, variableValues: request.variables, contextValue };
    } catch (error) {
      return [presented(asGraphQLError(error), requestId)];
    }
  }

  /** graphql-ws gets results that never come and only end: what is shared is written to the socket as it is. */
  #subscribe(args: ExecutionArgs): AsyncIterable<ExecutionResult> | ExecutionResult {
    const { admitted, request, context, place } = SocketOperation.of(args);
    this.#parts.logger.debug({ requestId: context.requestId, operation: 'subscription' }, 'operation begun on a socket');
    const ending = new Ending<ExecutionResult>(() => 'end' in opened && opened.end());
    const opened = this.#parts.subscriptions.open({
      admitted,
      variables: request.variables ?? {},
      context,
      outlet: new Outlet(place.writer, nextFrame(place.id), this.#parts.limits),
      onEnd: () => ending.reached(),
    });
    return 'end' in opened ? ending : opened;
  }

  async #execute(args: ExecutionArgs): Promise<ExecutionResult> {
    const { admitted, request, context } = SocketOperation.of(args);
    const execute = () => this.#parts.execute({ ...request, query: admitted.query }, context);
    return inOperation(admitted, context, this.#parts.logger, execute);
  }
}

/** What admission knows of an operation, on its way through graphql-ws. */
class SocketOperation {
  readonly admitted: AdmittedOperation;
  readonly request: RequestedOperation;
  readonly context: CallContext;
  readonly place: SocketPlace;

  constructor(admitted: AdmittedOperation, request: RequestedOperation, context: CallContext, place: SocketPlace) {
    this.place = place;
    this.admitted = admitted;
    this.request = request;
    this.context = context;
  }

  static of({ contextValue }: ExecutionArgs): SocketOperation {
    if (contextValue instanceof SocketOperation) return contextValue;
    throw new Error('The operation did not come through admission.');
  }
}

/** A peer that does not answer a ping before the next one is due is gone, or reads nothing any more. */
function keepAlive(socket: WebSocket): () => void {
  let isAlive = true;
  socket.on('pong', () => (isAlive = true));
  const timer = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, aliveEveryMs);
  return () => clearInterval(timer);
}
