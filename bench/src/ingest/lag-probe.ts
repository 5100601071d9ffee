import { setTimeout as delay } from 'node:timers/promises';
import { projectedEntries } from '@hotpass/testkit';
import type { DurableHub } from '../harness/durable-hub.ts';
import { HttpConnection } from '../load/http-connection.ts';
import type { EventWorld } from '../world/events.ts';
import { sendEvent } from './senders.ts';

const sendEveryMs = 100;
const lookEveryMs = 20;
const patienceMs = 60_000;

interface Acknowledged {
  readonly id: string;
  readonly at: number;
}

/**
 * How late projections are: the time between the answer to an event and the commit of the last consumer, read from
 * the database. What a reader then waits for the event loop and its query is not in it. Probes overlap, so that a late
 * one does not hide those that would have come after it.
 */
export class LagProbe {
  readonly lagsMs: number[] = [];
  sent = 0;
  readonly #hub: DurableHub;
  readonly #world: EventWorld;
  #waiting: Acknowledged[] = [];
  #isSending = false;

  constructor(hub: DurableHub, world: EventWorld) {
    this.#hub = hub;
    this.#world = world;
  }

  /** Resolves when everything it sent is projected. */
  async run(durationMs: number): Promise<void> {
    this.#isSending = true;
    const sending = this.#sendFor(durationMs);
    while (this.#isSending || this.#waiting.length > 0) {
      await delay(lookEveryMs);
      await this.#look();
    }
    await sending;
  }

  async #sendFor(durationMs: number): Promise<void> {
    const sent: Promise<void>[] = [];
    for (const until = performance.now() + durationMs; performance.now() < until; await delay(sendEveryMs)) sent.push(this.#send());
    await Promise.all(sent).finally(() => (this.#isSending = false));
  }

  async #send(): Promise<void> {
    using connection = await HttpConnection.open(this.#hub.hub.url);
    const id = await sendEvent(connection, this.#world.next());
    this.#waiting.push({ id, at: performance.now() });
    this.sent += 1;
  }

  async #look(): Promise<void> {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    const ids = waiting.map(({ id }) => id);
    const done = await projectedEntries(this.#hub.pool, ids);
    const now = performance.now();
    for (const { id, at } of waiting) if (done.has(id)) this.lagsMs.push(now - at);
    this.#waiting = this.#waiting.filter(({ id }) => !done.has(id));
    const [oldest] = this.#waiting;
    if (oldest && now - oldest.at > patienceMs) throw new Error('An event was not projected in a minute.');
  }
}
