import type pg from 'pg';
import type { Statement } from './database.ts';
import { sqlState } from './failure.ts';

export type Query = <Row extends object = Record<string, unknown>>(statement: Statement) => Promise<Row[]>;

const begin = {
  write: 'begin isolation level read committed read write',
  read: 'begin isolation level repeatable read read only',
} as const;

/** COMMIT of a failed transaction answers ROLLBACK without an error: a swallowed error must not look like success. */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('commit');
  if (command !== 'COMMIT') throw new Error('The transaction had failed before its commit.');
}

async function rollback(client: pg.PoolClient, cause: unknown): Promise<boolean> {
  try {
    await client.query('rollback');
    // After an error that is not an answer of the server, what the connection still does is unknown.
    return sqlState(cause) !== null || (cause instanceof Error && client.getTransactionStatus() === 'I');
  } catch {
    return false;
  }
}

/**
 * Runs `fn` in one transaction on a connection of its own. Errors come as they are: a consumer has to tell
 * poison from outage. `query` refuses to work once the transaction is over.
 */
export async function inTransaction<T>(pool: pg.Pool, mode: keyof typeof begin, fn: (query: Query) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let open = true;
  const query: Query = async <Row extends object>(statement: Statement) => {
    if (!open) throw new Error('This transaction is over.');
    const result = await client.query<Row>({ ...statement, values: statement.values ? [...statement.values] : [] });
    return result.rows;
  };
  let usable = false;
  try {
    await client.query(begin[mode]);
    const result = await fn(query);
    open = false;
    await commit(client);
    usable = true;
    return result;
  } catch (error) {
    open = false;
    usable = await rollback(client, error);
    throw error;
  } finally {
    client.release(!usable);
  }
}
