import { cpuPerOperation, perSecond, underLoad } from '../harness/measure.ts';
import type { BenchOptions } from '../harness/options.ts';
import type { Report } from '../harness/report.ts';
import { quantile } from '../harness/statistics.ts';
import type { EventWorld } from '../world/events.ts';
import { LagProbe } from './lag-probe.ts';
import type { IngestParts, ValidateOnly } from './parts.ts';
import { openSenders, sendEvent } from './senders.ts';

const goals = { 16: 0.15, 128: 0.25 } as const;

/** A minute at full speed, while ten events a second are followed until they are projected. Answers how many events were stored. */
export async function measureSustained(report: Report, { seconds }: BenchOptions, { hub, limit, world }: IngestParts): Promise<number> {
  let stored = 0;
  for (const senders of [16, 128] as const) {
    using toLimit = await openSenders(limit.url, senders);
    using toHub = await openSenders(hub.hub.url, senders);
    const before = await parseOnly(senders, seconds / 6, toLimit, limit, world);
    const probe = new LagProbe(hub, world);
    const probing = probe.run(seconds * 1_000);
    const ours = await underLoad(senders, seconds * 1_000, hub.cpuMs, (sender) => sendEvent(toHub.connections[sender], world.next()));
    await probing;
    const settling = performance.now();
    await hub.hub.settle();
    const settledMs = performance.now() - settling;
    const after = await parseOnly(senders, seconds / 6, toLimit, limit, world);
    report.readLoad();
    stored += ours.operations + probe.sent;
    report.say(`Sustained for ${seconds} s, ${senders} senders`);
    report.figure('acknowledged', 'events/s', [perSecond(ours)], 0);
    report.figure('parsed and validated only, before and after', 'events/s', [before, after], 0);
    report.figure('acknowledged p99', 'ms', [quantile(ours.latenciesMs, 0.99)]);
    report.figure('CPU of the hub and PostgreSQL', 'ms/event', [cpuPerOperation(ours)], 3);
    report.figure('lag p50', 'ms', [quantile(probe.lagsMs, 0.5)], 0);
    report.figure('until everything was projected afterwards', 'ms', [settledMs], 0);
    report.goal(`lag p99, ${senders} senders, ${probe.lagsMs.length} probes`, [quantile(probe.lagsMs, 0.99)], { atMost: 1_000 }, 'ms', 0);
    const rates = [before, after].map((rate) => perSecond(ours) / rate);
    report.goal(`acknowledged / parse and validate only, ${senders} senders`, rates, { atLeast: goals[senders] });
  }
  return stored;
}

async function parseOnly(
  senders: number,
  seconds: number,
  { connections }: Awaited<ReturnType<typeof openSenders>>,
  limit: ValidateOnly,
  world: EventWorld,
): Promise<number> {
  const measured = await underLoad(senders, seconds * 1_000, limit.cpuMs, (sender) => sendEvent(connections[sender], world.next()));
  return perSecond(measured);
}
