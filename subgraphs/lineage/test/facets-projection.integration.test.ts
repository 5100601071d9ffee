import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, propertySeed } from '@hotpass/testkit';
import type { TestDatabase } from '@hotpass/testkit';
import fc from 'fast-check';
import { SchemaRepository } from '../src/column/schema.repository.ts';
import { FacetProjection } from '../src/facet/facet-projection.ts';
import { FacetTagRepository } from '../src/facet/facet-tag.repository.ts';
import { FacetRepository } from '../src/facet/facet.repository.ts';
import { FacetsProjector } from '../src/projectors/facets.projector.ts';
import { VersionWriterRepository } from '../src/version/version-writer.repository.ts';
import { batched, facetStream, shuffledFacets } from './facets/events.ts';
import type { FacetEvent, FacetStream } from './facets/events.ts';
import { factsOf } from './facets/oracle.ts';
import { idleDocuments, storedFacts } from './facets/stored-facts.ts';
import { cuts } from './projection/arbitraries.ts';
import { entryOf, minute, runIdOf } from './projection/events.ts';
import { rolledBack } from './projection/projection-under-test.ts';
import type { CountingTx } from './projection/projection-under-test.ts';

/** FC_RUNS looks longer. */
const numRuns = Number(process.env['FC_RUNS'] ?? 40);
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

function newProjector(facets = new FacetRepository()): FacetsProjector {
  const versions = new VersionWriterRepository();
  return new FacetsProjector(new FacetProjection({ facets, tags: new FacetTagRepository(), schemas: new SchemaRepository(), versions }));
}

async function project(tx: CountingTx, { events, boundaries }: FacetStream, by = newProjector()): Promise<void> {
  let from = 0;
  for (const to of boundaries) {
    const batch = events.slice(from, to).map((event, i) => entryOf(event, from + i + 1));
    await by.project(tx, batch);
    from = to;
  }
}

function parameters(): fc.Parameters<unknown> {
  const seed = propertySeed(expect.getState().currentTestName);
  return { seed, numRuns };
}

test('order: any order, repetition and batching of the same events tells the same, what the definitions say', async () => {
  const twoOrders = facetStream.chain((first) => fc.tuple(fc.constant(first), shuffledFacets(first.events)));
  await fc.assert(
    fc.asyncProperty(twoOrders, async ([first, second]) => {
      const expected = factsOf(first.events);
      for (const log of [first, second]) {
        await rolledBack(database.pool, async (tx) => {
          await project(tx, log);
          expect(await storedFacts(tx)).toEqual(expected);
          expect(await idleDocuments(tx)).toBe(0);
        });
      }
    }),
    parameters(),
  );
});

test('rebuild: emptied and projected again in other batches, all is equal', async () => {
  const twoCuts = facetStream.chain((log) => fc.tuple(fc.constant(log), cuts(log.events.length)));
  await fc.assert(
    fc.asyncProperty(twoCuts, async ([log, otherCuts]) => {
      await rolledBack(database.pool, async (tx) => {
        await project(tx, log);
        const before = await storedFacts(tx);
        await newProjector().reset(tx);
        expect(await storedFacts(tx)).toEqual([]);
        await project(tx, batched(log.events, otherCuts));
        expect(await storedFacts(tx)).toEqual(before);
      });
    }),
    { ...parameters(), numRuns: Math.ceil(numRuns / 2) },
  );
});

class ForgetfulFacets extends FacetRepository {
  override readHeld(): Promise<never[]> {
    return Promise.resolve([]);
  }
}

test('negative control: a projection that takes what comes last for the latest is caught', async () => {
  const forgetful = newProjector(new ForgetfulFacets());
  const property = fc.asyncProperty(facetStream, (log) =>
    rolledBack(database.pool, async (tx) => {
      await project(tx, log, forgetful);
      expect(await storedFacts(tx)).toEqual(factsOf(log.events));
    }),
  );
  const { failed } = await fc.check(property, { ...parameters(), numRuns: 500, endOnFailure: true });
  expect(failed).toBe(true);
});

function output(n: number, facets: Record<string, unknown>): FacetEvent {
  const run = { runId: runIdOf(n) };
  const outputs = [{ namespace: 'db', name: 'a', facets }];
  return { eventType: 'COMPLETE', eventTime: minute(n), run, job: { namespace: 'pipelines', name: 'load' }, outputs };
}

test('a thousand runs that tell the same write one document and one set of columns', async () => {
  await rolledBack(database.pool, async (tx) => {
    const events = Array.from({ length: 1_000 }, (_, n) =>
      output(n, { schema: { fields: [{ name: 'x' }] }, documentation: { description: 'd' } }),
    );
    await project(tx, batched(events, [250, 500, 750]));
    const [rows] = await tx.query<Record<string, number>>({
      text: `select (select count(*) from lineage.facet_doc)::int as docs, (select count(*) from lineage.schema_doc)::int as schemas,
                    (select count(*) from lineage.entity_facet)::int as facets, (select count(*) from lineage.dataset_column)::int as columns,
                    (select count(*) from lineage.dataset_version)::int as versions`,
    });
    expect(rows).toEqual({ docs: 2, schemas: 1, facets: 2, columns: 1, versions: 1_000 });
  });
});

