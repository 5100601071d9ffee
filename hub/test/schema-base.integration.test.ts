import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findBase } from '../src/schema/base.ts';

let place: string;
let origin: string;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'hotpass-schema-base-'));
  origin = join(place, 'origin');
  git(place, 'init', '--quiet', '--initial-branch=main', origin);
  await commit('one');
  await commit('two');
});

afterEach(() => rm(place, { recursive: true }));

function git(directory: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.invalid', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...args], { cwd: directory, encoding: 'utf8' });
}

async function commit(text: string): Promise<void> {
  await writeFile(join(origin, 'file'), text);
  git(origin, 'add', 'file');
  git(origin, 'commit', '--quiet', '-m', text);
}

test('a branch is compared with where it left main, whatever main has become since', async () => {
  git(origin, 'switch', '--quiet', '-c', 'branch');
  await commit('three');
  await commit('four');
  git(origin, 'switch', '--quiet', 'main');
  await commit('newer');
  git(origin, 'switch', '--quiet', 'branch');
  const base = await findBase(origin);
  expect(await base.read('file')).toBe('two');
  expect(await base.read('other')).toBeNull();
  expect(base.sentence).toContain('where this branch left main');
});

test('main, and a commit checked out without a branch, are compared with the commit before', async () => {
  expect(await (await findBase(origin)).read('file')).toBe('one');
  git(origin, 'switch', '--quiet', '--detach');
  expect(await (await findBase(origin)).read('file')).toBe('one');
});

test('a clone that knows main only from its origin is compared with that', async () => {
  git(origin, 'switch', '--quiet', '-c', 'branch');
  await commit('three');
  git(place, 'clone', '--quiet', `file://${origin}`, 'clone');
  expect(await (await findBase(join(place, 'clone'))).read('file')).toBe('two');
});

test('a shallow clone compares with what it has, and says that history is missing', async () => {
  git(place, 'clone', '--quiet', '--depth=1', `file://${origin}`, 'shallow');
  const base = await findBase(join(place, 'shallow'));
  expect(await base.read('file')).toBe('two');
  expect(base.sentence).toContain('ONLY what is not committed');
});

test('a folder that is no checkout says that nothing was compared', async () => {
  const base = await findBase(place);
  expect(base.sentence).toContain('NOT looked for');
  expect(await base.read('file')).toBeNull();
});
