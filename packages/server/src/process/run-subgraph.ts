import { setTimeout as delay } from 'node:timers/promises';
import { openLog, type Log } from '@hotpass/log';
import { z } from 'zod';
import { databaseUrlSetting, loadConfig, logLevelSetting, loopbackHostSetting, portSetting } from '../config/load-config.ts';
import type { Subgraph } from '../graphql/subgraph.ts';
import { FrontDoor } from '../http/front-door.ts';
import { registerOperationalRoutes } from '../http/operational-routes.ts';
import { registerSubgraph } from '../http/subgraph-routes.ts';
import { createLogger, logCrashes, type Logger } from '../logging/logger.ts';
import { observeLog } from '../telemetry/log-metrics.ts';
import { startMetrics } from '../telemetry/metrics.ts';
import { tracedLog } from '../telemetry/traced-log.ts';
import { exitWithSentence } from './exit-with-sentence.ts';
import { untilStopped } from './until-stopped.ts';

export interface SubgraphProcess {
  readonly name: string;
  readonly defaultPort: number;
  /** Wires the subgraph and starts its consumers; what it returns is disposed of before the log closes. */
  readonly create: (log: Log, logger: Logger) => Promise<Subgraph & Partial<AsyncDisposable>>;
}

function subgraphSettings(defaultPort: number) {
  return z.object({
    HOTPASS_PORT: portSetting(defaultPort),
    HOTPASS_HOST: loopbackHostSetting(),
    HOTPASS_LOG_LEVEL: logLevelSetting(),
    DATABASE_URL: databaseUrlSetting(),
    /** `allow` serves from a database that may lose what it acknowledged. For tests only. */
    HOTPASS_UNSAFE_DATABASE: z.enum(['allow', 'refuse']).default('refuse'),
  });
}

const retryMs = 1_000;

/**
 * Runs one subgraph as a process of its own: listens at once, opens the log as soon as the database is there
 * (saying why not on `/readiness` meanwhile), serves the gateway, and leaves cleanly on SIGTERM and SIGINT.
 * A wrong setting or a taken port is one sentence on stderr and exit code 1.
 */
export async function runSubgraphProcess(options: SubgraphProcess): Promise<void> {
  try {
    await serve(options);
  } catch (error) {
    exitWithSentence(`The subgraph ${options.name} does not start`, error);
  }
}

async function serve({ name, defaultPort, create }: SubgraphProcess): Promise<void> {
  const config = loadConfig(subgraphSettings(defaultPort));
  const logger = createLogger(name, config.HOTPASS_LOG_LEVEL);
  await using stack = new AsyncDisposableStack();
  logCrashes(logger);
  const stopped = untilStopped(logger);
  const metrics = startMetrics(`hotpass-${name}`);
  stack.defer(() => metrics.close());
  const door = stack.use(await FrontDoor.listen(config.HOTPASS_HOST, config.HOTPASS_PORT));
  let reason = 'The database has not answered yet.';
  await door.open(logger, (app) => registerOperationalRoutes(app, { problems: () => [reason], metrics }));
  logger.info({ port: door.port }, 'subgraph listening');

  const open = (): Promise<Log> =>
    openLog({
      connectionString: config.DATABASE_URL,
      applicationName: `hotpass ${name}`,
      logger,
      allowUnsafeDurability: config.HOTPASS_UNSAFE_DATABASE === 'allow',
    });
  const log = await openWhenThere(open, stopped.signal, (error) => {
    reason = reasonOf(error);
    logger.warn({ err: error }, 'log not opened, trying again');
  });
  if (log) {
    stack.defer(() => log.close());
    observeLog(log);
    const subgraph = await create(tracedLog(log, logger), logger);
    stack.defer(async () => subgraph[Symbol.asyncDispose]?.());
    await door.open(logger, (app) => {
      registerOperationalRoutes(app, { problems: () => log.problems(), metrics });
      registerSubgraph(app, subgraph, log.feed);
    });
    logger.info({ port: door.port }, 'subgraph serving');
  }
  await stopped.promise;
}

/** Our own sentences are shown; what the driver or the database says goes to the log of the process only. */
function reasonOf(error: unknown): string {
  const isOurs = error instanceof Error && !('code' in error);
  return isOurs ? error.message : 'The database does not answer.';
}

async function openWhenThere(open: () => Promise<Log>, signal: AbortSignal, onFailure: (error: unknown) => void): Promise<Log | null> {
  while (!signal.aborted) {
    try {
      return await open();
    } catch (error) {
      onFailure(error);
      await delay(retryMs, undefined, { signal }).catch(() => undefined);
    }
  }
  return null;
}
