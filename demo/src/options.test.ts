import { expect, test } from '@jest/globals';
import { parseOptions, UsageError } from './options.ts';

test('without flags it is the demo world, played on at the usual speed', () => {
  expect(parseOptions([])).toEqual({ help: false, events: null, seed: null, speed: 240, url: null, once: false, end: null });
});

test('--events takes every file after it', () => {
  expect(parseOptions(['--events', 'a.json', 'b.jsonl', '--once'])).toMatchObject({ events: ['a.json', 'b.jsonl'], once: true });
});

test('flags are read', () => {
  const argv = ['--seed', '9', '--speed=60', '--url', 'http://127.0.0.1:4001/', '--end', '2026-03-09T00:00:00Z'];
  expect(parseOptions(argv)).toMatchObject({ seed: 9, speed: 60, url: 'http://127.0.0.1:4001', end: Date.UTC(2026, 2, 9) });
});

test.each([
  [['--sed', '9'], "Unknown option '--sed'"],
  [['--seed', 'x'], '--seed takes a whole number'],
  [['--seed'], 'argument missing'],
  [['--speed', '0'], '--speed takes a whole number from 1 to 2000'],
  [['--url', 'localhost:4000'], '--url takes the address of a hub'],
  [['--end', 'yesterday'], '--end takes a time with its zone'],
  [['--end', '9999-01-01T00:00:00Z'], 'lies in the future'],
  [['events.json'], '"events.json" is no flag'],
  [['--events', 'a.json', '--seed', '1'], 'are about the demo world'],
])('%j is refused with a sentence', (argv, sentence) => {
  expect(() => parseOptions(argv)).toThrow(UsageError);
  expect(() => parseOptions(argv)).toThrow(sentence);
});
