import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aRunEvent, Child, createTestDatabase, eventually, startTestHub, temporaryDirectory, type TestHub } from '@hotpass/testkit';
import pg from 'pg';

const program = 'hub/dist/main.js';

/** A hub that is expected to end by itself. */
async function refusal(
  settings: Readonly<Record<string, string>>,
  options: { execArgv?: readonly string[] } = {},
): Promise<{ code: number | null; sentence: string }> {
  await using child = new Child({ program, settings: { HOTPASS_PORT: '0', HOTPASS_LOG_LEVEL: 'error', ...settings }, ...options });
  const { code } = await child.exited;
  return { code, sentence: child.stderr.trim() };
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
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

/** How long a hub may take for what it does by itself. */
const patienceMs = 20_000;

describe('a hub that cannot start says so in one sentence and exits with 1', () => {
  test('a taken port', async () => {
    await using directory = await temporaryDirectory();
    const squatter = createServer();
    const port = await listening(squatter);
    const { code, sentence } = await refusal({ HOTPASS_PORT: String(port), HOTPASS_DATA_DIR: directory.path });
    squatter.close();
    expect({ code, lines: sentence.split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(sentence).toContain(`Port ${port}`);
  });

  test('an unwritable directory', async () => {
    await using directory = await temporaryDirectory();
    await writeFile(join(directory.path, 'file'), '');
    const { code, sentence } = await refusal({ HOTPASS_DATA_DIR: join(directory.path, 'file', 'below') });
    expect({ code, lines: sentence.split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(sentence).toContain('cannot be written');
  });

  test.each(['0.0.0.0', '192.168.1.1'])('the host %s, which is not loopback', async (host) => {
    const { code, sentence } = await refusal({ HOTPASS_HOST: host });
    expect({ code, lines: sentence.split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(sentence).toContain('loopback');
  });

  test('wrong and unknown settings, all of them together', async () => {
    const { code, sentence } = await refusal({ HOTPASS_PORT: 'http', HOTPASS_PROT: '1', DATABASE_URL: 'mysql://localhost' });
    expect({ code, lines: sentence.split('\n').length }).toEqual({ code: 1, lines: 1 });
    for (const name of ['HOTPASS_PORT', 'HOTPASS_PROT', 'DATABASE_URL']) expect(sentence).toContain(name);
    expect(sentence).not.toContain('mysql://');
  });

  test('a Node without Zstandard', async () => {
    const withoutZstd = `import zlib from 'node:zlib'; import { syncBuiltinESMExports } from 'node:module'; delete zlib.zstdCompressSync; syncBuiltinESMExports();`;
    const { code, sentence } = await refusal({}, { execArgv: ['--import', `data:text/javascript,${encodeURIComponent(withoutZstd)}`] });
    expect({ code, lines: sentence.split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(sentence).toContain('needs Node 24');
  });

  test('a database that refuses the password', async () => {
    await using database = await createTestDatabase();
    await using directory = await temporaryDirectory();
    const url = new URL(database.url);
    url.password = 'guess';
    const { code, sentence } = await refusal({ DATABASE_URL: url.href, HOTPASS_DATA_DIR: directory.path });
    expect({ code, lines: sentence.split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(sentence).not.toContain('guess');
  });

  test('a database that may lose what it acknowledges', async () => {
    await using database = await createTestDatabase();
    await using directory = await temporaryDirectory();
    const { code, sentence } = await refusal({ DATABASE_URL: database.url, HOTPASS_DATA_DIR: directory.path });
    expect({ code, lines: sentence.split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(sentence).toContain('fsync');
  });
});

describe('a hub on its embedded database', () => {
  let hub: TestHub;

  beforeAll(async () => {
    hub = await startTestHub({ durable: true });
  });

  afterAll(async () => hub[Symbol.asyncDispose]());

  test('listens, is ready and shows metrics', async () => {
    expect((await fetch(`${hub.url}/health`)).status).toBe(200);
    expect(await (await fetch(`${hub.url}/readiness`)).json()).toEqual({ status: 'ready', reasons: [] });
    expect(await (await fetch(`${hub.url}/metrics`)).text()).toContain('# TYPE');
    await eventually(async () => expect(hub.output).toContain('npm run demo'), patienceMs);
  });

  test('a second one on the same directory is one sentence and exit code 1, and the first goes on', async () => {
    const { code, sentence } = await refusal({ HOTPASS_DATA_DIR: hub.dataDirectory });
    expect({ code, lines: sentence.split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(sentence).toContain('Another hub');
    await hub.post(aRunEvent());
  });

  test('two hubs side by side do not meet', async () => {
    await using other = await startTestHub({ durable: true });
    const event = aRunEvent({ job: 'only-here' });
    await other.post(event);
    await other.settle();
    const query = 'query ($id: ID!) { run(id: $id) { id } }';
    const id = `run_${event.run.runId}`;
    expect(await other.graphql(query, { id })).toEqual({ data: { run: { id } } });
    expect(await hub.graphql(query, { id })).toEqual({ data: { run: null } });
  });

  test('goes on when its PostgreSQL was killed', async () => {
    const pid = await hub.postgresPid();
    process.kill(pid, 'SIGKILL');
    await eventually(async () => {
      await hub.post(aRunEvent());
      if ((await hub.postgresPid()) === pid) throw new Error('the killed server still answers');
    }, patienceMs);
    await hub.settle();
    expect((await fetch(`${hub.url}/readiness`)).status).toBe(200);
  });

  test('starts again by itself after kill -9, with everything that was acknowledged', async () => {
    const event = aRunEvent({ eventType: 'ABORT' });
    await hub.post(event);
    await hub.kill('SIGKILL');
    await hub.restart();
    await hub.settle();
    const answer = await hub.graphql('query ($id: ID!) { run(id: $id) { state } }', { id: `run_${event.run.runId}` });
    expect(answer).toEqual({ data: { run: { state: 'ABORTED' } } });
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('%s leaves no process and no port behind', async (signal) => {
    const pid = await hub.postgresPid();
    const databaseUrl = await hub.databaseUrl();
    expect(await hub.kill(signal)).toEqual({ code: 0, signal: null });
    expect(isAlive(pid)).toBe(false);
    await expect(fetch(`${hub.url}/health`)).rejects.toThrow('fetch failed');
    await expect(new pg.Client({ connectionString: databaseUrl }).connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await hub.restart();
  });
});

describe('while it starts', () => {
  test('it says what it waits for, answers 503 with a code, and can be stopped', async () => {
    await using directory = await temporaryDirectory();
    // A database that accepts connections and never answers.
    const silent = createServer();
    const port = await listening(silent);
    const settings = {
      HOTPASS_PORT: '0',
      DATABASE_URL: `postgresql://nobody:secret@127.0.0.1:${port}/none`,
      HOTPASS_DATA_DIR: directory.path,
    };
    await using child = new Child({ program, settings });
    const [, url] = await child.says(/starting at (http:\/\/\S+)/);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    const readiness = await fetch(`${url}/readiness`);
    expect([readiness.status, await readiness.json()]).toEqual([503, { status: 'not ready', reasons: [expect.any(String)] }]);
    const refused = await fetch(`${url}/api/v1/lineage`, { method: 'POST', body: '{}' });
    expect([refused.status, await refused.json()]).toMatchObject([503, { error: { code: 'UNAVAILABLE' } }]);
    child.kill('SIGTERM');
    expect(await child.exited).toEqual({ code: 0, signal: null });
    silent.close();
  });
});

test('a hub that follows its parent ends when that was killed, and so does its database', async () => {
  await using directory = await temporaryDirectory();
  // As npm does: a parent that passes no signal on.
  await using parent = new Child({
    program: 'hub/test/parent.ts',
    settings: { HOTPASS_PORT: '0', HOTPASS_DATA_DIR: join(directory.path, 'hub') },
  });
  const [, url] = await parent.says(/ready at (http:\/\/\S+)/);
  const location = readFileSync(join(directory.path, 'hub', 'postgres', 'location'), 'utf8').trim();
  const postgres = Number(readFileSync(join(location, 'postmaster.pid'), 'utf8').split('\n')[0]);
  parent.kill('SIGKILL');
  await eventually(async () => {
    const answer = await fetch(`${url}/health`).catch(() => null);
    if (answer !== null || isAlive(postgres)) throw new Error('the hub is still there');
  }, patienceMs);
});
