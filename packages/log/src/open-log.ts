import { refuseUnsafe } from './durability.ts';
import { sqlState } from './failure.ts';
import type { Log } from './log.ts';
import { silentLogger, type LogLogger } from './logger.ts';
import { PostgresLog } from './postgres-log.ts';

export interface OpenLogOptions {
  readonly connectionString: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  readonly logger?: LogLogger;
  /** Connections of this process, besides the one that listens and holds locks. */
  readonly poolSize?: number;
  /** How often to look when no notification came. */
  readonly pollMs?: number;
  /** For tests: a database that may lose acknowledged entries is accepted. */
  readonly allowUnsafeDurability?: boolean;
}

/** Undefined schema, table or function. */
const notMigrated = new Set(['3F000', '42P01', '42883']);

/**
 * Opens the log of one process; close it (or `await using`) before the process ends.
 * @throws Error with a sentence for whoever starts the process: unreachable, not migrated, or not durable.
 */
export async function openLog(options: OpenLogOptions): Promise<Log> {
  try {
    return await PostgresLog.open({
      connectionString: options.connectionString,
      applicationName: options.applicationName ?? 'hotpass',
      poolSize: options.poolSize ?? 12,
      logger: options.logger ?? silentLogger,
      pollMs: options.pollMs ?? 1_000,
      check: options.allowUnsafeDurability ? async () => undefined : refuseUnsafe,
    });
  } catch (error) {
    if (!notMigrated.has(sqlState(error) ?? '')) throw error;
    throw new Error('This database has no log yet: run the migrations first.', { cause: error });
  }
}
