import { zstdCompressSync } from 'node:zlib';
import { underLoad } from '../harness/measure.ts';
import type { BenchOptions } from '../harness/options.ts';
import { ratios, type Report } from '../harness/report.ts';
import { quantile } from '../harness/statistics.ts';
import type { IngestParts } from './parts.ts';
import { openSenders, sendEvent } from './senders.ts';

/** How long one sender waits, against one INSERT with its commit on the same server. Answers how many events were stored. */
export async function measureOneSender(
  report: Report,
  { rounds, quick }: BenchOptions,
  { hub, world }: Pick<IngestParts, 'hub' | 'world'>,
): Promise<number> {
  const durationMs = quick ? 1_000 : 3_000;
  await hub.pool.query('create table public.bench_row (id bigint generated always as identity, body bytea not null)');
  using senders = await openSenders(hub.hub.url, 1);
  const ours: number[] = [];
  const theirs: number[] = [];
  let stored = 0;
  for (let round = -1; round < rounds; round += 1) {
    const sent = await underLoad(1, durationMs, hub.cpuMs, () => sendEvent(senders.connections[0], world.next()));
    stored += sent.operations;
    await hub.hub.settle();
    const client = await hub.pool.connect();
    const rows = world.take(2).map((event) => zstdCompressSync(event));
    let count = 0;
    const inserted = await underLoad(1, durationMs, hub.cpuMs, () => {
      count += 1;
      return client.query({ name: 'bench_insert', text: 'insert into public.bench_row (body) values ($1)', values: [rows[count % 2]] });
    });
    client.release();
    if (round < 0) continue;
    ours.push(quantile(sent.latenciesMs, 0.5));
    theirs.push(quantile(inserted.latenciesMs, 0.5));
  }
  await hub.pool.query('drop table public.bench_row');
  report.say('One sender');
  report.figure('acknowledged p50', 'ms', ours);
  report.figure('INSERT and commit p50', 'ms', theirs);
  report.goal('one sender p50 / INSERT commit p50', ratios(ours, theirs), { atMost: 3 });
  return stored;
}
