import { expect, test } from '@jest/globals';
import { facetLines, webAddress, type FacetLine, type OpenPages } from './facet-lines.ts';
import { readFacet, type JsonValue } from './json-value.ts';

function shown(value: JsonValue, open: OpenPages = new Map()): readonly string[] {
  return facetLines(value, open).map(
    (line) => `${'  '.repeat(line.level - 1)}${line.label}${line.kind === 'value' ? `=${line.text}` : ` ${line.kind}`}`,
  );
}

test('members stand in their order, and what is closed is not walked', () => {
  const value = { owners: [{ name: 'a' }], sql: 'SELECT 1\nFROM t', rows: 3, gone: null };
  expect(shown(value)).toEqual(['owners branch', 'sql text', 'rows=3', 'gone=null']);
  expect(shown(value, new Map(['/owners', '/owners/0', '/sql'].map((key) => [key, 1])))).toEqual([
    'owners branch',
    '  0 branch',
    '    name=a',
    'sql text',
    '   block',
    'rows=3',
    'gone=null',
  ]);
});

test('a list is shown by the hundred, a text by growing parts', () => {
  const list = Array.from({ length: 250 }, (_, place) => place);
  const last = (pages: number): FacetLine | undefined => facetLines(list, new Map([['', pages]])).at(-1);
  expect(last(1)).toMatchObject({ kind: 'more', of: '', left: 150 });
  expect(last(3)).toMatchObject({ kind: 'value', text: '249' });
  const text = 'x'.repeat(50_000);
  expect(facetLines({ text }, new Map([['/text', 1]])).slice(1)).toMatchObject([{ shown: 20_000 }, { kind: 'more', left: 30_000 }]);
  expect(facetLines({ text }, new Map([['/text', 2]])).slice(1)).toMatchObject([{ shown: 50_000 }]);
});

test('4,096 levels are read and opened one by one', () => {
  const raw = `${'{"a":'.repeat(4_096)}12345678901234567890${'}'.repeat(4_096)}`;
  const facet = readFacet(raw);
  if (facet.kind !== 'value') throw new Error(facet.kind);
  const open = new Map(Array.from({ length: 4_096 }, (_, depth) => ['/a'.repeat(depth), 1] as const));
  expect(facetLines(facet.value, open)).toHaveLength(4_096);
});

test.each([
  ['{', { kind: 'broken' }],
  ['', { kind: 'broken' }],
  ['null', { kind: 'empty' }],
  ['{"_producer":"p","_schemaURL":"s"}', { kind: 'empty' }],
  ['{"_producer":"p","_deleted":true}', { kind: 'deleted' }],
  ['{"_producer":"p","a":1}', { kind: 'value', value: { a: 1 } }],
  ['[1]', { kind: 'value', value: [1] }],
])('the facet %j', (raw, read) => {
  expect(readFacet(raw)).toEqual(read);
});

test('a member named like a part of every object is a member', () => {
  const facet = readFacet('{"__proto__":{"a":1},"constructor":2}');
  if (facet.kind !== 'value') throw new Error(facet.kind);
  expect(shown(facet.value)).toEqual(['__proto__ branch', 'constructor=2']);
});

test('a number keeps all its digits', () => {
  const facet = readFacet('{"id":12345678901234567890,"small":9007199254740991}');
  if (facet.kind !== 'value') throw new Error(facet.kind);
  expect(shown(facet.value)).toEqual(['id=12345678901234567890', 'small=9007199254740991']);
});

test.each([
  ['https://openlineage.io/spec', 'https://openlineage.io/spec'],
  ['HTTP://a.b', 'http://a.b/'],
  ['javascript:alert(1)', null],
  ['java\nscript:alert(1)', null],
  ['file:///etc/passwd', null],
  ['//evil.example', null],
  ['https:// a', null],
  ['https://', null],
])('%j is linked as %j', (text, address) => {
  expect(webAddress(text)).toBe(address);
});
