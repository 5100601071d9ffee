import type { Principal } from '@hotpass/kernel';
import { consumerCursor, type Database, type ReadTx } from '@hotpass/log';
import { StatementValues } from '@hotpass/server';
import { runsProjectorName } from '../projectors/openlineage.projector.ts';
import type { RunsSettings } from '../settings.ts';
import { runFilterSql } from './run-filter.sql.ts';
import type { RunFilter } from './run-filter.ts';
import type { RunOrder, RunPageRequest, RunPlace } from './run-page.ts';
import { runColumns, type RunRow } from './run.row.ts';
import { storable } from './storable.ts';

/** A page of runs and the log position it shows, read in one snapshot. */
export interface RunPage {
  readonly runs: readonly RunRow[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Log cursor of the projection at the moment of reading. */
  readonly cursor: string;
}

/** Counting stops here: a count over everything costs more than it tells. */
const maximumCount = 10_000;

const sortKeys = { STARTED_AT: 'r.started_at', ENDED_AT: `coalesce(r.ended_at, 'infinity'::timestamptz)` } as const;

/** Which runs, as they stand to the clock at a moment. */
export interface RunSelection {
  readonly filter: RunFilter;
  readonly now: Date;
}

/** Adds the values of a selection to a statement and answers its condition. */
type Condition = (parameters: StatementValues) => string;

/** Reads of one run and of the list of runs. */
export class RunRepository {
  readonly #database: Database;
  readonly #settings: RunsSettings;

  constructor(database: Database, settings: RunsSettings) {
    this.#database = database;
    this.#settings = settings;
  }

  async byIds(principal: Principal, ids: readonly string[]): Promise<RunRow[]> {
    const text = `select ${runColumns} from runs.run r where r.run_id = any($1::text[])`;
    const values = [storable(ids)];
    return this.#database.read(principal, (tx) => tx.query<RunRow>({ name: 'runs_by_ids', text, values }));
  }

  /** The run when it exists and the filter holds for it. */
  async matching(principal: Principal, id: string, selection: RunSelection): Promise<RunRow | null> {
    const runs = await this.#database.read(principal, (tx) => {
      const parameters = new StatementValues();
      const text = `select ${runColumns} from runs.run r where r.run_id = ${parameters.add(id)} and (${this.#condition(selection)(parameters)})`;
      return tx.query<RunRow>({ text, values: parameters.values });
    });
    return runs[0] ?? null;
  }

  async page(principal: Principal, selection: RunSelection, request: RunPageRequest): Promise<RunPage> {
    const condition = this.#condition(selection);
    return this.#database.read(principal, async (tx) => {
      const found = await selectPage(tx, condition, request);
      const more = found.length > request.size;
      const runs = found.slice(0, request.size);
      return {
        runs: request.backward ? runs.toReversed() : runs,
        hasNextPage: (!request.backward && more) || (await isBeyond(tx, condition, request.order, request.before, 'after')),
        hasPreviousPage: (request.backward && more) || (await isBeyond(tx, condition, request.order, request.after, 'before')),
        cursor: await consumerCursor(tx, runsProjectorName),
      };
    });
  }

  /** How many runs match, or null when they are more than `maximumCount`. */
  async count(principal: Principal, selection: RunSelection): Promise<number | null> {
    const parameters = new StatementValues();
    const condition = this.#condition(selection)(parameters);
    const text = `select count(*)::int as count from (select from runs.run r where ${condition} limit ${maximumCount + 1}) counted`;
    const rows = await this.#database.read(principal, (tx) => tx.query<{ count: number }>({ text, values: parameters.values }));
    const count = rows[0]?.count ?? 0;
    return count > maximumCount ? null : count;
  }

  #condition({ filter, now }: RunSelection): Condition {
    return (parameters) => runFilterSql(filter, parameters, { settings: this.#settings, now });
  }
}

/** One run more than asked for, in the direction of reading: whether there is more is seen by it. */
async function selectPage(tx: ReadTx, condition: Condition, { order, size, backward, after, before }: RunPageRequest): Promise<RunRow[]> {
  const parameters = new StatementValues();
  const key = sortKeys[order.field];
  const descending = (order.direction === 'DESC') !== backward;
  const conditions = [
    condition(parameters),
    ...(after ? [`(${key}, r.run_id) ${order.direction === 'DESC' ? '<' : '>'} ${placeSql(after, parameters)}`] : []),
    ...(before ? [`(${key}, r.run_id) ${order.direction === 'DESC' ? '>' : '<'} ${placeSql(before, parameters)}`] : []),
  ];
  const direction = descending ? 'desc' : 'asc';
  const text = `select ${runColumns} from runs.run r where ${conditions.map((one) => `(${one})`).join(' and ')}
    order by ${key} ${direction}, r.run_id ${direction} limit ${parameters.add(size + 1)}`;
  return tx.query<RunRow>({ text, values: parameters.values });
}

/** Whether a run lies at the place or on the given side of it. */
async function isBeyond(
  tx: ReadTx,
  condition: Condition,
  order: RunOrder,
  place: RunPlace | null,
  side: 'before' | 'after',
): Promise<boolean> {
  if (!place) return false;
  const parameters = new StatementValues();
  const operator = (side === 'before') === (order.direction === 'DESC') ? '>=' : '<=';
  const beyond = `(${condition(parameters)}) and (${sortKeys[order.field]}, r.run_id) ${operator} ${placeSql(place, parameters)}`;
  const text = `select exists (select from runs.run r where ${beyond}) as "exists"`;
  const rows = await tx.query<{ exists: boolean }>({ text, values: parameters.values });
  return rows[0]?.exists ?? false;
}

function placeSql(place: RunPlace, parameters: StatementValues): string {
  return `(${parameters.add(place.time?.toISOString() ?? 'infinity')}::timestamptz, ${parameters.add(place.runId)}::text)`;
}
