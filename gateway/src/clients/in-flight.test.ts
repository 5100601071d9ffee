import { expect, test } from '@jest/globals';
import { InFlight } from './in-flight.ts';

const never = new AbortController().signal;

test('identical calls under way are one, later ones are new', async () => {
  const inFlight = new InFlight();
  let calls = 0;
  const start = async (): Promise<string> => `answer ${(calls += 1)}`;
  expect(
    await Promise.all([inFlight.join('k', start, never), inFlight.join('k', start, never), inFlight.join('other', start, never)]),
  ).toEqual(['answer 1', 'answer 1', 'answer 2']);
  expect(await inFlight.join('k', start, never)).toBe('answer 3');
  expect(inFlight.size).toBe(0);
});

test('the call is aborted when the last caller has given up, not before', async () => {
  const inFlight = new InFlight();
  const [one, other] = [new AbortController(), new AbortController()];
  let aborted = false;
  const start = (signal: AbortSignal): Promise<string> =>
    new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => {
        aborted = true;
        reject(new Error('aborted'));
      }),
    );
  const answers = Promise.allSettled([inFlight.join('k', start, one.signal), inFlight.join('k', start, other.signal)]);
  one.abort();
  expect(aborted).toBe(false);
  other.abort();
  expect(aborted).toBe(true);
  expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(inFlight.size).toBe(0);
});

test('a failure is that of every caller and is not kept', async () => {
  const inFlight = new InFlight();
  const fail = async (): Promise<string> => Promise.reject(new Error('down'));
  const settled = await Promise.allSettled([inFlight.join('k', fail, never), inFlight.join('k', fail, never)]);
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await inFlight.join('k', async () => 'up', never)).toBe('up');
});
