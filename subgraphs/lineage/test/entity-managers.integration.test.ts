import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { localPrincipal } from '@hotpass/kernel';
import { openLog, type Log, type Tx } from '@hotpass/log';
import { EntityManagers } from '@hotpass/server';
import { createTestDatabase, type TestDatabase } from '@hotpass/testkit';
import { AnnotationEntity, EntityTagEntity } from '../src/annotation/annotation.entity.ts';

let database: TestDatabase;
let log: Log;
let managers: EntityManagers;

/** With one connection, whoever reached for a second would wait for ever. */
beforeAll(async () => {
  database = await createTestDatabase();
  log = await openLog({ connectionString: database.url, applicationName: 'managers', poolSize: 1, allowUnsafeDurability: true });
  managers = await EntityManagers.of([AnnotationEntity, EntityTagEntity]);
});

afterAll(async () => {
  await log.close();
  await database[Symbol.asyncDispose]();
});

function aTag(entity: string, value = ''): EntityTagEntity {
  return Object.assign(new EntityTagEntity(), { entity, key: 'k', value, taggedBy: 'local', taggedAt: new Date(0) });
}

async function countOf(table: string, column: string, value: string): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(`select count(*)::int as n from ${table} where ${column} = $1`, [value]);
  return rows[0]!.n;
}

const fact = (key: string) => ({ type: 'lineage.dataset.tagged', keys: [key], data: {} });

test('a row and its entry commit together', async () => {
  const { entryId } = await log.database.transact(localPrincipal, {}, async (tx) => {
    await managers.writing(tx).save(aTag('together'));
    tx.log.append(fact('together'));
    expect(await managers.writing(tx).countBy(EntityTagEntity, { entity: 'together' })).toBe(1);
    // Nobody else sees either.
    expect(await countOf('lineage.entity_tag', 'entity', 'together')).toBe(0);
  });
  expect(entryId).not.toBeNull();
  expect(await countOf('lineage.entity_tag', 'entity', 'together')).toBe(1);
  expect(await countOf('log.entry', 'keys[1]', 'together')).toBe(1);
});

test('a transaction that fails leaves neither', async () => {
  const failing = log.database.transact(localPrincipal, {}, async (tx) => {
    await managers.writing(tx).save(aTag('failing'));
    tx.log.append(fact('failing'));
    throw new Error('after all');
  });
  await expect(failing).rejects.toThrow('after all');
  expect(await countOf('lineage.entity_tag', 'entity', 'failing')).toBe(0);
  expect(await countOf('log.entry', 'keys[1]', 'failing')).toBe(0);
});

test('an entry that is refused takes the row with it', async () => {
  const failing = log.database.transact(localPrincipal, {}, async (tx) => {
    await managers.writing(tx).save(aTag('refused'));
    tx.log.append({ ...fact('refused'), data: { when: 1n } });
  });
  await expect(failing).rejects.toThrow('BigInt');
  expect(await countOf('lineage.entity_tag', 'entity', 'refused')).toBe(0);
});

test('rows are found, changed and removed as mapped', async () => {
  const annotation = {
    entity: 'mapped',
    version: 1,
    description: 'it',
    describedBy: 'local',
    describedAt: new Date('2026-01-15T08:00:00Z'),
  };
  await log.database.transact(localPrincipal, {}, async (tx) => {
    await managers.writing(tx).save(Object.assign(new AnnotationEntity(), annotation));
  });
  const found = await log.database.read(localPrincipal, (tx) => managers.reading(tx).findOneBy(AnnotationEntity, { entity: 'mapped' }));
  expect(found).toEqual(Object.assign(new AnnotationEntity(), annotation));
  await log.database.transact(localPrincipal, {}, async (tx) => {
    const row = await managers.writing(tx).findOneByOrFail(AnnotationEntity, { entity: 'mapped' });
    await managers.writing(tx).save(Object.assign(row, { version: 2 }));
    await managers.writing(tx).save(aTag('mapped', 'a'));
    await managers.writing(tx).update(EntityTagEntity, { entity: 'mapped' }, { value: 'b' });
    expect(await managers.writing(tx).findOneBy(EntityTagEntity, { entity: 'mapped', key: 'k' })).toMatchObject({ value: 'b' });
    await managers.writing(tx).delete(EntityTagEntity, { entity: 'mapped' });
  });
  expect(await countOf('lineage.entity_tag', 'entity', 'mapped')).toBe(0);
  expect(await countOf('lineage.annotation', 'version', '2')).toBe(1);
});

test('a manager is of its transaction alone, which it neither ends nor outlives', async () => {
  let kept: Tx | null = null;
  await log.database.transact(localPrincipal, {}, async (tx) => {
    kept = tx;
    await expect(managers.writing(tx).transaction(async () => undefined)).rejects.toThrow('begins and ends there');
  });
  await expect(managers.writing(kept!).save(aTag('late'))).rejects.toThrow('This transaction is over.');
});

test('what only reads cannot write', async () => {
  const writing = log.database.read(localPrincipal, (tx) => managers.writing(tx as Tx).save(aTag('reading')));
  await expect(writing).rejects.toMatchObject({ code: '25006' });
});

test('TypeORM cannot get a connection of its own', async () => {
  const source: unknown = Reflect.get(await log.database.read(localPrincipal, async (tx) => managers.reading(tx)), 'dataSource');
  const { initialize } = source as { initialize(): Promise<unknown> };
  await expect(initialize.call(source)).rejects.toThrow('in transactions of the log');
  const { rows } = await database.pool.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where application_name = 'managers'`,
  );
  // The pool's one, and the session that listens when it bears this name.
  expect(rows[0]!.n).toBeLessThanOrEqual(2);
});
