import { DomainError } from '@hotpass/kernel';
import type pg from 'pg';
import type { Statement } from './database.ts';
import { failureOf, sqlState } from './failure.ts';

export type Query = <Row extends object = Record<string, unknown>>(statement: Statement) => Promise<Row[]>;

/**
 * `projection`: what the log can make again is not flushed at its commit. A crash of the machine takes the last of it
 * back, position and effect together, and the consumer does it again.
 */
const begin = {
  write: 'begin isolation level read committed read write',
  projection: 'begin isolation level read committed read write; set local synchronous_commit = off',
  read: 'begin isolation level repeatable read read only',
} as const;

/** Statements that travel with BEGIN and with COMMIT, which saves two round trips. */
export interface Bounds {
  /** Harmless outside a transaction, should BEGIN fail. Its rows are handed to the work. */
  readonly opening?: Statement;
  /** Made when the work is done. */
  readonly closing?: () => Statement;
}

async function run<Row extends object>(client: pg.Pool | pg.PoolClient, statement: Statement): Promise<Row[]> {
  const result = await client.query<Row>({ ...statement, values: [...(statement.values ?? [])] });
  return result.rows;
}

/** Each statement on any connection, in a transaction of its own. */
export function onPool(pool: pg.Pool): Query {
  return (statement) => run(pool, statement);
}

/** In the order they are sent, without waiting for the answer of the one before: whoever needs it waits for it. */
class Statements {
  readonly #client: pg.PoolClient;
  #failure: { readonly error: unknown } | null = null;
  #answered: Promise<unknown> = Promise.resolve();

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /** Resolves when every statement sent so far has been answered, well or not. */
  get answered(): Promise<unknown> {
    return this.#answered;
  }

  send<Row extends object>(statement: Statement): Promise<Row[]> {
    const failedBefore = this.#failure !== null;
    const answer = run<Row>(this.#client, statement).catch((error: unknown) => {
      this.#failure ??= { error };
      // What was already sent behind a statement that failed is refused: why that one failed is what has to be told.
      throw !failedBefore && sqlState(error) === abortedTransaction ? this.#failure.error : error;
    });
    this.#answered = Promise.allSettled([this.#answered, answer]).then(() => undefined);
    return answer;
  }
}

const abortedTransaction = '25P02';

/** COMMIT of a failed transaction answers ROLLBACK without an error: a swallowed error must not look like success. */
async function commit(client: pg.PoolClient, closing: Statement | undefined): Promise<void> {
  const closed = closing === undefined ? Promise.resolve([]) : run(client, closing);
  const [closure, committed] = await Promise.allSettled([closed, client.query('commit')]);
  if (closure.status === 'rejected') throw closure.reason;
  if (committed.status === 'rejected') throw committed.reason;
  if (committed.value.command !== 'COMMIT') throw new Error('The transaction had failed before its commit.');
}

/** BEGIN and what travels with it. */
async function open(client: pg.PoolClient, mode: keyof typeof begin, opening: Statement | undefined): Promise<object[]> {
  const opened = client.query(begin[mode]);
  if (opening === undefined) {
    await opened;
    return [];
  }
  const [begun, rows] = await Promise.allSettled([opened, run(client, opening)]);
  if (begun.status === 'rejected') throw begun.reason;
  if (rows.status === 'rejected') throw rows.reason;
  return rows.value;
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
export async function inTransaction<T>(
  pool: pg.Pool,
  mode: keyof typeof begin,
  fn: (query: Query, opened: readonly object[]) => Promise<T>,
  bounds: Bounds = {},
): Promise<T> {
  const client = await pool.connect();
  const statements = new Statements(client);
  let isOpen = true;
  const query: Query = async (statement) => {
    if (!isOpen) throw new Error('This transaction is over.');
    return statements.send(statement);
  };
  let usable = false;
  try {
    const opened = await open(client, mode, bounds.opening);
    const result = await fn(query, opened);
    isOpen = false;
    await statements.answered;
    await commit(client, bounds.closing?.());
    usable = true;
    return result;
  } catch (error) {
    isOpen = false;
    await statements.answered;
    usable = await rollback(client, error);
    throw error;
  } finally {
    client.release(!usable);
  }
}
