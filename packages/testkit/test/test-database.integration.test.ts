import { expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase } from '../src/index.ts';

test('a test database has every migration and is nobody else’s', async () => {
  await using one = await createTestDatabase();
  await using other = await createTestDatabase();
  await one.pool.query('create table only_here (id int)');
  const { rows } = await one.pool.query('select count(*)::int as applied from hotpass.migration');
  expect(rows).toEqual([{ applied: expect.any(Number) }]);
  await expect(other.pool.query('select * from only_here')).rejects.toMatchObject({ code: '42P01' });
});

test('its role is no superuser', async () => {
  await using database = await createTestDatabase();
  const { rows } = await database.pool.query(`select rolsuper from pg_roles where rolname = current_user`);
  expect(rows).toEqual([{ rolsuper: false }]);
});

test('a disposed test database is gone, connections or not', async () => {
  const database = await createTestDatabase();
  const straggler = new pg.Client({ connectionString: database.url });
  straggler.on('error', () => undefined);
  await straggler.connect();
  await database[Symbol.asyncDispose]();
  const again = new pg.Client({ connectionString: database.url });
  await expect(again.connect()).rejects.toMatchObject({ code: '3D000' });
});
