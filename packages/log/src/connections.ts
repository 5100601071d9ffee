import pg from 'pg';
import type { LogLogger } from './logger.ts';

export interface ConnectionOptions {
  readonly connectionString: string;
  readonly applicationName: string;
  readonly poolSize: number;
  readonly logger: LogLogger;
  /** Runs on each new connection before anything else does. */
  readonly enter: (client: pg.ClientBase) => Promise<void>;
}

const statementTimeoutMs = 60_000;

function clientConfig(options: ConnectionOptions): pg.ClientConfig {
  return {
    connectionString: options.connectionString,
    application_name: options.applicationName,
    connectionTimeoutMillis: 5_000,
    statement_timeout: statementTimeoutMs,
    // After the server's own limit: reached only when the server or the network is silent.
    query_timeout: statementTimeoutMs + 5_000,
    // A process that stopped in the middle of a transaction holds locks others need; this ends it.
    idle_in_transaction_session_timeout: 15_000,
    // Append and sequencing count on a fresh snapshot for each statement, whatever the server's default.
    options: '-c default_transaction_isolation=read\\ committed',
    // Statements are sent without waiting for the answer to those before; what one statement needs of another waits itself.
    pipeline: true,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
  };
}

export function createPool(options: ConnectionOptions): pg.Pool {
  const pool = new pg.Pool({
    ...clientConfig(options),
    max: options.poolSize,
    idleTimeoutMillis: 30_000,
    onConnect: (client) => options.enter(client),
  });
  const onError = (error: Error): void => options.logger.warn({ err: error }, 'database connection lost');
  // The pool listens only while a client is idle; one that breaks while in use would end the process.
  pool.on('connect', (client) => client.on('error', onError));
  pool.on('error', () => undefined);
  return pool;
}

/** The one session of a process that listens and holds its locks. */
export async function connectSession(options: ConnectionOptions, onError: (error: Error) => void): Promise<pg.Client> {
  const client = new pg.Client({ ...clientConfig(options), application_name: `${options.applicationName} session` });
  client.on('error', onError);
  try {
    await client.connect();
    await options.enter(client);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return client;
}
