import { setTimeout as delay } from 'node:timers/promises';
import type { DurableHub } from '../harness/durable-hub.ts';
import { cpuPerOperation, perSecond, underLoad } from '../harness/measure.ts';
import type { BenchOptions } from '../harness/options.ts';
import type { Report } from '../harness/report.ts';
import { quantile } from '../harness/statistics.ts';
import { HttpConnection } from '../load/http-connection.ts';
import type { EventWorld } from '../world/events.ts';
import type { ValidateOnly } from './run-ingest-bench.ts';
import { openSenders, sendEvent } from './senders.ts';

const goals = { 16: 0.15, 128: 0.25 } as const;
const probeEveryMs = 100;
const query = '{ runs(first: 1) { cursor } job(namespace: "nobody", name: "nothing") { id } conformanceReports(first: 1) { cursor } }';

/**
 * A minute at full speed. Ten times a second somebody sends an event and asks at once, by the id it was answered, for
 * something of each subgraph: how long that takes is how late the projections are for a person. Answers how many
 * events were stored.
 */
export async function measureSustained(
  report: Report,
  { seconds }: BenchOptions,
  { hub, limit, world }: { readonly hub: DurableHub; readonly limit: ValidateOnly; readonly world: EventWorld },
): Promise<number> {
  let stored = 0;
  for (const senders of [16, 128] as const) {
    using toLimit = await openSenders(limit.url, senders);
    using toHub = await openSenders(hub.hub.url, senders);
    const before = await parseOnly(senders, seconds / 6, toLimit, limit, world);
    const probe = new LagProbe(hub, world);
    const probing = probe.run(seconds * 1_000);
    const ours = await underLoad(senders, seconds * 1_000, hub.cpuMs, async (sender) => {
      await sendEvent(toHub.connections[sender], world.next());
      return 1;
    });
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
  const measured = await underLoad(senders, seconds * 1_000, limit.cpuMs, async (sender) => {
    await sendEvent(connections[sender], world.next());
    return 1;
  });
  return perSecond(measured);
}

/** Sends and asks; probes overlap, so that a late one does not hide those that would have come after it. */
class LagProbe {
  readonly lagsMs: number[] = [];
  sent = 0;
  readonly #hub: DurableHub;
  readonly #world: EventWorld;

  constructor(hub: DurableHub, world: EventWorld) {
    this.#hub = hub;
    this.#world = world;
  }

  async run(durationMs: number): Promise<void> {
    const probes: Promise<void>[] = [];
    for (const until = performance.now() + durationMs; performance.now() < until; await delay(probeEveryMs)) probes.push(this.#probe());
    await Promise.all(probes);
  }

  async #probe(): Promise<void> {
    using connection = await HttpConnection.open(this.#hub.hub.url);
    const id = await sendEvent(connection, this.#world.next());
    this.sent += 1;
    const from = performance.now();
    for (;;) {
      const answer = await connection.post('/graphql', Buffer.from(JSON.stringify({ query })), `hotpass-min-position: ${id}\r\n`);
      if (answer.status === 200 && !answer.body.includes('"errors"')) break;
      // A subgraph says TIMEOUT when it is later than it waits for: asked again until it is there.
      if (performance.now() - from > 60_000) throw new Error(`An event was not projected in a minute: ${answer.body}`);
    }
    this.lagsMs.push(performance.now() - from);
  }
}
