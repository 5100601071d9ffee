import { expect, test } from '@jest/globals';
import type { ColumnPath, ColumnStep } from '../lineage-graph/model.ts';
import { sourcesOf, traceEntries } from './trace-entries.ts';

/** `a.x>b.y` */
function path(of: string, ...edges: readonly string[]): ColumnPath {
  const ref = (text: string) => ({ datasetId: text.split('.')[0]!, column: text.split('.')[1] ?? null });
  const steps = edges.map((id): ColumnStep => {
    const [source, target] = id.split('>') as [string, string];
    return {
      id,
      source: ref(source),
      target: ref(target),
      jobId: null,
      type: 'DIRECT',
      subtype: null,
      masking: false,
      rule: 'COLUMN_LINEAGE_FACET',
      basis: 'COMPLETED',
    };
  });
  return { of: ref(of), to: null, between: [], steps, truncated: false };
}

const told = (traced: ColumnPath): readonly string[] => traceEntries(traced).map(({ key, hop, steps }) => `${hop} ${key} ${steps.length}`);

test('a path is listed from its sources over the traced column to its uses', () => {
  expect(told(path('c.x', 'a.x>b.x', 'b.x>c.x', 'c.x>d.x'))).toEqual(['-2 a.x 1', '-1 b.x 1', '0 c.x 0', '1 d.x 1']);
});

test('several dependencies between two columns are one line, and a column is listed once', () => {
  expect(told(path('c.x', 'a.x>c.x', 'a.x>c.x', 'b.y>c.x', 'a.x>b.y'))).toEqual(['-1 b.y 1', '-1 a.x 2', '0 c.x 0']);
});

test('ways that come back end', () => {
  expect(told(path('c.x', 'c.x>d.x', 'd.x>c.x', 'd.x>d.y', 'd.y>d.x'))).toEqual(['-2 d.y 1', '-1 d.x 1', '0 c.x 0']);
});

test('a column nothing is told of stands alone', () => {
  expect(told(path('c.x'))).toEqual(['0 c.x 0']);
});

test('what the dataset as a whole depends on belongs to the path of each of its columns', () => {
  expect(told(path('c.x', 'a.x>c.x', 'b.key>c', 'c>d.y'))).toEqual(['-1 b.key 1', '-1 a.x 1', '0 c.x 0', '1 d.y 1']);
});

test('where the dataset as a whole is on the path, what each of its columns is made from is, too', () => {
  expect(told(path('c.x', 'b>c.x', 'a.x>b.x', 'a.y>b.y', 'z>b'))).toEqual(['-2 z. 1', '-2 a.y 1', '-2 a.x 1', '-1 b. 1', '0 c.x 0']);
});

test('sources are what nothing on the path leads into, the nearest first', () => {
  const sources = (traced: ColumnPath): readonly string[] => sourcesOf(traced).map(({ key }) => key);
  expect(sources(path('d.x', 'a.x>b.x', 'b.x>d.x', 'c.y>d.x', 'd.x>e.x'))).toEqual(['c.y', 'a.x']);
  expect(sources(path('d.x', 'b.x>d.x', 'a>b'))).toEqual(['a.']);
  expect(sources(path('d.x', 'd.x>e.x'))).toEqual([]);
  const [filter, ...rest] = path('d.x', 'f.y>d.x', 'a.x>d.x').steps;
  const filtered = { ...path('d.x'), steps: [{ ...filter!, type: 'INDIRECT' as const }, ...rest] };
  expect(sources(filtered)).toEqual(['a.x']);
  expect(sources({ ...filtered, steps: filtered.steps.slice(0, 1) })).toEqual(['f.y']);
});
