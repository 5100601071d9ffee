import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { propertySeed, until } from '@hotpass/testkit';
import { Supergraph } from '@apollo/federation-internals';
import { localPrincipal } from '@hotpass/kernel';
import { Admission } from '../src/admission/admission.ts';
import { CostModel } from '../src/admission/cost.ts';
import { LocalSource } from '../src/clients/local-source.ts';
import type { Outlet } from '../src/delivery/outlet.ts';
import type { ResultText } from '../src/delivery/result-text.ts';
import { defaultLimits } from '../src/limits.ts';
import { EventExecutor } from '../src/subscriptions/event-executor.ts';
import { LateSubgraphs } from '../src/subscriptions/late-subgraphs.ts';
import { SubscriptionPlanner } from '../src/subscriptions/subscription-plan.ts';
import { Subscriptions } from '../src/subscriptions/subscriptions.ts';
import { fieldFacts } from '../src/supergraph-directives.ts';
import { FakeFeed } from './fake-feed.ts';
import { harbourSupergraph, portsSubgraph, shipsSubgraph } from './harbour.ts';
import { silent } from './start-gateway.ts';

const supergraphSdl = harbourSupergraph();
const supergraph = Supergraph.build(supergraphSdl);
const schema = supergraph.apiSchema().toGraphQLJSSchema();
const facts = fieldFacts(supergraphSdl);
const query = 'subscription ($after: String) { shipMoved(after: $after) { cursor ship { name port { name } } } }';

interface Delivered {
  readonly data?: { readonly shipMoved?: { readonly ship?: { readonly name: string } } };
  readonly extensions?: { readonly cursor: string };
}

/** A subscriber that takes a result only when it is told to, and remembers what it got. */
class SlowReader implements Pick<Outlet, 'isFull' | 'write' | 'flush' | 'drained'> {
  readonly received: { cursor: string; ship: string | undefined }[] = [];
  #waiting: ResultText[] = [];
  #isReading = true;
  readonly #capacity: number;
  #wake: (() => void)[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get isFull(): boolean {
    return this.#waiting.length >= this.#capacity;
  }

  write(result: ResultText): void {
    this.#waiting.push(result);
    if (this.#isReading) this.#take();
  }

  flush(): void {
    // Nothing is held back.
  }

  async drained(): Promise<void> {
    if (this.#waiting.length > 0) await new Promise<void>((resolve) => this.#wake.push(resolve));
  }

  set isReading(isReading: boolean) {
    this.#isReading = isReading;
    if (isReading) this.#take();
  }

  #take(): void {
    for (const { bytes } of this.#waiting.splice(0)) {
      const { data, extensions } = JSON.parse(String(bytes)) as Delivered;
      this.received.push({ cursor: extensions?.cursor ?? 'none', ship: data?.shipMoved?.ship?.name });
    }
    for (const wake of this.#wake.splice(0)) wake();
  }
}

type Step =
  | { readonly kind: 'append'; readonly count: number }
  | { readonly kind: 'join'; readonly back: number | null; readonly capacity: number }
  | { readonly kind: 'leave' | 'pause' | 'resume' | 'reconnect'; readonly who: number }
  | { readonly kind: 'wait'; readonly ms: number };

const who = fc.nat(20);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 12 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('join' as const),
      back: fc.option(fc.nat(30), { freq: 3 }),
      capacity: fc.integer({ min: 1, max: 6 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('leave' as const, 'pause' as const, 'resume' as const, 'reconnect' as const), who }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(0, 1, 5, 30) }) },
);

interface Present {
  readonly reader: SlowReader;
  readonly end: () => void;
  /** Position it began after; null when that was the newest entry, which it learns from its first result. */
  readonly from: number | null;
  /** Position of the newest entry when it came. */
  readonly newest: number;
}

function aWorld() {
  const [ships, ports, feed] = [shipsSubgraph(), portsSubgraph(), new FakeFeed()];
  const subgraphs = { ships: new LocalSource(ships), ports: new LocalSource(ports) };
  const late = new LateSubgraphs();
  const executor = new EventExecutor({ supergraph, schema, clients: subgraphs, partMs: 1_000, late, logger: silent });
  const limits = { queuedEntries: 4, queuedBytes: 1024 * 1024 };
  const planner = new SubscriptionPlanner(supergraph, schema, facts);
  const subscriptions = new Subscriptions({ planner, executor, subgraphs, feeds: { ships: feed }, maximum: 1_000, limits, logger: silent });
  const admission = new Admission(schema, new CostModel(schema, facts.listSizes), defaultLimits);
  const verdict = admission.admit({ query }, ['subscription' as never]);
  if ('refused' in verdict) throw new Error(String(verdict.refused));
  const join = (capacity: number, after: number | null): Present => {
    const reader = new SlowReader(capacity);
    const opened = subscriptions.open({
      admitted: verdict.admitted,
      variables: after === null ? {} : { after: `c${after}` },
      context: { principal: localPrincipal, requestId: 'test' },
      outlet: reader as unknown as Outlet,
      onEnd: () => undefined,
    });
    if (!('end' in opened)) throw new Error('not opened');
    return { reader, end: () => opened.end(), from: after, newest: feed.entries.length };
  };
  return { feed, ships, subscriptions, join };
}

