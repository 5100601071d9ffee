import { randomBytes } from 'node:crypto';
import { loadavg } from 'node:os';
import { quantile, spread } from '../harness/statistics.ts';
import type { Bus } from './bus.ts';
import { startLogBus } from './log-bus.ts';
import { startNatsBus } from './nats-bus.ts';

const rounds = 5;
const sendersOf = [1, 16, 128] as const;
const eventsPerSender: Readonly<Record<number, number>> = { 1: 300, 16: 125, 128: 40 };
const eventBytes = 4_096;

interface Figures {
  readonly perSecond: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly deliveredP50Ms: number;
  readonly deliveredP99Ms: number;
  readonly serverCpuMsPerEvent: number;
}

/** Half of it noise, so that compression meets about what it meets in an event. */
function anEvent(number: number): Uint8Array {
  const bytes = Buffer.alloc(eventBytes, '{"facets":{}}');
  randomBytes(eventBytes / 4).copy(bytes, 4);
  bytes.writeUInt32BE(number, 0);
  return bytes;
}

class Meeting {
  #next = 0;
  readonly #sentAt = new Map<number, number>();
  #onAll: () => void = () => undefined;
  delivered: number[] = [];

  send(): number {
    this.#next += 1;
    this.#sentAt.set(this.#next, performance.now());
    return this.#next;
  }

  arrived(number: number): void {
    const at = this.#sentAt.get(number);
    if (at === undefined) throw new Error(`event ${number} was delivered twice`);
    this.#sentAt.delete(number);
    this.delivered.push(performance.now() - at);
    if (this.#sentAt.size === 0) this.#onAll();
  }

  async all(): Promise<void> {
    if (this.#sentAt.size > 0) await new Promise<void>((resolve) => (this.#onAll = resolve));
  }
}

async function measure(bus: Bus, meeting: Meeting, senders: number): Promise<Figures> {
  const count = eventsPerSender[senders] ?? 0;
  const acks: number[] = [];
  meeting.delivered = [];
  const cpu = bus.serverCpuMs();
  const start = performance.now();
  const sender = async (): Promise<void> => {
    for (let sent = 0; sent < count; sent += 1) {
      const event = anEvent(meeting.send());
      const from = performance.now();
      await bus.publish(event);
      acks.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
  const seconds = (performance.now() - start) / 1_000;
  await meeting.all();
  const total = senders * count;
  return {
    perSecond: total / seconds,
    ackP50Ms: quantile(acks, 0.5),
    ackP99Ms: quantile(acks, 0.99),
    deliveredP50Ms: quantile(meeting.delivered, 0.5),
    deliveredP99Ms: quantile(meeting.delivered, 0.99),
    serverCpuMsPerEvent: (bus.serverCpuMs() - cpu) / total,
  };
}

function print(title: string, figures: readonly Figures[]): void {
  const of = (pick: (figures: Figures) => number, digits?: number): string => spread(figures.map(pick), digits);
  process.stdout.write(
    `${title}: ${of((f) => f.perSecond, 0)} acknowledged/s, ack p50 ${of((f) => f.ackP50Ms)} p99 ${of((f) => f.ackP99Ms)} ms, ` +
      `delivered p50 ${of((f) => f.deliveredP50Ms)} p99 ${of((f) => f.deliveredP99Ms)} ms, server CPU ${of((f) => f.serverCpuMsPerEvent, 3)} ms an event\n`,
  );
}

/**
 * Durable publish and delivery of 4 KiB events over the log and over NATS JetStream: variants interleaved per round,
 * medians with the range over rounds, ratios inside one run. Every event has to arrive exactly once.
 */
export async function runBusBench(): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const nats = await startNatsBus();
  const buses = [stack.use(await startLogBus()), ...(nats ? [stack.use(nats)] : [])];
  if (!nats) process.stdout.write('nats-server is not on PATH: NATS is not run, and there are no ratios.\n');
  process.stdout.write(`${rounds} rounds, load average at start ${loadavg()[0]?.toFixed(2)}\n`);
  const meetings = new Map(buses.map((bus) => [bus, new Meeting()]));
  for (const [bus, meeting] of meetings) await bus.subscribe((number) => meeting.arrived(number));
  for (const senders of sendersOf) {
    const results = new Map<Bus, Figures[]>(buses.map((bus) => [bus, []]));
    for (const [bus, meeting] of meetings) await measure(bus, meeting, senders);
    for (let round = 0; round < rounds; round += 1) {
      for (const [bus, meeting] of meetings) results.get(bus)?.push(await measure(bus, meeting, senders));
    }
    for (const [bus, figures] of results) print(`${senders} senders, ${bus.name}`, figures);
    const [ours, theirs] = [...results.values()];
    if (ours && theirs) {
      const ratio = (pick: (figures: Figures) => number): string =>
        spread(ours.map((figures, index) => pick(figures) / pick(theirs[index]!)));
      process.stdout.write(
        `${senders} senders, log / nats: acknowledged/s ${ratio((f) => f.perSecond)}, server CPU an event ${ratio((f) => f.serverCpuMsPerEvent)}\n`,
      );
    }
  }
}
