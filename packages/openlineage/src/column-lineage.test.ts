import { describe, expect, test } from '@jest/globals';
import { columnLineageOf, explicitJobLineageOf, explicitLineageOf } from './column-lineage.ts';
import type { ColumnDependency } from './column-lineage.ts';
import { readEvent } from './read-event.ts';

const source = { namespace: 'db', name: 'orders' };
const job = { namespace: 'pipelines', name: 'load' };

function lines(dependencies: readonly ColumnDependency[]): string[] {
  return dependencies.map(
    ({ source: { name }, sourceColumn, targetColumn, type, subtype, masking }) =>
      `${name}.${sourceColumn ?? '*'} -> ${targetColumn ?? '*'} ${type}${subtype === null ? '' : ` ${subtype}`}${masking ? ' masking' : ''}`,
  );
}

describe('columnLineage', () => {
  const columnLineage = (fields: unknown, dataset?: unknown): string[] => lines(columnLineageOf({ columnLineage: { fields, dataset } }));
  const from = (field: string, ...transformations: unknown[]) => ({ ...source, field, transformations });

  test('each transformation of each input field is one dependency', () => {
    const inputFields = [
      from('a', { type: 'DIRECT', subtype: 'IDENTITY' }, { type: 'INDIRECT', subtype: 'JOIN', masking: true }),
      from('b'),
    ];
    expect(columnLineage({ x: { inputFields }, y: { inputFields: [from('c', { type: 'indirect' })] } })).toEqual([
      'orders.a -> x DIRECT IDENTITY',
      'orders.a -> x INDIRECT JOIN masking',
      'orders.b -> x DIRECT',
      'orders.c -> y INDIRECT',
    ]);
  });

  test('the older word for a whole field counts where an input has none of its own', () => {
    const inputFields = [from('a'), from('b', { type: 'INDIRECT', subtype: 'FILTER' })];
    expect(columnLineage({ x: { inputFields, transformationType: 'MASKED', transformationDescription: 'hash' } })).toEqual([
      'orders.a -> x DIRECT MASKED masking',
      'orders.b -> x INDIRECT FILTER',
    ]);
  });

  test('what decides about the whole dataset has no target column', () => {
    expect(columnLineage({}, [from('a', { type: 'INDIRECT', subtype: 'SORT' }), from('b')])).toEqual([
      'orders.a -> * INDIRECT SORT',
      'orders.b -> * INDIRECT',
    ]);
  });

  test.each<[string, unknown]>([
    ['no object', 'fields'],
    ['a list in place of an object', [{ inputFields: [from('a')] }]],
    ['fields without inputs', { x: {}, y: null, z: 'z' }],
    ['inputs that are no list', { x: { inputFields: { a: from('a') } } }],
    ['inputs that are no objects', { x: { inputFields: [null, 'a', 5, []] } }],
    ['an input without a field', { x: { inputFields: [source] } }],
    [
      'names that name nothing',
      { x: { inputFields: [from(''), from('a\0'), { ...from('a'), name: 5 }] }, '\ud800': { inputFields: [from('a')] } },
    ],
  ])('%s says nothing', (_, fields) => {
    expect(columnLineage(fields)).toEqual([]);
    expect(columnLineage({}, fields)).toEqual([]);
  });

  test('transformations of the wrong shape count as not told, unknown words as the usual', () => {
    expect(columnLineage({ x: { inputFields: [{ ...from('a'), transformations: 'none' }, from('b', null, 7)] } })).toEqual([
      'orders.a -> x DIRECT',
      'orders.b -> x DIRECT',
    ]);
    expect(columnLineage({ x: { inputFields: [from('a', { type: 'MAGIC', subtype: 5, masking: 'yes' })] } })).toEqual([
      'orders.a -> x DIRECT',
    ]);
  });

  test('a column may be called __proto__, and one is not inherited', () => {
    const fields: unknown = JSON.parse(`{ "__proto__": { "inputFields": [${JSON.stringify(from('constructor'))}] } }`);
    expect(columnLineage(fields)).toEqual(['orders.constructor -> __proto__ DIRECT']);
  });

  test('a facet 5,000 deep is read as far as it says something', () => {
    const deep = `${'{"fields":'.repeat(5_000)}{}${'}'.repeat(5_000)}`;
    const facet = `{"fields":{"x":{"inputFields":[${JSON.stringify(from('a'))},${'['.repeat(5_000)}${']'.repeat(5_000)}]},"y":${deep}}}`;
    const event = readEvent(
      JSON.parse(`{"job":${JSON.stringify(job)},"outputs":[{"namespace":"db","name":"t","facets":{"columnLineage":${facet}}}]}`),
    );
    expect(lines(columnLineageOf(event?.outputs[0]?.facets ?? {}))).toEqual(['orders.a -> x DIRECT']);
  });

  test('10,000 columns of 20 inputs each are read in proportion', () => {
    const inputFields = Array.from({ length: 20 }, (_, n) => from(`c${n}`, { type: 'DIRECT' }));
    const fields = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`column${n}`, { inputFields }]));
    expect(columnLineageOf({ columnLineage: { fields } }).length).toBe(200_000);
  });
});

