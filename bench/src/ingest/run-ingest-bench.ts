import { Child } from '@hotpass/testkit';
import { ownCpuMs } from '../harness/cpu.ts';
import { startDurableHub, type DurableHub } from '../harness/durable-hub.ts';
import { cpuPerOperation, perSecond, underLoad, type Measured } from '../harness/measure.ts';
import type { BenchOptions } from '../harness/options.ts';
import { ratios, type Report } from '../harness/report.ts';
import { quantile } from '../harness/statistics.ts';
import { EventWorld } from '../world/events.ts';
import { measureBulk } from './bulk.ts';
import { measureOneSender } from './one-sender.ts';
import type { IngestParts, ValidateOnly } from './parts.ts';
import { openSenders, sendEvent } from './senders.ts';
import { measureSustained } from './sustained.ts';

/** Ingest against what it can be at most, in interleaved rounds; every acknowledged event has to be in the log. */
export async function runIngestBench(report: Report, options: BenchOptions): Promise<void> {
  await using hub = await startDurableHub(report);
  await using child = new Child({ program: 'bench/dist/ingest/validate-only.js' });
  const [, port] = await child.says(/port (\d+)/);
  const limit: ValidateOnly = { url: `http://127.0.0.1:${port}`, cpuMs: () => ownCpuMs(child.pid) };
  const world = new EventWorld(1);
  const known = await makeKnown(report, hub, world);
  const acknowledged = known + (await measureSingle(report, options, { hub, limit, world }));
  const more = await measureOneSender(report, options, { hub, world });
  const bulk = await measureBulk(report, options, { hub, world });
  const sustained = await measureSustained(report, options, { hub, limit, world });
  await checkStored(report, hub, acknowledged + more + bulk + sustained);
}

/** Sends a run of every job and waits: what is measured after it is a hub at work, not one that meets everything for the first time. */
async function makeKnown(report: Report, hub: DurableHub, world: EventWorld): Promise<number> {
  using senders = await openSenders(hub.hub.url, 1);
  const events = [...world.everyJob()];
  const from = performance.now();
  for (let sent = 0; sent < events.length; sent += 100) {
    const body = Buffer.from(`[${events.slice(sent, sent + 100).join(',')}]`);
    const answer = await senders.connections[0]!.post('/api/v1/lineage/batch', body);
    if (answer.status !== 204) throw new Error(`A batch was answered with ${answer.status}: ${answer.body}`);
  }
  const sentMs = performance.now() - from;
  await hub.hub.settle();
  const settledMs = performance.now() - from;
  report.say(
    `${events.length} events about things nobody knew: sent in ${sentMs.toFixed(0)} ms, projected after ${settledMs.toFixed(0)} ms`,
  );
  return events.length;
}

const sendersOf = [1, 16, 128] as const;

/** Single events in short rounds, after a warm-up: how the cost of one depends on how many send. */
async function measureSingle(report: Report, { rounds, quick }: BenchOptions, { hub, limit, world }: IngestParts): Promise<number> {
  const durationMs = quick ? 1_500 : 5_000;
  let acknowledged = 0;
  for (const senders of sendersOf) {
    const ours: Measured[] = [];
    const theirs: Measured[] = [];
    using toHub = await openSenders(hub.hub.url, senders);
    using toLimit = await openSenders(limit.url, senders);
    for (let round = -1; round < rounds; round += 1) {
      const stored = await underLoad(senders, durationMs, hub.cpuMs, (sender) => sendEvent(toHub.connections[sender], world.next()));
      acknowledged += stored.operations;
      await hub.hub.settle();
      const parsed = await underLoad(senders, durationMs, limit.cpuMs, (sender) => sendEvent(toLimit.connections[sender], world.next()));
      report.readLoad();
      if (round < 0) continue;
      ours.push(stored);
      theirs.push(parsed);
    }
    report.say(`Single events, ${senders} senders`);
    report.figure('acknowledged', 'events/s', ours.map(perSecond), 0);
    report.figure('parsed and validated only', 'events/s', theirs.map(perSecond), 0);
    report.figure(
      'acknowledged p50',
      'ms',
      ours.map(({ latenciesMs }) => quantile(latenciesMs, 0.5)),
    );
    report.figure(
      'acknowledged p99',
      'ms',
      ours.map(({ latenciesMs }) => quantile(latenciesMs, 0.99)),
    );
    report.figure('CPU of the hub and PostgreSQL, projections begun', 'ms/event', ours.map(cpuPerOperation), 3);
    report.figure('CPU of parsing and validating', 'ms/event', theirs.map(cpuPerOperation), 3);
    report.figure(
      `acknowledged / parse and validate only, ${senders} senders, short`,
      'ratio',
      ratios(ours.map(perSecond), theirs.map(perSecond)),
    );
  }
  return acknowledged;
}

/** @throws Error when an acknowledged event is not listed, or one is listed twice. */
async function checkStored(report: Report, { hub }: DurableHub, acknowledged: number): Promise<void> {
  await hub.settle();
  const answer = await fetch(`${hub.url}/api/v1/events/lineage?limit=0`);
  const { totalCount } = (await answer.json()) as { readonly totalCount: number };
  if (totalCount !== acknowledged) throw new Error(`${acknowledged} events were acknowledged, ${totalCount} are there.`);
  report.say(`All ${acknowledged} acknowledged events are stored once, and projected.`);
}
