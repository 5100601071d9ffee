import { expect, test } from '@jest/globals';
import { Alarm } from './alarm.ts';
import { Turns } from './turns.ts';

test('a wake before the sleep is not missed, and counts once', async () => {
  const alarm = new Alarm();
  alarm.wake();
  alarm.wake();
  await alarm.sleep();
  let awake = false;
  const sleeping = alarm.sleep().then(() => (awake = true));
  await Promise.resolve();
  expect(awake).toBe(false);
  alarm.wake();
  await sleeping;
});

test('a sleep ends after its time', async () => {
  await new Alarm().sleep(1);
});

test('turns are taken one after the other, whatever became of those before', async () => {
  const turns = new Turns();
  const order: string[] = [];
  const first = turns.take(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    order.push('first');
    throw new Error('first');
  });
  const second = turns.take(async () => void order.push('second'));
  await expect(first).rejects.toThrow('first');
  await second;
  await turns.ended;
  expect(order).toEqual(['first', 'second']);
});
