import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aRunEvent, Child, openSocket, startOtlpCollector, temporaryDirectory, type OtlpCollector } from '@hotpass/testkit';
import { topologies, type RunningTopology } from './support/topologies.ts';

/** What must never be told: each word stands for a payload or a secret of somebody. */
const payload = 'canarypayload';
const secret = 'canarysecret';
const traceId = randomBytes(16).toString('hex');
const keptOutput = 256 * 1024;

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly requestId?: string;
  readonly traceId?: string;
}

/** An event with the payload everywhere a producer can write. */
function aTellingEvent(job = `job.${payload}`): Record<string, unknown> {
  const event = aRunEvent({ job, inputs: [`in.${payload}`], outputs: [`out.${payload}`] });
  const producer = `https://${payload}.example/`;
  const _schemaURL = 'https://openlineage.io/spec/facets/1-0-1/SQLJobFacet.json#/$defs/SQLJobFacet';
  const facets = {
    sql: { _producer: producer, _schemaURL, query: `select '${payload}'` },
    [payload]: { _producer: producer, _schemaURL, [payload]: payload },
  };
  return { ...event, producer, job: { ...event.job, namespace: `ns.${payload}`, facets } };
}

describe.each(topologies)('nothing that was sent is told by $name', ({ start }) => {
  let collector: OtlpCollector;
  let topology: RunningTopology;
  beforeAll(async () => {
    collector = await startOtlpCollector();
    topology = await start({ ...collector.settings, HOTPASS_LOG_LEVEL: 'trace', OTEL_EXPORTER_OTLP_HEADERS: `api-key=${secret}` });
    await sendEverything();
  }, 120_000);
  afterAll(async () => {
    await topology?.[Symbol.asyncDispose]();
    await collector[Symbol.asyncDispose]();
  });

  const headers = {
    traceparent: `00-${traceId}-${'1'.repeat(16)}-01`,
    authorization: `Bearer ${secret}`,
    'x-api-key': secret,
    cookie: `session=${secret}`,
    'user-agent': payload,
  };

  async function post(body: string | Uint8Array<ArrayBuffer>, more: Readonly<Record<string, string>> = {}, batch = false): Promise<number> {
    return (await topology.graph.postBytes(body, { batch, headers: { ...headers, ...more } })).status;
  }

  /** Events that are taken, refused and cannot be read; operations that run and that do not; addresses that are none. */
  async function sendEverything(): Promise<void> {
    await using subscription = topology.graph.subscribe(
      `subscription Watch($after: String) { runUpdated(after: $after) { run { id job { name } errorMessage } } }`,
    );
    const first = subscription.next();
    for (let isOpen = false; !isOpen;) {
      const sent = topology.graph.post(aTellingEvent('before')).then(() => false);
      isOpen = await Promise.race([first.then(() => true), sent]);
    }
    expect(await post(JSON.stringify(aTellingEvent()))).toBe(201);
    expect(await post(JSON.stringify([aTellingEvent(), payload, { payload }]), {}, true)).toBe(200);
    const odd = [
      JSON.stringify({ ...aTellingEvent(), eventTime: payload }),
      JSON.stringify({ ...aTellingEvent(), eventType: payload, run: payload }),
      `{"${payload}": ${payload}`,
      payload,
      `${'['.repeat(20_000)}"${payload}"`,
      JSON.stringify({ ...aTellingEvent(), eventTime: '2020-01-01T00:00:00Z', job: { namespace: payload.repeat(500), name: payload } }),
    ];
    const statuses = new Set<number>();
    for (const body of odd) statuses.add(await post(body));
    expect([...statuses]).toContain(400);
    expect(await post(new Uint8Array(Buffer.concat([Buffer.from(payload), Buffer.from([0xff])])))).toBe(400);
    expect(await post(new Uint8Array(gzipSync(payload)), { 'content-encoding': 'gzip' })).toBe(400);
    expect(await post(payload, { 'content-encoding': 'gzip' })).toBe(400);
    await sendOperations();
    for (const path of [
      `/${payload}`,
      `/graphql?token=${secret}&q=${payload}`,
      `/api/v1/${payload}?key=${secret}`,
      `/api/v1/lineage?api_key=${secret}`,
    ])
      await fetch(`${topology.graph.url}${path}`, { headers });
    await topology.graph.settle();
    // Alone in its batch, so that the lines about the batch have its trace.
    expect(await post(JSON.stringify(aTellingEvent()))).toBe(201);
    await topology.graph.settle();
    for (const name of ['process runs.openlineage', 'process runUpdated'])
      await collector.until(() => collector.ofTrace(traceId).some((span) => span.name === name));
  }

  async function sendOperations(): Promise<void> {
    const mutation = 'mutation($event: String!) { ingestLineageEvent(input: { event: $event }) { entryId errors { code message } } }';
    const operations: readonly (readonly [string, Record<string, unknown>])[] = [
      [mutation, { event: JSON.stringify(aTellingEvent()) }],
      [mutation, { event: payload }],
      [mutation, { event: { payload } }],
      ['query($id: ID!) { dataset(id: $id) { id name } }', { id: payload }],
      ['query($n: Int) { runs(first: $n) { nodes { id } } }', { n: payload }],
      ['query($a: String) { runs(first: 1, after: $a) { nodes { id } } }', { a: payload }],
      [`{ dataset(namespace: "${payload}", name: "${payload}") { id } }`, {}],
      [`{ runs(first: "${payload}") { nodes { id } } }`, {}],
      [`{ ${payload}(a: "${payload}") }`, {}],
      [`{ "${payload}`, {}],
      [`{ runs(first: 1) { nodes { id } } # ${payload}\n }`, {}],
    ];
    for (const [query, variables] of operations) await topology.graph.graphql(query, variables, { headers });
    for (const [query, variables] of operations) {
      const body = JSON.stringify({ query, variables });
      const asEvents = { ...headers, 'content-type': 'application/json', accept: 'text/event-stream' };
      await (await fetch(`${topology.graph.url}/graphql`, { method: 'POST', headers: asEvents, body })).text();
      const search = new URLSearchParams({
        query,
        variables: JSON.stringify(variables),
        extensions: JSON.stringify({ [payload]: secret }),
      });
      await fetch(`${topology.graph.url}/graphql?${search}`, { headers: { ...headers, accept: 'application/json' } });
    }
    await topology.graph.graphql('{ __typename }', {}, { headers: { ...headers, 'hotpass-min-position': payload } });
    for (const [query, variables] of operations) {
      await using once = topology.graph.subscribe(query, variables);
      await once.next().catch(() => undefined);
    }
    expect(await openSocket(`${topology.graph.url.replace(/^http/, 'ws')}/graphql?token=${secret}`, headers)).toBe(101);
  }

  function lines(): readonly Line[] {
    return topology.logs().flatMap((log) =>
      log
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Line),
    );
  }

  test('no log, at the finest level', async () => {
    const logs = topology.logs();
    for (const log of logs) expect(log.length).toBeLessThan(keptOutput);
    expect(logs.join('').length).toBeGreaterThan(5_000);
    expect(logs.join('\n')).not.toContain(payload);
    expect(logs.join('\n')).not.toContain(secret);
    const password = new URL(await topology.graph.databaseUrl()).password;
    expect(password.length).toBeGreaterThan(8);
    expect(logs.join('\n')).not.toContain(password);
    expect(collector.received).not.toContain(password);
  });

  test('no span and no metric', async () => {
    expect(collector.spans.length).toBeGreaterThan(50);
    expect(collector.received).not.toContain(payload);
    expect(collector.received).not.toContain(secret);
    const metrics = await topology.metrics();
    expect(metrics).toContain('hotpass_ingest_events_total');
    expect(metrics).not.toContain(payload);
    expect(metrics).not.toContain(secret);
  });

  test('every line is JSON, and names request and trace on every way in', () => {
    const said = (msg: string): readonly Line[] => lines().filter((line) => line.msg === msg);
    for (const msg of [
      'request answered',
      'operation begun on a stream of events',
      'operation answered on a socket',
      'operation begun on a socket',
      'subscription event answered',
    ])
      expect({ msg, ids: said(msg).map(({ requestId }) => typeof requestId) }).toEqual({ msg, ids: expect.arrayContaining(['string']) });
    expect(said('request answered').every(({ requestId }) => requestId !== undefined)).toBe(true);
    for (const msg of ['request answered', 'entries processed', 'subscription event answered'])
      expect({ msg, found: said(msg).some((line) => line.traceId === traceId) }).toEqual({ msg, found: true });
    expect(said('operation answered on a socket').every((line) => line.traceId !== undefined)).toBe(true);
  });
});

