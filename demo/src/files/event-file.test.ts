import { expect, test } from '@jest/globals';
import { eventsOfFile } from './event-file.ts';

function found(file: string, text: string): [string, string][] {
  return eventsOfFile(file, Buffer.from(text)).map(({ bytes, place }) => [Buffer.from(bytes).toString('utf8'), place]);
}

test('an array is its elements, each as it stands in the file', () => {
  const text = '[\n  {"a": 12345678901234567890, "s": "]}\\",["},\n  {"a": [1, {"b": 2}], "a": 3} , 7, "x"\n]\n';
  expect(found('all.json', text)).toEqual([
    ['{"a": 12345678901234567890, "s": "]}\\",["}', 'all.json:2 (element 0)'],
    ['{"a": [1, {"b": 2}], "a": 3}', 'all.json:3 (element 1)'],
    ['7', 'all.json:3 (element 2)'],
    ['"x"', 'all.json:3 (element 3)'],
  ]);
  expect(found('none.json', '[]')).toEqual([]);
});

test('one event is the whole file, with or without a byte order mark', () => {
  expect(found('one.json', '{"a":\n1}\n')).toEqual([['{"a":\n1}\n', 'one.json']]);
  expect(found('one.json', '\uFEFF{"a":1}')).toEqual([['{"a":1}', 'one.json']]);
});

test('lines are one event each, blank ones none, broken ones for the hub to judge', () => {
  const expected = [
    ['{"a":1}', 'log.jsonl:1'],
    ['{"a":', 'log.jsonl:3'],
    ['{"a":3}', 'log.jsonl:4'],
  ];
  expect(found('log.jsonl', '{"a":1}\n\n{"a":\n{"a":3}')).toEqual(expected);
  expect(found('log.ndjson', '{"a":1}\r\n')).toEqual([['{"a":1}\r', 'log.ndjson:1']]);
  expect(found('lines.json', '{"a":1}\n{"a":2}\n')).toEqual([
    ['{"a":1}', 'lines.json:1'],
    ['{"a":2}', 'lines.json:2'],
  ]);
});

test('what cannot be taken apart is handed over whole, and an empty file is nothing', () => {
  expect(found('cut.json', '[{"a":1},')).toEqual([['[{"a":1},', 'cut.json']]);
  expect(found('text.json', 'hello\nworld')).toEqual([['hello\nworld', 'text.json']]);
  expect(found('empty.json', ' \n')).toEqual([]);
});
