import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Child, eventually, temporaryDirectory } from '@hotpass/testkit';
import pg from 'pg';

interface Started {
  readonly url: string;
  readonly adminUrl: string;
  readonly pid: number;
}

const program = 'hub/dist/postgres/main.js';

/** Without fsync: a killed process loses nothing, only a killed machine does. */
function launch(directory: string, flags: readonly string[] = ['--unsafe-fast']): Child {
  return new Child({ program, args: ['--data-dir', directory, ...flags] });
}

async function started(child: Child): Promise<Started> {
  return JSON.parse((await child.says(/^\{.*\}$/m))[0]) as Started;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** A zombie that nobody has collected yet does not count. */
function isAlive(pid: number): boolean {
  if (existsSync('/proc')) return existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function isGone(pid: number): Promise<void> {
  if (isAlive(pid)) throw new Error(`process ${pid} is still there`);
}

const asRoot = process.getuid?.() === 0 ? test : test.skip;

test('the server is durable, speaks to 127.0.0.1 only, wants a password and sorts by the builtin locale', async () => {
  await using directory = await temporaryDirectory();
  await using child = launch(directory.path, []);
  const { url, adminUrl } = await started(child);
  const settings = await query(
    adminUrl,
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'unix_socket_directories', 'data_checksums') order by name`,
  );
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    data_checksums: 'on',
    fsync: 'on',
    full_page_writes: 'on',
    listen_addresses: '127.0.0.1',
    synchronous_commit: 'on',
    unix_socket_directories: '',
  });
  expect(await query(adminUrl, `select distinct auth_method from pg_hba_file_rules`)).toEqual([{ auth_method: 'scram-sha-256' }]);
  expect(
    await query(
      url,
      `select datlocprovider, datlocale, rolsuper from pg_database, pg_roles where datname = current_database() and rolname = current_user`,
    ),
  ).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8', rolsuper: false }]);
  const wrong = new URL(url);
  wrong.password = 'guess';
  await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('passwords are readable by their owner only', async () => {
  await using directory = await temporaryDirectory();
  await using child = launch(directory.path);
  await started(child);
  expect((await stat(join(directory.path, 'postgres', 'credentials.json'))).mode & 0o777).toBe(0o600);
  const left = (await readdir(join(directory.path, 'postgres'))).filter((name) => name.includes('password') || name.includes('partial'));
  expect(left).toEqual([]);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s leaves no process and no port behind', async (signal) => {
  await using directory = await temporaryDirectory();
  await using child = launch(directory.path);
  const { url, pid } = await started(child);
  child.kill(signal);
  expect(await child.exited).toEqual({ code: 0, signal: null });
  expect(isAlive(pid)).toBe(false);
  await expect(query(url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('it ends when the process that started it is gone', async () => {
  await using directory = await temporaryDirectory();
  await using child = launch(directory.path);
  const { pid } = await started(child);
  child.hangUp();
  expect(await child.exited).toEqual({ code: 0, signal: null });
  expect(isAlive(pid)).toBe(false);
});

test('a server left behind by kill -9 is taken care of, and nothing committed is lost', async () => {
  await using directory = await temporaryDirectory();
  await using first = launch(directory.path);
  const before = await started(first);
  await query(before.url, 'create table kept as select 42 as answer');
  first.kill('SIGKILL');
  await first.exited;
  expect(isAlive(before.pid)).toBe(true);

  await using second = launch(directory.path);
  const after = await started(second);
  expect(after.url).toBe(before.url);
  expect(after.pid).not.toBe(before.pid);
  expect(isAlive(before.pid)).toBe(false);
  expect(await query(after.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('kill -9 of the launcher and of its server at once needs no help either', async () => {
  await using directory = await temporaryDirectory();
  await using first = launch(directory.path);
  const before = await started(first);
  await query(before.url, 'create table kept as select 42 as answer');
  first.kill('SIGKILL');
  process.kill(before.pid, 'SIGKILL');
  await first.exited;

  await using second = launch(directory.path);
  const after = await started(second);
  expect(await query(after.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('a second one on the same directory is one sentence and exit code 1, and the first goes on', async () => {
  await using directory = await temporaryDirectory();
  await using first = launch(directory.path);
  const { url, pid } = await started(first);
  await using second = launch(directory.path);
  expect(await second.exited).toEqual({ code: 1, signal: null });
  expect(second.stderr.trim().split('\n')).toHaveLength(1);
  expect(second.stderr).toContain(directory.path);
  expect(isAlive(pid)).toBe(true);
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('two that start together on a new directory: one serves, the other says so', async () => {
  await using directory = await temporaryDirectory();
  await using one = launch(directory.path);
  await using other = launch(directory.path);
  const outcomes = await Promise.all([one, other].map((child) => Promise.race([started(child), child.exited])));
  const urls = outcomes.flatMap((outcome) => ('url' in outcome ? [outcome.url] : []));
  expect(outcomes.filter((outcome) => 'code' in outcome)).toEqual([{ code: 1, signal: null }]);
  expect(urls).toHaveLength(1);
  expect(await eventually(() => query(urls[0]!, 'select 1 as one'))).toEqual([{ one: 1 }]);
});

test('a server that was killed is started again at the same address, and still belongs to its launcher', async () => {
  await using directory = await temporaryDirectory();
  await using child = launch(directory.path);
  const { url, pid } = await started(child);
  await query(url, 'create table kept as select 42 as answer');
  process.kill(pid, 'SIGKILL');
  await eventually(() => isGone(pid));
  expect(await eventually(() => query(url, 'select answer from kept'))).toEqual([{ answer: 42 }]);
  await using second = launch(directory.path);
  expect(await second.exited).toEqual({ code: 1, signal: null });
});

test('a killed session does not cost the directory', async () => {
  await using directory = await temporaryDirectory();
  await using child = launch(directory.path);
  const { adminUrl } = await started(child);
  await query(adminUrl, `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'hotpass hub %'`);
  await eventually(async () => {
    const locks = await query(adminUrl, `select 1 from pg_locks where locktype = 'advisory' and granted`);
    if (locks.length !== 1) throw new Error('the lock is not back');
  });
  await using second = launch(directory.path);
  expect(await second.exited).toEqual({ code: 1, signal: null });
});

test('a first start that was killed half way leaves nothing that looks like a database', async () => {
  await using directory = await temporaryDirectory();
  await using first = launch(directory.path);
  const state = join(directory.path, 'postgres');
  await eventually(async () => {
    const made = (await readdir(state)).find((name) => name.includes('.partial-'));
    if (made === undefined || (await readdir(join(state, made))).length < 3) throw new Error('initdb has not begun');
  });
  first.kill('SIGKILL');
  await first.exited;
  expect(await readdir(state)).not.toContain('data');

  await using second = launch(directory.path);
  const { url } = await started(second);
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect((await readdir(state)).filter((name) => name.includes('.partial-'))).toEqual([]);
});

test('a postmaster.pid that names some other process, as after a reboot, does not keep it from starting', async () => {
  await using directory = await temporaryDirectory();
  await using first = launch(directory.path);
  await started(first);
  await first[Symbol.asyncDispose]();
  const data = (await readFile(join(directory.path, 'postgres', 'location'), 'utf8')).trim();
  await using sleeper = launch(join(directory.path, 'other'));
  const other = await started(sleeper);
  // The worst case: the id now belongs to a PostgreSQL, on another directory and of the same account.
  await writeFile(join(data, 'postmaster.pid'), `${other.pid}\n${data}\n0\n1\n\n127.0.0.1\n0 0\nready\n`);
  await using second = launch(directory.path);
  expect((await started(second)).url).not.toBe(other.url);
  expect(isAlive(other.pid)).toBe(true);
});

test('a port that somebody took meanwhile is replaced', async () => {
  await using directory = await temporaryDirectory();
  await using first = launch(directory.path);
  const { url } = await started(first);
  await first[Symbol.asyncDispose]();
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(Number(new URL(url).port), '127.0.0.1', resolve));
  try {
    await using second = launch(directory.path);
    const again = await started(second);
    expect(again.url).not.toBe(url);
    expect(await query(again.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  } finally {
    squatter.close();
  }
});

test('data without its passwords is refused with a sentence, not replaced', async () => {
  await using directory = await temporaryDirectory();
  await mkdir(join(directory.path, 'postgres', 'data'), { recursive: true });
  await using child = launch(directory.path);
  expect(await child.exited).toEqual({ code: 1, signal: null });
  expect(child.stderr).toContain('passwords');
});

test('data that does not take the kept passwords is a sentence, and no server is left', async () => {
  await using directory = await temporaryDirectory();
  await using first = launch(directory.path);
  await started(first);
  await first[Symbol.asyncDispose]();
  const state = join(directory.path, 'postgres');
  await writeFile(join(state, 'credentials.json'), JSON.stringify({ adminPassword: 'wrong', hubPassword: 'wrong' }));
  await using second = launch(directory.path);
  expect(await second.exited).toEqual({ code: 1, signal: null });
  expect(second.stderr.trim().split('\n')).toHaveLength(1);
  expect(await readdir(join(state, 'data'))).not.toContain('postmaster.pid');
});

asRoot('as root the server runs as the owner of its data, who is not root', async () => {
  await using directory = await temporaryDirectory();
  await using child = launch(directory.path);
  const { pid } = await started(child);
  const data = await stat(join(directory.path, 'postgres', 'data'));
  expect(data.uid).not.toBe(0);
  expect(await readFile(`/proc/${pid}/status`, 'utf8')).toContain(`Uid:\t${data.uid}\t${data.uid}`);
});

asRoot('as root, below a directory that others cannot enter, the data is kept elsewhere, said so, and found again', async () => {
  await using directory = await temporaryDirectory();
  await chmod(directory.path, 0o700);
  await using first = launch(directory.path);
  const { url } = await started(first);
  expect(first.stderr).toContain('/var/lib/hotpass/');
  const location = (await readFile(join(directory.path, 'postgres', 'location'), 'utf8')).trim();
  try {
    expect((await stat(location)).uid).not.toBe(0);
    await query(url, 'create table kept as select 42 as answer');
    await first[Symbol.asyncDispose]();
    // Now that others may enter, the data still is where it was.
    await chmod(directory.path, 0o755);
    await using second = launch(directory.path);
    expect(await query((await started(second)).url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  } finally {
    await first[Symbol.asyncDispose]();
    await rm(location, { recursive: true });
  }
});

test('its log tells of the server, and of no value a statement was sent', async () => {
  await using directory = await temporaryDirectory();
  await using child = launch(directory.path);
  const { url } = await started(child);
  await query(url, 'create temporary table t (name text unique check (length(name) < 20))');
  for (const text of [
    `select 'canary'::int`,
    `select '{canary'::jsonb`,
    `select 'canary' from nowhere`,
    `do $$ begin raise warning 'canary'; end $$`,
  ])
    await query(url, text).catch(() => undefined);
  const log = await readFile(join(directory.path, 'postgres', 'postgres.log'), 'utf8');
  expect(log).toContain('ready to accept connections');
  expect(log).not.toContain('canary');
});