test('a password in an address that cannot be used is not told', async () => {
  await using directory = await temporaryDirectory();
  for (const url of [`postgres://hotpass:${secret}@127.0.0.1:9/hotpass`, `postgres://hotpass:${secret}@[/x`, `mysql://${secret}@host`]) {
    const settings = { HOTPASS_PORT: '0', HOTPASS_DATA_DIR: directory.path, DATABASE_URL: url, HOTPASS_LOG_LEVEL: 'trace' };
    await using child = new Child({ program: 'hub/dist/main.js', settings });
    await Promise.race([child.exited, child.says(/database does not answer yet/)]);
    expect(child.stdout + child.stderr).not.toContain(secret);
    expect(child.stderr.length).toBeGreaterThan(20);
  }
});

test('a crash is one line of JSON like every other, and quotes nothing', async () => {
  await using directory = await temporaryDirectory();
  // Put together there, since a frame names the module by its text.
  const crash = `setTimeout(() => JSON.parse('${payload.slice(0, 3)}' + '${payload.slice(3)}'), 4_000)`;
  const execArgv = ['--import', `data:text/javascript,${encodeURIComponent(crash)}`];
  const settings = { HOTPASS_PORT: '0', HOTPASS_DATA_DIR: directory.path, DATABASE_URL: 'postgres://hotpass@127.0.0.1:9/hotpass' };
  await using child = new Child({ program: 'hub/dist/main.js', execArgv, settings });
  expect((await child.exited).code).toBe(1);
  const last = JSON.parse(child.stderr.trim().split('\n').at(-1)!) as Record<string, unknown>;
  expect(last).toMatchObject({ level: 60, msg: 'unexpected error, the process ends', err: { type: 'SyntaxError' } });
  expect(child.stderr).not.toContain(payload);
});
