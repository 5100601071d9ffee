import { expect, test } from '@jest/globals';
import { FaultWindow } from './fault-window.ts';

test('the eleventh fault among a thousand entries is not admitted', () => {
  const window = new FaultWindow(0);
  const admitted: boolean[] = [];
  for (let i = 0; i < 11; i += 1) {
    window.took(50);
    admitted.push(window.admit());
  }
  expect(admitted).toEqual([...Array.from({ length: 10 }, () => true), false]);
});

test('one fault in a hundred entries is admitted for ever', () => {
  const window = new FaultWindow(0);
  for (let i = 0; i < 100; i += 1) {
    window.took(100);
    expect(window.admit()).toBe(true);
  }
});

test('faults from before a restart count until a thousand entries have passed', () => {
  const window = new FaultWindow(10);
  expect(window.admit()).toBe(false);
  window.took(999);
  expect(window.admit()).toBe(false);
  window.took(1);
  expect(window.admit()).toBe(true);
});
