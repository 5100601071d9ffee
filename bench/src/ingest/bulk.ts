import { once } from 'node:events';
import { zstdCompressSync } from 'node:zlib';
import { from as copyFrom } from 'pg-copy-streams';
import type { DurableHub } from '../harness/durable-hub.ts';
import { perSecond, cpuPerOperation, type Measured } from '../harness/measure.ts';
import type { BenchOptions } from '../harness/options.ts';
import { ratios, type Report } from '../harness/report.ts';
import type { IngestParts } from './parts.ts';
import { openSenders } from './senders.ts';

const eventsPerRequest = 100;
const senders = 4;

/** Batches of a hundred over HTTP, against a bare multi-row INSERT and COPY of rows compressed before. Answers how many events were stored. */
export async function measureBulk(
  report: Report,
  { rounds, quick }: BenchOptions,
  { hub, world }: Pick<IngestParts, 'hub' | 'world'>,
): Promise<number> {
  const requests = quick ? 8 : 40;
  await hub.pool.query('create table public.bench_row (id bigint primary key, at timestamptz not null, body bytea not null)');
  await hub.pool.query('alter table public.bench_row alter column body set storage external');
  const [ours, inserted, copied]: Measured[][] = [[], [], []];
  using connections = await openSenders(hub.hub.url, senders);
  for (let round = -1; round < rounds; round += 1) {
    const batches = Array.from({ length: requests }, () => world.take(eventsPerRequest));
    const compressed = batches.map((batch) => batch.map((event) => zstdCompressSync(event)));
    const sent = await overHttp(hub, connections.connections, batches);
    await hub.hub.settle();
    const rows = await withRows(hub, compressed, insertRows);
    const copy = await withRows(hub, compressed, copyRows);
    report.readLoad();
    if (round < 0) continue;
    ours?.push(sent);
    inserted?.push(rows);
    copied?.push(copy);
  }
  await hub.pool.query('drop table public.bench_row');
  report.say(`Bulk, ${eventsPerRequest} events a request, ${senders} senders`);
  report.figure('acknowledged', 'events/s', ours!.map(perSecond), 0);
  report.figure('bare multi-row INSERT', 'rows/s', inserted!.map(perSecond), 0);
  report.figure('COPY', 'rows/s', copied!.map(perSecond), 0);
  report.figure('CPU of the hub and PostgreSQL', 'ms/event', ours!.map(cpuPerOperation), 3);
  report.figure('CPU of PostgreSQL for the bare INSERT', 'ms/row', inserted!.map(cpuPerOperation), 3);
  report.figure('bulk / COPY', 'ratio', ratios(ours!.map(perSecond), copied!.map(perSecond)));
  report.goal('bulk / bare multi-row INSERT', ratios(ours!.map(perSecond), inserted!.map(perSecond)), { atLeast: 0.4 });
  return requests * eventsPerRequest * (rounds + 1);
}

/** The requests are taken by whoever is free; ended when all are answered. */
async function overHttp(
  hub: DurableHub,
  connections: Awaited<ReturnType<typeof openSenders>>['connections'],
  batches: readonly (readonly Buffer[])[],
): Promise<Measured> {
  const bodies = batches.map((batch) => Buffer.from(`[${batch.map((event) => event.toString()).join(',')}]`));
  return drained(hub, connections.length, bodies, async (body, sender) => {
    const answer = await connections[sender]!.post('/api/v1/lineage/batch', body);
    if (answer.status !== 204) throw new Error(`A batch was answered with ${answer.status}: ${answer.body}`);
  });
}

async function withRows(hub: DurableHub, batches: readonly (readonly Buffer[])[], write: typeof insertRows): Promise<Measured> {
  await hub.pool.query('truncate public.bench_row');
  let id = 0;
  const measured = await drained(hub, senders, batches, async (batch) => {
    const first = (id += batch.length) - batch.length;
    await write(hub, batch, first);
  });
  const { rows } = await hub.pool.query<{ count: number }>('select count(*)::integer as count from public.bench_row');
  if (rows[0]?.count !== measured.operations) throw new Error(`${rows[0]?.count} rows of ${measured.operations} were written.`);
  return measured;
}

async function drained<Batch>(
  hub: DurableHub,
  workers: number,
  batches: readonly Batch[],
  work: (batch: Batch, worker: number) => Promise<void>,
): Promise<Measured> {
  const waiting = batches.values();
  const start = performance.now();
  const cpuBefore = hub.cpuMs();
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      for (const batch of waiting) await work(batch, worker);
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  return { operations: batches.length * eventsPerRequest, seconds, cpuMs: hub.cpuMs() - cpuBefore, latenciesMs: [] };
}

async function insertRows({ pool }: DurableHub, batch: readonly Buffer[], first: number): Promise<void> {
  await pool.query({
    name: 'bench_unnest',
    text: `insert into public.bench_row (id, at, body) select id, clock_timestamp(), body from unnest($1::bigint[], $2::bytea[]) as r (id, body)`,
    values: [batch.map((_, index) => first + index), batch],
  });
}

async function copyRows({ pool }: DurableHub, batch: readonly Buffer[], first: number): Promise<void> {
  const client = await pool.connect();
  try {
    const stream = client.query(copyFrom('copy public.bench_row (id, at, body) from stdin (format binary)'));
    stream.end(binaryRows(batch, first));
    await once(stream, 'finish');
  } finally {
    client.release();
  }
}

const copyHead = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const postgresEpochMs = Date.UTC(2000, 0, 1);

/** PostgreSQL's binary COPY: each value with its length before it. */
function binaryRows(batch: readonly Buffer[], first: number): Buffer {
  const at = BigInt(Date.now() - postgresEpochMs) * 1_000n;
  const rows = batch.map((body, index) => {
    const head = Buffer.alloc(2 + 12 + 12 + 4);
    head.writeInt16BE(3, 0);
    head.writeInt32BE(8, 2);
    head.writeBigInt64BE(BigInt(first + index), 6);
    head.writeInt32BE(8, 14);
    head.writeBigInt64BE(at, 18);
    head.writeInt32BE(body.length, 26);
    return Buffer.concat([head, body]);
  });
  return Buffer.concat([copyHead, ...rows, Buffer.from([0xff, 0xff])]);
}
