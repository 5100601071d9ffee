import type { Principal } from '@hotpass/kernel';
import type { NewEntry } from './entry.ts';

/** A statement; with a `name` it is prepared once per connection. Values are parameters, never text. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** Reads in one transaction (REPEATABLE READ, READ ONLY). Rows are typed by the caller who wrote the SQL. */
export interface ReadTx {
  query<Row extends object = Record<string, unknown>>(statement: Statement): Promise<Row[]>;
}

/** What a projector writes with: no log, so it cannot append. */
export interface ProjectorTx extends ReadTx {
  readonly writes: true;
}

/** A writing transaction; it can only come from `transact`, so a write outside one does not compile. */
export interface Tx extends ProjectorTx {
  readonly log: { append(entry: NewEntry): void };
}

export interface TransactOptions {
  /** Locked before anything else; its version in `log.aggregate` rises with the entries of this transaction. */
  readonly aggregate?: string;
  /** @throws StaleVersionError when the aggregate is at another version. */
  readonly baseVersion?: number;
}

/** The only two ways to a connection. */
export interface Database {
  read<T>(principal: Principal, fn: (tx: ReadTx) => Promise<T>): Promise<T>;
  /** `entryId` is the last appended entry's id (null when none): hand it back so that its writer can read its own write. */
  transact<T>(principal: Principal, options: TransactOptions, fn: (tx: Tx) => Promise<T>): Promise<{ result: T; entryId: string | null }>;
}
