import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contrast, difference, parseHex, type Rgb, type Vision } from './colour.ts';

const css = readFileSync(join(import.meta.dirname, '../src/tokens/tokens.css'), 'utf8');

function tokensOf(theme: string): (name: string) => Rgb {
  const block = new RegExp(`:root\\[data-theme='${theme}'\\] \\{(.*?)\\n\\}`, 's').exec(css)?.[1] ?? '';
  const tokens = new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]+);/gi)].map((match) => [match[1]!, parseHex(match[2]!)]));
  return (name) => {
    const colour = tokens.get(name);
    if (!colour) throw new Error(`The theme ${theme} has no colour --${name}.`);
    return colour;
  };
}

const states = ['completed', 'running', 'queued', 'late', 'failed', 'aborted'];

describe.each(['light', 'dark'])('the %s theme', (theme) => {
  const token = tokensOf(theme);
  const ratio = (text: string, on: string): number => contrast(token(text), token(on));

  test.each([
    ...['ink', 'ink-2', 'ink-3', 'ember-text', 'pii', ...states.map((state) => `${state}-text`)].flatMap((text) =>
      ['surface', 'canvas', 'raised'].map((on) => [text, on] as const),
    ),
    ...states.map((state) => [`${state}-text`, `${state}-soft`] as const),
    ...['ink', 'ink-2', 'ink-3'].map((text) => [text, 'sunken'] as const),
    ['ember-text', 'ember-soft'],
    ['ink', 'ember-soft'],
    ['pii', 'pii-soft'],
    ['inverse', 'ink'],
  ])('--%s can be read on --%s', (text, on) => {
    expect(ratio(text, on)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(
    ['control', 'focus', 'ember', 'added', 'removed', ...states, ...Array.from({ length: 8 }, (_, n) => `ns-${n + 1}`)].flatMap((mark) =>
      ['surface', 'canvas'].map((on) => [mark, on] as const),
    ),
  )('--%s can be told from --%s', (mark, on) => {
    expect(ratio(mark, on)).toBeGreaterThanOrEqual(3);
  });

  test.each<Vision>(['normal', 'protan', 'deutan', 'tritan'])('states are told apart by their fills: %s vision', (vision) => {
    const pairs = states.flatMap((one, place) => states.slice(place + 1).map((other) => ({ one, other })));
    const close = pairs
      .map(({ one, other }) => ({ one, other, apart: difference(token(one), token(other), vision) }))
      .filter(({ apart }) => apart < 8);
    expect(close).toEqual([]);
  });
});

test('a colour that is too weak, and two that look alike, are found', () => {
  expect(contrast(parseHex('#8a8478'), parseHex('#fff'))).toBeLessThan(4.5);
  expect(contrast(parseHex('#000'), parseHex('#fff'))).toBeCloseTo(21, 5);
  const [green, red] = [parseHex('#2e8b57'), parseHex('#a0522d')];
  expect(difference(green, red)).toBeGreaterThan(8);
  expect(difference(green, red, 'deutan')).toBeLessThan(difference(green, red));
  expect(() => tokensOf('light')('no-such-token')).toThrow('no colour');
});