describe('the explicit lineage facet', () => {
  const dataset = { ...source, type: 'DATASET' };
  const field = (name: string, ...transformations: unknown[]) => ({ ...dataset, field: name, transformations });

  test('of a dataset tells of the whole and of fields', () => {
    const inputs = [dataset, field('a'), field('b', { type: 'DIRECT' })];
    const fields = { x: { inputs: [field('c'), dataset, field('d', { type: 'INDIRECT', subtype: 'SORT' })] } };
    expect(lines(explicitLineageOf({ lineage: { inputs, fields } }))).toEqual([
      'orders.* -> * DIRECT',
      'orders.a -> * INDIRECT',
      'orders.b -> * DIRECT',
      'orders.c -> x DIRECT',
      'orders.* -> x DIRECT',
      'orders.d -> x INDIRECT SORT',
    ]);
  });

  test.each<[string, unknown]>([
    ['absent', undefined],
    ['no object', []],
    ['empty', { inputs: [], fields: {} }],
    ['a job as a source', { inputs: [{ ...job, type: 'JOB' }] }],
    ['a source of no type', { inputs: [source] }],
    ['a field that is no name', { inputs: [{ ...dataset, field: 5 }], fields: { '': { inputs: [dataset] } } }],
  ])('%s says nothing', (_, lineage) => {
    expect(explicitLineageOf({ lineage })).toEqual([]);
  });

  test('of a job tells of datasets, and of what the job reads', () => {
    const entries = [
      { namespace: 'db', name: 'target', type: 'DATASET', fields: { x: { inputs: [field('a')] } } },
      { type: 'JOB', inputs: [dataset] },
      {
        ...job,
        type: 'JOB',
        inputs: [
          { ...dataset, name: 'named' },
          { ...job, type: 'JOB' },
        ],
      },
      { namespace: 'other', name: 'job', type: 'JOB', inputs: [{ ...dataset, name: 'not ours' }] },
      { namespace: 'db', name: 'of no type', inputs: [dataset] },
      { namespace: 5, type: 'JOB', inputs: [{ ...dataset, name: 'of no job' }] },
      { type: 'DATASET', inputs: [dataset] },
      'nonsense',
    ];
    const { targets, inputs } = explicitJobLineageOf({ lineage: { entries } }, job);
    expect(targets.map(({ target, dependencies }) => [target.name, ...lines(dependencies)])).toEqual([['target', 'orders.a -> x DIRECT']]);
    expect(inputs.map(({ name }) => name)).toEqual(['orders', 'named']);
  });

  test('of a job without entries says nothing', () => {
    for (const lineage of [undefined, {}, { entries: {} }, { inputs: [dataset] }]) {
      expect(explicitJobLineageOf({ lineage }, job)).toEqual({ targets: [], inputs: [] });
    }
  });
});
