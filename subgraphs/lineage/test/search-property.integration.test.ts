import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { columnId, datasetId, jobId, namespaceId } from '@hotpass/kernel';
import { createTestDatabase, propertySeed, type TestDatabase } from '@hotpass/testkit';
import fc from 'fast-check';
import { fold } from '../src/search/fold.ts';

/** FC_RUNS looks longer. */
const numRuns = Number(process.env['FC_RUNS'] ?? 40);

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

interface Named {
  readonly kind: 'dataset' | 'job' | 'namespace' | 'column';
  readonly id: string;
  readonly name: string;
}

interface Hit {
  readonly rank: number;
  readonly late: number;
  readonly key: string;
  readonly id: string;
}

const digits = '0123456789abcdefghijklmnopqrstuvwxyz';

/** As the database writes what lies beyond ASCII. */
function code(folded: string): string {
  return [...folded]
    .map((letter) => {
      const point = letter.codePointAt(0)!;
      return point < 128 ? letter : [point, Math.floor(point / 36), Math.floor(point / 1_296)].map((rest) => digits[rest % 36]).join('');
    })
    .join('');
}

function leafOf(name: string): string {
  return fold(/([^./\\:|#]*)[./\\:|#]*$/.exec(name)![1]!);
}

/** The definition, word for word. */
function rankOf(name: string, text: string): { rank: number; key: string } | null {
  const [start, leaf] = [fold(name), leafOf(name)];
  const codes = text
    .split(' ')
    .map(code)
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const isBegun = start.startsWith(text) || leaf.startsWith(text);
  const holds = /[a-z0-9]{3}/.test(codes[0]!) && codes.every((word) => code(start).includes(word));
  const boundary = new RegExp(`(^|[^a-z0-9])${codes[0]!.replaceAll(/[^a-z0-9]/g, '\\$&')}`);
  if (start === text) return { rank: 1, key: start };
  if (leaf === text) return { rank: 2, key: leaf };
  if (start.startsWith(text)) return { rank: 3, key: start };
  if (leaf.startsWith(text)) return { rank: 4, key: leaf };
  if (!holds || isBegun) return null;
  return { rank: boundary.test(code(start)) ? 5 : 6, key: start };
}

function expected(all: readonly Named[], text: string): Hit[] {
  const bytewise = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return all
    .flatMap(({ kind, id, name }): Hit[] => {
      const found = rankOf(name, text);
      return found ? [{ ...found, late: kind === 'column' ? 1 : 0, id }] : [];
    })
    .toSorted((a, b) => a.rank - b.rank || a.late - b.late || bytewise(a.key, b.key) || bytewise(a.id, b.id));
}

async function store(all: readonly Named[]): Promise<void> {
  await database.pool.query('truncate lineage.node, lineage.namespace, lineage.dataset_column restart identity');
  const names = (kind: Named['kind']): string[] => all.filter((named) => named.kind === kind).map(({ name }) => name);
  const pool = database.pool;
  await pool.query(`insert into lineage.namespace (uid, name) select * from unnest($1::text[], $2::text[])`, [
    names('namespace').map(namespaceId),
    names('namespace'),
  ]);
  for (const [kind, idOf] of [
    ['dataset', datasetId],
    ['job', jobId],
  ] as const) {
    await pool.query(
      `insert into lineage.node (uid, kind, namespace, name, first_seen, last_seen) select u, $3, 1, n, now(), now() from unnest($1::text[], $2::text[]) x(u, n)`,
      [names(kind).map((name) => idOf('', name)), names(kind), kind],
    );
  }
  const owner = datasetId('', 'owner');
  await pool.query(
    `insert into lineage.dataset_column (id, dataset, path, ordinal) select u, $3, n, 1 from unnest($1::text[], $2::text[]) x(u, n)`,
    [names('column').map((name) => columnId('', name)), names('column'), owner],
  );
}

/** Page by page, as long as there are pages. */
async function found(text: string, size: number): Promise<Hit[]> {
  const hits: Hit[] = [];
  let [rank, late, key, id]: [number, number, string, string] = [0, 0, '', ''];
  for (;;) {
    const { rows } = await database.pool.query<Hit>(
      `select rank, late, key, id from lineage.search(null, '{dataset,job,namespace,column}', null, null, $1, null, $2, $3, 0, $4, $5, $6)`,
      [text, rank, late, key, id, size],
    );
    hits.push(...rows);
    if (rows.length < size) return hits;
    ({ rank, late, key, id } = rows.at(-1)!);
  }
}

const piece = fc.constantFrom(
  'a',
  'b',
  'Ab',
  'order',
  'Orders',
  'ör',
  '订',
  '订单',
  'з',
  '.',
  '_',
  '/',
  '\\',
  '%',
  ' ',
  '-',
  '1',
  '(',
  '[',
);
const name = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
const idOf = {
  dataset: (n: string) => datasetId('', n),
  job: (n: string) => jobId('', n),
  namespace: namespaceId,
  column: (n: string) => columnId('', n),
};
const named = fc
  .record({ kind: fc.constantFrom('dataset', 'job', 'namespace', 'column'), name })
  .map((of): Named => ({ ...of, id: idOf[of.kind](of.name) }));
/** Columns have a dataset, vertices a namespace. */
const fixed: readonly Named[] = [
  { kind: 'dataset', name: 'owner', id: datasetId('', 'owner') },
  { kind: 'namespace', name: 'ns', id: namespaceId('ns') },
];
const world = fc.uniqueArray(named, { selector: ({ id }) => id, maxLength: 30 }).map((all): Named[] => [...all, ...fixed]);
const text = fc
  .array(piece, { minLength: 1, maxLength: 3 })
  .map((pieces) => fold(pieces.join('')).trim().replaceAll(/ +/g, ' '))
  .filter((typed) => typed !== '');

test('search finds what its definition says, in that order, whatever the size of a page', async () => {
  const seed = propertySeed(expect.getState().currentTestName);
  const texts = fc.array(text, { minLength: 3, maxLength: 6 });
  const property = fc.asyncProperty(world, texts, fc.integer({ min: 1, max: 7 }), async (all, typed, size) => {
    await store(all);
    for (const one of typed) expect(await found(one, size)).toEqual(expected(all, one));
  });
  await fc.assert(property, { seed, numRuns });
});
