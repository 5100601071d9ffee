import { DomainError } from '@hotpass/kernel';
import type pg from 'pg';
import type { Statement } from './database.ts';
import { failureOf, sqlState } from './failure.ts';
import { Turns } from './turns.ts';

export type Query = <Row extends object = Record<string, unknown>>(statement: Statement) => Promise<Row[]>;

const begin = {
  write: 'begin isolation level read committed read write',
  read: 'begin isolation level repeatable read read only',
} as const;

async function run<Row extends object>(client: pg.Pool | pg.PoolClient, statement: Statement): Promise<Row[]> {
  const result = await client.query<Row>({ ...statement, values: [...(statement.values ?? [])] });
  return result.rows;
}

/** Each statement on any connection, in a transaction of its own. */
export function onPool(pool: pg.Pool): Query {
  return (statement) => run(pool, statement);
}

/** COMMIT of a failed transaction answers ROLLBACK without an error: a swallowed error must not look like success. */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('commit');
  if (command !== 'COMMIT') throw new Error('The transaction had failed before its commit.');
}

/** Answers whether the connection can be used again. */
async function rollback(client: pg.PoolClient, cause: unknown): Promise<boolean> {
  // A statement that timed out on our side still runs: a rollback would wait behind it.
  if (sqlState(cause) === null && failureOf(cause) === 'outage' && !(cause instanceof DomainError)) return false;
  try {
    await client.query('rollback');
    return true;
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
  const inTurn = new Turns();
  let open = true;
  const query: Query = (statement) =>
    inTurn.take(async () => {
      if (!open) throw new Error('This transaction is over.');
      return run(client, statement);
    });
  let usable = false;
  try {
    await client.query(begin[mode]);
    const result = await fn(query);
    open = false;
    await inTurn.ended;
    await commit(client);
    usable = true;
    return result;
  } catch (error) {
    open = false;
    await inTurn.ended;
    usable = await rollback(client, error);
    throw error;
  } finally {
    client.release(!usable);
  }
}
