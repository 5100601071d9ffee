import { expect, jest, test } from '@jest/globals';
import { createTestDatabase, propertySeed, type TestDatabase } from '@hotpass/testkit';
import fc from 'fast-check';
import { Writer } from './raw-writer.ts';

jest.setTimeout(180_000);

const writerCount = 3;
const aggregate = 'agg';

const command = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('append' as const), writer: fc.nat(writerCount - 1), locked: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('end' as const),
      writer: fc.nat(writerCount - 1),
      commit: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('sequence' as const), boundEvery: fc.integer({ min: 1, max: 6 }) }) },
);

type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

interface OpenTransaction {
  readonly seqs: bigint[];
  locked: boolean;
}

/** What the log must be after each step, told by a list and nothing else. */
class Model {
  readonly positions: bigint[] = [];
  readonly open: (OpenTransaction | null)[] = Array.from({ length: writerCount }, () => null);
  #committed: bigint[] = [];

  lockHolder(): OpenTransaction | undefined {
    return this.open.find((transaction): transaction is OpenTransaction => transaction !== null && transaction.locked);
  }

  end(writer: number, commit: boolean): void {
    if (commit) this.#committed.push(...(this.open[writer]?.seqs ?? []));
    this.open[writer] = null;
  }

  sequence(): void {
    this.positions.push(...this.#committed.toSorted((a, b) => (a < b ? -1 : 1)));
    this.#committed = [];
  }
}

async function append(model: Model, writers: readonly Writer[], { writer, locked }: Extract<Command, { kind: 'append' }>): Promise<void> {
  const connection = writers[writer];
  if (!connection) return;
  let transaction = model.open[writer] ?? null;
  const holder = model.lockHolder();
  // Where it would wait for another writer of this single thread, it does not lock.
  const lock = locked && (holder === undefined || holder === transaction);
  if (!transaction) {
    await connection.begin(lock ? aggregate : undefined);
    transaction = { seqs: [], locked: lock };
    model.open[writer] = transaction;
  }
  // Its first statement took the lock or nobody may: an aggregate is locked before anything else.
  transaction.seqs.push(await connection.append('x', transaction.locked ? aggregate : null));
}

async function run(database: TestDatabase, writers: readonly Writer[], commands: readonly Command[]): Promise<void> {
  const model = new Model();
  const { rows: before } = await database.pool.query<{ last: string }>('select coalesce(max(position), 0) as last from log.entry');
  const start = Number(before[0]?.last);
  const check = async (boundEvery: number): Promise<void> => {
    await database.pool.query('select log.sequence(4096, $1)', [boundEvery]);
    model.sequence();
    const { rows } = await database.pool.query<{ seq: string; position: string }>(
      'select seq, position from log.entry where position > $1 order by position',
      [start],
    );
    expect(rows.map((row) => BigInt(row.seq))).toEqual(model.positions);
    expect(rows.map((row) => Number(row.position))).toEqual(model.positions.map((_, index) => start + index + 1));
  };
  for (const step of commands) {
    if (step.kind === 'append') await append(model, writers, step);
    else if (step.kind === 'sequence') await check(step.boundEvery);
    else if (model.open[step.writer]) {
      await (step.commit ? writers[step.writer]?.commit() : writers[step.writer]?.rollback());
      model.end(step.writer, step.commit);
    }
  }
  for (const [writer, connection] of writers.entries()) {
    if (model.open[writer]) await connection.rollback();
    model.end(writer, false);
  }
  await check(1);
}

test('whatever the order of appends, commits and rollbacks: every commit is sequenced by the next call, in seq order, once', async () => {
  await using database = await createTestDatabase();
  const writers = [await Writer.open(database, 'one'), await Writer.open(database, 'two'), await Writer.open(database, 'three')];
  const seed = propertySeed(expect.getState().currentTestName);
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 40 }), (commands) => run(database, writers, commands)),
      { seed, numRuns: 40, endOnFailure: true },
    );
    const { rows } = await database.pool.query<{ version: string }>(
      'select aggregate_version as version from log.entry where aggregate = $1 order by position',
      [aggregate],
    );
    const versions = rows.map((row) => Number(row.version));
    expect(versions).toEqual(versions.map((_, index) => index + 1));
    const { rows: bound } = await database.pool.query<{ low: string }>('select low from log.sequencing_bound');
    expect(Number(bound[0]?.low)).toBeGreaterThan(0);
  } finally {
    for (const writer of writers) await writer[Symbol.asyncDispose]();
  }
});
