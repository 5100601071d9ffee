import { expect, test } from '@jest/globals';
import { FaultWindow } from './fault-window.ts';

test('after ten faults among a thousand entries there is no room for another', () => {
  const window = new FaultWindow(0);
  for (let i = 0; i < 10; i += 1) {
    window.took(50);
    expect(window.full).toBe(false);
    window.setAside();
  }
  expect(window.full).toBe(true);
});

test('one fault in a hundred entries is admitted for ever', () => {
  const window = new FaultWindow(0);
  for (let i = 0; i < 100; i += 1) {
    window.took(99);
    expect(window.full).toBe(false);
    window.setAside();
  }
});

test('asking whether there is room takes none', () => {
  const window = new FaultWindow(9);
  for (let i = 0; i < 20; i += 1) expect(window.full).toBe(false);
});

test('faults from before a restart count until a thousand entries have passed', () => {
  const window = new FaultWindow(10);
  expect(window.full).toBe(true);
  window.took(999);
  expect(window.full).toBe(true);
  window.took(1);
  expect(window.full).toBe(false);
});
