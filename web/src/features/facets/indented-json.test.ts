import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { propertySeed } from '@hotpass/testkit';
import { indentedJson } from './indented-json.ts';

test('JSON is indented as JSON.stringify does, whatever it holds', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (raw) => {
      expect(indentedJson(raw, Infinity)).toBe(JSON.stringify(JSON.parse(raw), null, 2));
    }),
    { seed: propertySeed(expect.getState().currentTestName), numRuns: 300 },
  );
});

test.each([
  ['{"a":1.0e10,"b":"\\u0041"}', '{\n  "a": 1.0e10,\n  "b": "\\u0041"\n}'],
  ['{ "a" : [ ] , "b" : { } }', '{\n  "a": [],\n  "b": {}\n}'],
  ['{"a": "open', '{\n  "a": "open'],
  ['no json', 'nojson'],
  ['}}]', '\n}\n}\n]'],
  ['', ''],
])('%j is shown as %j', (raw, text) => {
  expect(indentedJson(raw, Infinity)).toBe(text);
});

test('a text of megabytes ends where it is cut', () => {
  const raw = JSON.stringify(Array.from({ length: 200_000 }, (_, place) => ({ place })));
  const begun = performance.now();
  expect(indentedJson(raw, 20_001).length).toBeLessThan(21_000);
  expect(performance.now() - begun).toBeLessThan(500);
});
