import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { localPrincipal, systemPrincipal, UnavailableError, type Principal } from '@hotpass/kernel';
import type { AppendRefusal, AppendResult, ReceivedEvent } from '@hotpass/log';
import { Ingestor } from './ingestor.ts';

const limits = { maxEntries: 10, maxBytes: 1_000, batchEntries: 4, batchBytes: 100 };

type Outcome = AppendResult | AppendRefusal;

/** A log whose writes end when the test says so. */
class HeldLog {
  readonly batches: string[][] = [];
  readonly #ends: (() => void)[] = [];
  answer: (body: string) => Outcome = (body) => ({ id: body, repeated: false });
  failure: Error | null = null;

  async appendEvents(_principal: Principal, events: readonly ReceivedEvent[]): Promise<Outcome[]> {
    const bodies = events.map(({ body }) => Buffer.from(body).toString());
    this.batches.push(bodies);
    await new Promise<void>((end) => this.#ends.push(end));
    if (this.failure) throw this.failure;
    return bodies.map(this.answer);
  }

  async end(): Promise<void> {
    this.#ends.shift()?.();
    await settled();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const anEvent = (body: string): ReceivedEvent => ({ type: 'openlineage.run_event', keys: [], body: Buffer.from(body) });

let log: HeldLog;
let ingestor: Ingestor;

beforeEach(() => {
  log = new HeldLog();
  ingestor = new Ingestor(log, limits);
});

afterEach(async () => {
  while (log.batches.length > 0 && log.batches.pop()) await log.end();
});

function submit(body: string, principal = localPrincipal): Promise<AppendResult | Error> {
  return ingestor.submit(principal, anEvent(body)).catch((error: Error) => error);
}

test('while one batch is written the next fills', async () => {
  const answers = ['a'].map((body) => submit(body));
  await settled();
  answers.push(...['b', 'c', 'd', 'e', 'f'].map((body) => submit(body)));
  await settled();
  expect(log.batches).toEqual([['a']]);
  await log.end();
  await log.end();
  await log.end();
  expect(log.batches).toEqual([['a'], ['b', 'c', 'd', 'e'], ['f']]);
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, repeated: false })));
});

test('a batch is bounded in bytes, and one event may be larger', async () => {
  const bodies = ['x'.repeat(300), 'y'.repeat(60), 'z'.repeat(40), 'w'];
  const answers = bodies.map((body) => submit(body));
  await settled();
  for (let count = 0; count < 3; count++) await log.end();
  expect(log.batches).toEqual([[bodies[0]], [bodies[1], bodies[2]], [bodies[3]]]);
  await Promise.all(answers);
});

test('a batch has one principal', async () => {
  const answers = [submit('a'), submit('b', systemPrincipal('demo')), submit('c')];
  await settled();
  for (let count = 0; count < 3; count++) await log.end();
  expect(log.batches).toEqual([['a'], ['b'], ['c']]);
  await Promise.all(answers);
});

test('a refused event refuses only its own caller', async () => {
  log.answer = (body) => (body === 'poison' ? { refused: '22021' } : { id: body, repeated: false });
  const answers = ['a', 'poison', 'b'].map((body) => submit(body));
  await settled();
  await log.end();
  expect(await Promise.all(answers)).toEqual([
    { id: 'a', repeated: false },
    expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    { id: 'b', repeated: false },
  ]);
});

test('callers beyond the bounds are turned away with a time to come back, and room comes back', async () => {
  const answers = Array.from({ length: limits.maxEntries }, (_, index) => submit(String(index)));
  expect(await submit('one more')).toMatchObject({ code: 'UNAVAILABLE', details: { retryAfterMs: 1_000 } });
  await settled();
  for (let count = 0; count < 3; count++) await log.end();
  await Promise.all(answers);
  const large = submit('x'.repeat(990));
  expect(await submit('x'.repeat(20))).toMatchObject({ code: 'UNAVAILABLE' });
  await settled();
  await log.end();
  expect(await large).toMatchObject({ repeated: false });
});

test('an outage fails the callers of that batch, and the next one is written', async () => {
  log.failure = new UnavailableError('The database does not answer.', { retryAfterMs: 2_000 });
  const failed = submit('a');
  await settled();
  await log.end();
  expect(await failed).toMatchObject({ code: 'UNAVAILABLE', details: { retryAfterMs: 2_000 } });
  log.failure = null;
  const stored = submit('b');
  await settled();
  await log.end();
  expect(await stored).toEqual({ id: 'b', repeated: false });
});

test('closing answers what was taken and takes nothing more', async () => {
  const taken = [submit('a'), submit('b', systemPrincipal('demo'))];
  await settled();
  const closed = ingestor[Symbol.asyncDispose]();
  expect(await submit('late')).toMatchObject({ code: 'UNAVAILABLE' });
  await log.end();
  await log.end();
  await closed;
  expect(await Promise.all(taken)).toEqual([
    { id: 'a', repeated: false },
    { id: 'b', repeated: false },
  ]);
});
