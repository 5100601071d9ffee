import { UnavailableError } from '@hotpass/kernel';
import { openLog, type Log } from '@hotpass/log';
import { FrontDoor, observeLog, registerOperationalRoutes, startMetrics, tracedLog, type Logger, type MetricsPage } from '@hotpass/server';
import { setTimeout as delay } from 'node:timers/promises';
import type { HubConfig } from './config.ts';
import { openDatabase } from './open-database.ts';
import { StartupError } from './startup-error.ts';
import { Startup } from './startup.ts';
import { registerWebApp } from './web-app.ts';

/** One process, one port: database, log, every subgraph, gateway. */
export class Hub implements AsyncDisposable {
  readonly #config: HubConfig;
  readonly #logger: Logger;
  readonly #door: FrontDoor;
  readonly #metrics: MetricsPage;
  readonly #startup = new Startup();
  /** What was opened, closed in the opposite order. */
  readonly #opened = new AsyncDisposableStack();
  readonly #failure = Promise.withResolvers<never>();
  readonly #stopping = new AbortController();
  #starting: Promise<void> = Promise.resolve();

  private constructor(config: HubConfig, logger: Logger, door: FrontDoor) {
    this.#config = config;
    this.#logger = logger;
    this.#door = door;
    this.#metrics = startMetrics('hotpass-hub');
    this.#failure.promise.catch(() => undefined);
  }

  /** Takes the port: `/health` answers, everything else says that the hub is starting. @throws StartupError when the port is taken. */
  static async listen(config: HubConfig, logger: Logger): Promise<Hub> {
    const door = await FrontDoor.listen(config.HOTPASS_HOST, config.HOTPASS_PORT).catch((error: NodeJS.ErrnoException) => {
      throw explainListenFailure(config, error);
    });
    const hub = new Hub(config, logger, door);
    await door.open(logger, (app) => {
      registerOperationalRoutes(app, { problems: () => hub.#startup.problems(), metrics: hub.#metrics });
      app.all('/*', async () => {
        throw new UnavailableError('The hub is starting.', { retryAfterMs: 1_000, reasons: hub.#startup.problems() });
      });
    });
    return hub;
  }

  get url(): string {
    const host = this.#config.HOTPASS_HOST;
    return `http://${host.includes(':') ? `[${host}]` : host}:${this.#door.port}`;
  }

  /** Rejects when the hub cannot go on, with a sentence; never resolves. */
  get failed(): Promise<never> {
    return this.#failure.promise;
  }

  /** Brings up everything behind the port. @throws StartupError with a sentence for a person. */
  start(): Promise<void> {
    this.#starting = this.#bringUp();
    return this.#starting;
  }

  async #bringUp(): Promise<void> {
    const { reject } = this.#failure;
    const { signal } = this.#stopping;
    // Apollo takes a second to load: the port answers before, and the database starts meanwhile.
    const loading = import('./open-parts.ts');
    loading.catch(() => undefined);
    const database = this.#opened.use(
      await openDatabase({
        config: this.#config,
        logger: this.#logger,
        startup: this.#startup,
        onTaken: reject,
        signal,
      }),
    );
    signal.throwIfAborted();
    this.#startup.enter('The log is being opened.');
    const log = await this.#openLog(database.url);
    this.#opened.defer(() => log.close());
    observeLog(log);
    signal.throwIfAborted();
    this.#startup.enter('The subgraphs and the gateway are starting.');
    const { openParts } = await loading;
    const parts = this.#opened.use(await openParts(tracedLog(log, this.#logger), this.#logger));
    signal.throwIfAborted();
    await this.#door.open(this.#logger, async (app) => {
      registerOperationalRoutes(app, { problems: () => [...this.#startup.problems(), ...log.problems()], metrics: this.#metrics });
      parts.register(app);
      await registerWebApp(app);
    });
    this.#startup.done();
    // Ready is what readiness says: consumers first take their turn, or rebuild.
    while (log.problems().length > 0) await delay(50, undefined, { signal });
  }

  async #openLog(connectionString: string): Promise<Log> {
    const allowUnsafeDurability = this.#config.HOTPASS_UNSAFE_DATABASE === 'allow';
    try {
      return await openLog({ connectionString, applicationName: 'hotpass hub', logger: this.#logger, allowUnsafeDurability });
    } catch (error) {
      throw new StartupError(error instanceof Error ? error.message : 'The log could not be opened.', { cause: error });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    await this.#door[Symbol.asyncDispose]();
    // Asked to stop while it starts: what is on its way up comes down as soon as it is there.
    await this.#starting.catch(() => undefined);
    await this.#opened.disposeAsync();
    await this.#metrics.close();
  }
}

function explainListenFailure({ HOTPASS_HOST: host, HOTPASS_PORT: port }: HubConfig, error: NodeJS.ErrnoException): Error {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is taken. Stop what uses it, or name another one in HOTPASS_PORT.`,
    EACCES: `Port ${port} on ${host} may not be used by this account. Name one above 1023 in HOTPASS_PORT.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Name another loopback address in HOTPASS_HOST.`,
  };
  const sentence = reasons[error.code ?? ''];
  return sentence === undefined ? error : new StartupError(sentence, { cause: error });
}