type World = ReturnType<typeof aWorld>;

function expectExactly({ feed }: World, { reader, from, newest }: Present, isWhole: boolean): void {
  const positions = reader.received.map(({ cursor }) => Number(cursor.slice(1)));
  const first = from === null ? (positions[0] ?? feed.entries.length + 1) : from + 1;
  if (from === null && (isWhole || positions.length > 0)) expect(first).toBeLessThanOrEqual(newest + 1);
  const length = isWhole ? feed.entries.length - first + 1 : positions.length;
  expect(positions).toEqual(Array.from({ length }, (_one, index) => first + index));
  for (const { cursor, ship } of reader.received) expect(ship).toBe(`ship ${feed.entries[Number(cursor.slice(1)) - 1]!.keys[0]}`);
}

/** What one run of steps has made: who is there, and who has left. */
class Play {
  readonly world = aWorld();
  readonly present: Present[] = [];
  readonly left: Present[] = [];

  async step(one: Step): Promise<void> {
    const { feed, join } = this.world;
    if (one.kind === 'append') for (let count = 0; count < one.count; count += 1) feed.append([`s${feed.entries.length}`]);
    else if (one.kind === 'wait') await new Promise((resolve) => setTimeout(resolve, one.ms));
    else if (one.kind === 'join')
      this.present.push(join(one.capacity, one.back === null ? null : Math.max(0, feed.entries.length - one.back)));
    else if (this.present.length > 0) this.#disturb(one.kind, this.present[one.who % this.present.length]!);
  }

  async end(): Promise<void> {
    const { feed, subscriptions } = this.world;
    for (const { reader } of this.present) reader.isReading = true;
    await until(() => this.present.every((one) => reached(one) >= feed.entries.length));
    for (const subscriber of this.present) expectExactly(this.world, subscriber, true);
    for (const subscriber of this.left) expectExactly(this.world, subscriber, false);
    for (const { end } of this.present) end();
    await until(() => feed.open === 0);
    expect(subscriptions.counts).toMatchObject({ subscriptions: 0, sharedStreams: 0 });
  }

  #disturb(kind: 'leave' | 'pause' | 'resume' | 'reconnect', subscriber: Present): void {
    if (kind === 'pause' || kind === 'resume') return void (subscriber.reader.isReading = kind === 'resume');
    subscriber.end();
    this.left.push(...this.present.splice(this.present.indexOf(subscriber), 1));
    const last = subscriber.reader.received.at(-1)?.cursor;
    if (kind === 'reconnect' && last) this.present.push(this.world.join(3, Number(last.slice(1))));
  }
}

/** Position of the last entry it has, or of the place it began at. */
function reached({ reader, from, newest }: Present): number {
  const last = reader.received.at(-1);
  return last ? Number(last.cursor.slice(1)) : (from ?? newest);
}

async function play(steps: readonly Step[]): Promise<void> {
  const game = new Play();
  // Who reads entries that have just been received begins what others share; who reads old ones waits for a pause.
  if (steps.length % 2 === 0) game.world.feed.clock = () => new Date();
  for (const one of steps) await game.step(one);
  await game.end();
}

test('whoever joins, leaves, comes back or reads slowly gets each entry that is due, once and in order', async () => {
  const seed = propertySeed(expect.getState().currentTestName);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => play(steps)),
    { seed, numRuns: 60 },
  );
});

test('negative control: a result that is dropped where the queue is full is caught', async () => {
  const world = aWorld();
  const subscriber = world.join(1, null);
  await until(() => world.feed.open === 1);
  const { reader } = subscriber;
  const write = reader.write.bind(reader);
  let count = 0;
  reader.write = (result) => ((count += 1) === 2 ? undefined : write(result));
  for (let index = 0; index < 4; index += 1) world.feed.append([`s${index}`]);
  await until(() => reader.received.at(-1)?.cursor === 'c4');
  expect(() => expectExactly(world, subscriber, true)).toThrow('toEqual');
  subscriber.end();
});

test('a reader that stops costs a bounded number of results and does not hold the others', async () => {
  const world = aWorld();
  const [stopped, other] = [world.join(5, null), world.join(5, null)];
  await until(() => world.feed.open === 1);
  stopped.reader.isReading = false;
  for (let index = 0; index < 500; index += 1) world.feed.append([`s${index}`]);
  await until(() => other.reader.received.length === 500);
  expect(world.subscriptions.counts.overflows).toBe(1);
  expect(world.ships.requests.filter(({ event }) => event)).toHaveLength(500);
  stopped.reader.isReading = true;
  await until(() => stopped.reader.received.length === 500);
  expectExactly(world, stopped, true);
  for (const { end } of [stopped, other]) end();
});
