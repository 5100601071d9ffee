import { afterEach, expect, test } from '@jest/globals';
import { learnServerClock, serverNow } from './server-clock.ts';

const answerAt = (ms: number): Response => ({ headers: new Headers({ date: new Date(ms).toUTCString() }) }) as Response;

afterEach(() => {
  learnServerClock(answerAt(Date.now()));
});

test('a browser whose clock is an hour slow tells the time of the hub', () => {
  const now = Date.now();
  learnServerClock(answerAt(now + 3_600_000), now);
  expect(Math.abs(serverNow() - now - 3_600_000)).toBeLessThan(1_500);
});

test('clocks that agree to the second are left alone, and so is an answer without a time', () => {
  learnServerClock(answerAt(Date.now() + 900));
  learnServerClock({ headers: new Headers() } as Response);
  expect(Math.abs(serverNow() - Date.now())).toBeLessThan(5);
});
