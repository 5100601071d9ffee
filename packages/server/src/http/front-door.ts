import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from '../logging/logger.ts';
import { createHttpServer } from './server.ts';

type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

const nothingYet: RequestListener = (_request, response) => void response.writeHead(503, { 'retry-after': '1' }).end();

/**
 * The one port of a process. It listens before anything else is up, so that `/health` answers at once and a taken port
 * is known first; whichever application was opened last gets the requests. WebSocket upgrades are `server`'s event.
 */
export class FrontDoor implements AsyncDisposable {
  readonly server: Server;
  #current: RequestListener = nothingYet;
  readonly #apps: FastifyInstance[] = [];

  private constructor() {
    this.server = createServer((request, response) => this.#current(request, response));
    // Longer than a gateway's pool keeps an idle connection, else it meets a socket that is just being closed.
    this.server.keepAliveTimeout = 65_000;
  }

  /** @throws NodeJS.ErrnoException as `listen` does, for example EADDRINUSE. */
  static async listen(host: string, port: number): Promise<FrontDoor> {
    const door = new FrontDoor();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    door.server.once('error', reject);
    door.server.listen(port, host, resolve);
    await promise;
    door.server.off('error', reject);
    return door;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Builds an application by `register` and hands it every request from here on. */
  async open(logger: Logger, register: (app: FastifyInstance) => void | Promise<void>): Promise<void> {
    let handle: RequestListener = nothingYet;
    const app = createHttpServer(logger, (handler) => {
      handle = handler;
      return this.server;
    });
    await register(app);
    await app.ready();
    this.#apps.push(app);
    this.#current = handle;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#current = nothingYet;
    this.server.closeAllConnections();
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const app of this.#apps) await app.close();
    await closed;
  }
}
