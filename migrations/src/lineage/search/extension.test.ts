import { expect, test } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { extensionSchema } from './extension.ts';

/** A database with this extension, or one that refuses to make it. */
function aDatabase(present: string | null, refusal: string | null = null): { runner: QueryRunner; made: string[] } {
  const made: string[] = [];
  const query = async (text: string): Promise<unknown> => {
    if (text.includes('from pg_extension')) return present === null ? [] : [{ schema: present }];
    if (refusal !== null && text.startsWith('create extension')) throw Object.assign(new Error('refused'), { code: refusal });
    made.push(text);
    return [];
  };
  return { runner: { query } as unknown as QueryRunner, made };
}

test('the extension is made in a schema of its own', async () => {
  const { runner, made } = aDatabase(null);
  expect(await extensionSchema(runner)).toBe('extensions');
  expect(made).toEqual(['create schema if not exists extensions', 'create extension pg_trgm with schema extensions']);
});

test('an extension that is there stays where it is', async () => {
  const { runner, made } = aDatabase('public');
  expect(await extensionSchema(runner)).toBe('public');
  expect(made).toEqual([]);
});

test.each([
  ['42501', /may not create it.*administrator/],
  ['58P01', /does not have it.*contrib/],
  ['0A000', /does not have it.*contrib/],
])('a refusal with SQLSTATE %s says what to do', async (code, sentence) => {
  await expect(extensionSchema(aDatabase(null, code).runner)).rejects.toThrow(sentence);
});

test('anything else is thrown as it came', async () => {
  await expect(extensionSchema(aDatabase(null, '57P01').runner)).rejects.toThrow('refused');
});
