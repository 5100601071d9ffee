import { localPrincipal } from '@hotpass/kernel';
import { openLog, type Log, type OpenLogOptions, type Projector, type ProjectorTx, type ReceivedEvent, type Entry } from '@hotpass/log';
import type { TestDatabase } from '@hotpass/testkit';

export const someone = localPrincipal;

/** A log on a test's database: it polls often, and the server of a test run is not durable. */
export async function openTestLog(database: { readonly url: string }, options: Partial<OpenLogOptions> = {}): Promise<Log> {
  return openLog({ connectionString: database.url, allowUnsafeDurability: true, pollMs: 50, ...options });
}

/** An event with a body of its own. */
export function anEvent(body: unknown, changes: Partial<ReceivedEvent> = {}): ReceivedEvent {
  return {
    type: 'test.event',
    keys: ['run_1'],
    eventTime: new Date('2026-01-02T03:04:05Z'),
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), 'utf8'),
    ...changes,
  };
}

export function events(count: number, from = 1): ReceivedEvent[] {
  return Array.from({ length: count }, (_, index) => anEvent({ n: from + index }));
}

/** Table `seen(position, text)`, filled by the projectors of these tests. */
export async function createSeen(database: TestDatabase): Promise<void> {
  await database.pool.query('create table public.seen (position bigint primary key, text text not null)');
}

export async function seen(database: TestDatabase): Promise<string[]> {
  const { rows } = await database.pool.query<{ text: string }>('select text from public.seen order by position');
  return rows.map((row) => row.text);
}

export async function record(tx: ProjectorTx, entries: readonly Entry[]): Promise<void> {
  await tx.query({
    text: 'insert into public.seen select * from unnest($1::bigint[], $2::text[])',
    values: [entries.map((entry) => entry.position), entries.map((entry) => JSON.stringify(entry.json()))],
  });
}

/** A projector into `seen`. */
export function aProjector(changes: Partial<Projector> = {}): Projector {
  return {
    kind: 'projector',
    name: 'test.seen',
    version: 1,
    types: ['test.event'],
    project: record,
    reset: async (tx) => void (await tx.query({ text: 'delete from public.seen' })),
    ...changes,
  };
}

/** A promise and how to fulfil it. */
export interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

export function gate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

/** Ends sessions of the database, as an administrator or a broken network would. */
export async function endSessions(database: TestDatabase, applicationName: string): Promise<number> {
  const { rows } = await database.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like $1',
    [applicationName],
  );
  return rows.length;
}
