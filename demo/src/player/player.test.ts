import { expect, test } from '@jest/globals';
import type { DemoState } from '../demo-state.ts';
import { eventsBetween } from '../simulation/events-between.ts';
import { simulationEnding } from '../simulation/simulation.ts';
import { hourMs } from '../world/model.ts';
import type { Answer } from './answer.ts';
import { HubClient } from './hub-client.ts';
import { playOn } from './play-on.ts';
import { Progress } from './progress.ts';
import { sendHistory } from './send-history.ts';
import { Tally } from './tally.ts';

/** Keeps what it is sent; stops the session after so many events. */
class RecordingClient extends HubClient {
  readonly events: Record<string, unknown>[] = [];
  readonly #controller: AbortController;
  readonly #limit: number;

  constructor(controller: AbortController, limit = Infinity) {
    super({ url: 'http://127.0.0.1:1', signal: controller.signal, onWaiting: () => undefined });
    this.#controller = controller;
    this.#limit = limit;
  }

  override async sendOne(event: Uint8Array<ArrayBuffer>): Promise<Answer> {
    this.events.push(JSON.parse(Buffer.from(event).toString('utf8')));
    if (this.events.length >= this.#limit) this.#controller.abort();
    return { kind: 'new' };
  }

  override async sendBatch(events: readonly string[]): Promise<Answer[]> {
    this.events.push(...events.map((event) => JSON.parse(event)));
    return events.map(() => ({ kind: 'taken' }));
  }
}

const end = Date.parse('2026-03-09T00:00:00Z');
const simulation = simulationEnding(7, end);
const untold: DemoState = { ...simulation, historyEnd: end, toldUntil: simulation.epoch, lastEventTime: simulation.epoch };
const silent = new Progress({ write: () => true });

function text(event: unknown): string {
  return JSON.stringify(event);
}

function key(event: Record<string, unknown>): string {
  const { run, eventType, job } = JSON.parse(JSON.stringify(event));
  return `${run?.runId} ${eventType} ${job?.name}`;
}

test('the history is told once, from where it was left', async () => {
  const client = new RecordingClient(new AbortController());
  const saved: DemoState[] = [];
  const save = async (state: DemoState): Promise<void> => void saved.push(state);
  const teller = { client, tally: new Tally(), progress: silent, save };
  const told = await sendHistory(teller, untold);
  expect(client.events.map(text)).toEqual(eventsBetween(simulation, simulation.epoch, end).map(({ event }) => text(event)));
  expect(told.toldUntil).toBe(end);

  const middle = saved[11] ?? untold;
  const rest = new RecordingClient(new AbortController());
  await sendHistory({ ...teller, client: rest }, middle);
  expect(rest.events.length).toBeGreaterThan(0);
  expect(rest.events.map(text)).toEqual(client.events.slice(-rest.events.length).map(text));
});

interface SessionEnd {
  readonly after: number;
  readonly killed: boolean;
}

/** Plays sessions one after the other, each from the state that the one before left on disk. */
async function play(ends: readonly SessionEnd[]): Promise<Record<string, unknown>[][]> {
  let state: DemoState = { ...untold, toldUntil: end, lastEventTime: end };
  let now = Date.now();
  const sessions: Record<string, unknown>[][] = [];
  for (const { after, killed } of ends) {
    const controller = new AbortController();
    const client = new RecordingClient(controller, after);
    const save = async (next: DemoState): Promise<void> => {
      // Whoever is killed writes nothing any more.
      if (!killed || client.events.length < after) state = next;
    };
    const stage = { speed: 2_000_000, signal: controller.signal, now: () => (now += 1) };
    await playOn({ client, tally: new Tally(), progress: silent, save }, state, stage);
    sessions.push(client.events);
  }
  return sessions;
}

const played = eventsBetween(simulation, end, end + 40 * hourMs).map(({ event }) => key(JSON.parse(JSON.stringify(event))));

test('sessions that are stopped play one world: nothing left out, nothing told twice', async () => {
  const sessions = await play([
    { after: 60, killed: false },
    { after: 45, killed: false },
  ]);
  expect(sessions.flat().map(key)).toEqual(played.slice(0, 105));
});

test('after a killed session the last event may be told again, and none is left out', async () => {
  const [first = [], second = []] = await play([
    { after: 60, killed: true },
    { after: 45, killed: false },
  ]);
  expect(first.map(key)).toEqual(played.slice(0, 60));
  expect(second.map(key)).toEqual(played.slice(59, 104));
});

test('played events carry the time of their sending, later in every session', async () => {
  const startedAt = Date.now();
  const sessions = await play([
    { after: 60, killed: false },
    { after: 45, killed: false },
  ]);
  const times = sessions.flat().map((event) => Date.parse(String(event['eventTime'])));
  expect(times).toEqual(times.toSorted((left, right) => left - right));
  expect(Math.min(...times)).toBeGreaterThanOrEqual(startedAt);
});

test('a summary counts what was sent and says why what was refused', () => {
  const tally = new Tally();
  tally.add({ kind: 'new' }, 'a.json');
  tally.add({ kind: 'repeated' }, 'b.jsonl:2');
  tally.add({ kind: 'refused', reason: 'No job.' }, 'b.jsonl:3');
  expect(tally.summary()).toBe('3 events sent: 1 new, 1 repeated, 1 refused.\n  b.jsonl:3: No job.');
});

test('progress is one line on a terminal and now and then a line elsewhere', () => {
  for (const [isTTY, expected] of [
    [true, ['\r\u001B[2Kone', '\r\u001B[2Ktwo', '\r\u001B[2Kdone\n']],
    [false, ['one\n', 'done\n']],
  ] as const) {
    const written: string[] = [];
    let now = 0;
    const progress = new Progress({ isTTY, write: (text) => written.push(text) }, () => now);
    progress.show('one');
    now += 1_000;
    progress.show('two');
    progress.say('done');
    expect(written).toEqual(expected);
  }
});