test('a batch takes the same handful of statements however many events it holds', async () => {
  const statements = (size: number): Promise<number> =>
    rolledBack(database.pool, async (tx) => {
      const events = Array.from({ length: size }, (_, n) =>
        output(n, { schema: { fields: [{ name: `c${n}` }] }, tags: { tags: [{ key: 'k', value: String(n) }] } }),
      );
      await project(tx, batched(events, []));
      tx.statements = 0;
      await project(
        tx,
        batched(
          events.map((event, n) => output(n + size, { ...event.outputs![0]!.facets, tags: { tags: [] } })),
          [],
        ),
      );
      return tx.statements;
    });
  const [few, many] = [await statements(2), await statements(256)];
  expect(many).toBe(few);
  expect(many).toBeLessThanOrEqual(16);
});

/** Rows this transaction has read of all tables of the projector. */
async function rowsRead(tx: CountingTx): Promise<number> {
  const [row] = await tx.query<{ read: number }>({
    text: `select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_xact_user_tables
           where schemaname = 'lineage' and relname ~ '^(entity_facet|facet_|schema_doc|dataset_|version_run|named_column)'`,
  });
  return row!.read;
}

test('a batch reads what it is about and not the history, also with plans made while the tables were empty', async () => {
  await rolledBack(database.pool, async (tx) => {
    const of = (n: number): FacetEvent =>
      output(n, {
        schema: { fields: [{ name: `c${n % 3}` }] },
        columnLineage: { fields: { [`c${n}`]: { inputFields: [{ namespace: 'db', name: 'b', field: 'x' }] } } },
        version: { datasetVersion: String(n) },
        ...(n % 2 === 0 ? { lifecycleStateChange: { lifecycleStateChange: 'TRUNCATE' } } : {}),
      });
    const history = 2_000;
    for (let n = 0; n < history; n += 100) await project(tx, batched(Array.from({ length: 100 }, (_, i) => of(n + i))));
    const before = await rowsRead(tx);
    await project(tx, batched(Array.from({ length: 10 }, (_, i) => of(history + i))));
    const read = (await rowsRead(tx)) - before;
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(300);
  });
}, 120_000);

test('an event that is not to be projected says nothing', async () => {
  await rolledBack(database.pool, async (tx) => {
    const entry = entryOf(output(1, { schema: { fields: [{ name: 'x' }] } }), 1, { project: false, flags: ['CLOCK_SUSPECT'] });
    await newProjector().project(tx, [entry]);
    expect(await storedFacts(tx)).toEqual([]);
  });
});

test('10,000 columns are written once, and one more later by itself', async () => {
  await rolledBack(database.pool, async (tx) => {
    const columns = Array.from({ length: 10_000 }, (_, n) => ({ name: `column_${n}`, type: 'int' }));
    const started = performance.now();
    await project(tx, batched([output(1, { schema: { fields: columns } })], []));
    await project(tx, batched([output(2, { schema: { fields: columns } })], []));
    await project(tx, batched([output(3, { schema: { fields: [...columns, { name: 'one more' }] } })], []));
    expect(await storedFacts(tx)).toHaveLength(3 + 1 + 10_001);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

test('an event with facets on 10,000 datasets is projected like any other, and again', async () => {
  await rolledBack(database.pool, async (tx) => {
    const count = 10_000;
    const facets = (n: number, type: string) => ({
      schema: { fields: [{ name: `c${n}`, type }] },
      tags: { tags: [{ key: 'k', value: type }] },
      version: { datasetVersion: type },
    });
    const all = (type: string) =>
      Array.from({ length: count }, (_, n) => ({ namespace: 'db', name: `part ${n}`, facets: facets(n, type) }));
    for (const [n, type] of ['int', 'text'].entries()) {
      const event = { ...output(n, {}), inputs: all(type), outputs: all(type) };
      await newProjector().project(tx, [{ ...entryOf({}, n + 1), json: () => event }]);
    }
    const [rows] = await tx.query<Record<string, number>>({
      text: `select (select count(*) from lineage.dataset_column where type = 'text')::int as columns,
                    (select count(*) from lineage.facet_doc)::int as docs, (select count(*) from lineage.dataset_pin)::int as pins`,
    });
    expect(rows).toEqual({ columns: count, docs: count + 2, pins: 2 * count });
  });
}, 120_000);

test('facets 5,000 deep, of any shape and of any name are held', async () => {
  const deep: unknown = JSON.parse(`${'{"fields":['.repeat(5_000)}${']}'.repeat(5_000)}`);
  const nested: unknown = JSON.parse(`${'{"fields":[{"name":"n","fields":['.repeat(2_500)}${']}]}'.repeat(2_500)}`);
  await rolledBack(database.pool, async (tx) => {
    const facets = {
      schema: deep,
      deep: nested,
      ['x'.repeat(600)]: {},
      '\0': {},
      '\ud800': {},
      constructor: {},
      ['🜚']: { '\ud800': '\0' },
    };
    await project(tx, batched([output(1, JSON.parse('{}'))], []));
    const event = output(2, facets);
    await newProjector().project(tx, [{ ...entryOf({}, 2), json: () => event }]);
    const rows = await tx.query<{ name: string }>({ text: 'select name from lineage.entity_facet order by name' });
    expect(rows.map((row) => row.name)).toEqual(['constructor', 'deep', 'schema', '🜚']);
  });
});
