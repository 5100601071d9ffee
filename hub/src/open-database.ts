import type { Logger } from '@hotpass/server';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { HubConfig } from './config.ts';
import { requireWritable } from './data-directory.ts';
import { migrate } from './migrate/migrate.ts';
import { EmbeddedPostgres } from './postgres/embedded-postgres.ts';
import { explainWriteFailure, StartupError } from './startup-error.ts';
import type { Startup } from './startup.ts';

export interface DatabaseOptions {
  readonly config: HubConfig;
  readonly logger: Logger;
  readonly startup: Startup;
  /** Told when the embedded database belongs to another hub, while we run. */
  readonly onTaken: (error: StartupError) => void;
  /** Fires when the hub is asked to stop while it waits. */
  readonly signal: AbortSignal;
}

export interface OpenDatabase extends AsyncDisposable {
  readonly url: string;
}

/** The database of this hub, migrated: the one in DATABASE_URL, else its own. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const { config, startup } = options;
  await requireWritable(config.HOTPASS_DATA_DIR);
  const database = config.DATABASE_URL === undefined ? await openEmbedded(options) : await openExternal(config.DATABASE_URL, options);
  try {
    startup.enter('The database is being migrated.');
    await migrate(database.url);
    return database;
  } catch (error) {
    await database[Symbol.asyncDispose]();
    throw error;
  }
}

async function openEmbedded({ config, logger, startup, onTaken, signal }: DatabaseOptions): Promise<OpenDatabase> {
  startup.enter('The embedded PostgreSQL is starting.');
  const directory = config.HOTPASS_DATA_DIR;
  const postgres = new EmbeddedPostgres({ directory, durable: true, log: logger, onTaken });
  // A process that must end at once (a second Ctrl-C, a crash) takes its server along.
  const kill = (): void => postgres.kill();
  const stop = (): void => void postgres.stop();
  process.once('exit', kill);
  signal.addEventListener('abort', stop, { once: true });
  try {
    await postgres.start();
  } catch (error) {
    return explainWriteFailure(directory, error);
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return {
    url: postgres.url,
    async [Symbol.asyncDispose]() {
      await postgres.stop();
      process.off('exit', kill);
    },
  };
}

/** A server that is not up yet is waited for; one that refuses us is a sentence. */
async function openExternal(url: string, { logger, startup, signal }: DatabaseOptions): Promise<OpenDatabase> {
  for (;;) {
    startup.enter('The database in DATABASE_URL does not answer yet.');
    const failure = await tryToConnect(url, signal);
    if (failure === null) return { url, [Symbol.asyncDispose]: async () => undefined };
    const refused = failure instanceof pg.DatabaseError && /^(28|3D)/.test(failure.code ?? '');
    if (refused) throw new StartupError('The database in DATABASE_URL refuses this user, password or database name.', { cause: failure });
    logger.warn({ err: failure }, 'database does not answer yet');
    await delay(1_000, undefined, { signal });
  }
}

async function tryToConnect(url: string, signal: AbortSignal): Promise<unknown> {
  const client = new pg.Client({ connectionString: url, application_name: 'hotpass start', connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  const giveUp = (): void => void client.end();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    await client.connect();
    return null;
  } catch (error) {
    return error;
  } finally {
    signal.removeEventListener('abort', giveUp);
    await client.end().catch(() => undefined);
  }
}
