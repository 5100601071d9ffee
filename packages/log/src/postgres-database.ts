import { DomainError, StaleVersionError, type Principal } from '@hotpass/kernel';
import type pg from 'pg';
import { appendBatch, inBatches, prepareEntry, type AppendContext } from './append.ts';
import type { Database, ReadTx, TransactOptions, Tx } from './database.ts';
import { encodeEntryId } from './entry-id.ts';
import type { NewEntry } from './entry.ts';
import { failureOf, shownError } from './failure.ts';
import { inTransaction, type Query } from './transaction.ts';

/** Locks the aggregate before anything is read, so that versions ascend in the order of commits. */
async function lockAggregate(query: Query, aggregate: string, baseVersion: number | undefined): Promise<void> {
  await query({ name: 'log_lock_aggregate', text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [aggregate] });
  if (baseVersion === undefined) return;
  const rows = await query<{ version: string }>({
    name: 'log_aggregate_version',
    text: 'select version from log.aggregate where id = $1',
    values: [aggregate],
  });
  const version = Number(rows[0]?.version ?? 0);
  if (version !== baseVersion) {
    throw new StaleVersionError('It has changed since you read it. Load it again.', { aggregate, baseVersion, version });
  }
}

/** Appends in as many statements as its size needs, nothing between them; answers the last entry's id. */
async function appendAll(query: Query, context: AppendContext, entries: readonly NewEntry[]): Promise<string | null> {
  const prepared = await Promise.all(entries.map(prepareEntry));
  let id: string | null = null;
  for (const batch of inBatches(prepared)) {
    const last = (await appendBatch(query, context, batch, null)).at(-1);
    if (last) id = encodeEntryId(last);
  }
  return id;
}

/** Hands `fn` a transaction whose entries are written, last of all, when it has returned. */
export async function runTx<T>(
  query: Query,
  context: AppendContext,
  fn: (tx: Tx) => Promise<T>,
): Promise<{ result: T; entryId: string | null }> {
  const entries: NewEntry[] = [];
  let open = true;
  const append = (entry: NewEntry): void => {
    if (!open) throw new Error('This transaction is over.');
    entries.push(entry);
  };
  const result = await fn({ query, writes: true, log: { append } });
  open = false;
  const entryId = entries.length === 0 ? null : await appendAll(query, context, entries);
  return { result, entryId };
}

export class PostgresDatabase implements Database {
  readonly #pool: pg.Pool;
  readonly #onAppended: () => void;

  /** `onAppended` runs after each commit that appended: somebody has to sequence. */
  constructor(pool: pg.Pool, onAppended: () => void) {
    this.#pool = pool;
    this.#onAppended = onAppended;
  }

  async read<T>(_principal: Principal, fn: (tx: ReadTx) => Promise<T>): Promise<T> {
    const once = (): Promise<T> => inTransaction(this.#pool, 'read', (query) => fn({ query }));
    try {
      return await once().catch((error: unknown) => {
        // A restart of the server leaves dead connections in the pool; a read may be repeated, so nobody need notice.
        if (error instanceof DomainError || failureOf(error) !== 'outage') throw error;
        return once();
      });
    } catch (error) {
      throw shownError(error);
    }
  }

  async transact<T>(
    principal: Principal,
    options: TransactOptions,
    fn: (tx: Tx) => Promise<T>,
  ): Promise<{ result: T; entryId: string | null }> {
    const context = { actor: principal.id, onBehalfOf: null, aggregate: options.aggregate ?? null };
    try {
      const done = await inTransaction(this.#pool, 'write', async (query) => {
        if (options.aggregate !== undefined) await lockAggregate(query, options.aggregate, options.baseVersion);
        return runTx(query, context, fn);
      });
      if (done.entryId !== null) this.#onAppended();
      return done;
    } catch (error) {
      throw shownError(error);
    }
  }
}
