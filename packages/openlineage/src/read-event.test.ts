import { describe, expect, test } from '@jest/globals';

import { readEvent } from './read-event.ts';

const job = { namespace: 'scheduler', name: 'load_orders' };

function aDocument(members: object): unknown {
  return { eventType: 'COMPLETE', eventTime: '2026-01-15T08:00:00Z', producer: 'https://example.org/p', job, ...members };
}

test('a run event is read whole', () => {
  const inputs = [{ namespace: 'db', name: 'raw', facets: { schema: { fields: [] } }, inputFacets: { inputStatistics: { size: 1 } } }];
  const outputs = [{ namespace: 'db', name: 'clean', outputFacets: { outputStatistics: { rowCount: 2 } } }];
  const run = { runId: 'r-1', facets: { nominalTime: { nominalStartTime: 'x' } } };
  expect(readEvent(aDocument({ run, inputs, outputs }))).toEqual({
    kind: 'run',
    eventType: 'COMPLETE',
    eventTime: new Date('2026-01-15T08:00:00Z'),
    runId: 'r-1',
    producer: 'https://example.org/p',
    job: { ...job, facets: {} },
    runFacets: run.facets,
    inputs: [{ namespace: 'db', name: 'raw', facets: { schema: { fields: [] } }, roleFacets: { inputStatistics: { size: 1 } } }],
    outputs: [{ namespace: 'db', name: 'clean', facets: {}, roleFacets: { outputStatistics: { rowCount: 2 } } }],
    dataset: null,
  });
});

describe('the kind of an event', () => {
  const dataset = { namespace: 'db', name: 'raw' };
  test.each([
    ['a run and a job', { run: { runId: 'r' }, job }, 'run'],
    ['a job', { job }, 'job'],
    ['a job and no run to speak of', { run: null, job }, 'job'],
    ['a dataset', { dataset }, 'dataset'],
    ['a dataset and no job to speak of', { dataset, job: null }, 'dataset'],
    ['a run whose id is unusable', { run: { runId: 5 }, job }, 'run'],
  ])('with %s', (_, json, kind) => {
    expect(readEvent(json)?.kind).toBe(kind);
  });

  test.each([
    ['no object', 'text'],
    ['an array', [{ job }]],
    ['nothing', null],
    ['an empty object', {}],
    ['a run alone', { run: { runId: 'r' } }],
    ['a job without namespace', { job: { name: 'x' } }],
    ['a job with an empty name', { job: { namespace: 'x', name: '' } }],
    ['a job named with U+0000', { job: { namespace: 'x', name: 'a\0b' } }],
    ['a job named with a lone surrogate', { job: { namespace: 'x', name: 'a\ud800' } }],
    ['a dataset without name', { dataset: { namespace: 'x' } }],
  ])('%s is none', (_, json) => {
    expect(readEvent(json)).toBeNull();
  });
});

test('unknown and missing words, times and producers are not invented', () => {
  expect(readEvent({ job, eventType: 'complete', eventTime: 'yesterday', producer: 7 })).toMatchObject({
    eventType: 'OTHER',
    eventTime: null,
    runId: null,
    producer: null,
    inputs: [],
    outputs: [],
  });
});

test('datasets that name nothing are skipped and the others kept', () => {
  const inputs = [null, 5, [], {}, { namespace: 'db' }, { namespace: '', name: 'x' }, { namespace: 'db', name: 'kept', facets: null }];
  expect(readEvent(aDocument({ inputs, outputs: {} }))).toMatchObject({ inputs: [{ name: 'kept', facets: {} }], outputs: [] });
});

test('a dataset event has a dataset and neither inputs nor outputs', () => {
  const event = readEvent({ dataset: { namespace: 'db', name: 'raw', facets: { a: {} } }, inputs: [{ namespace: 'db', name: 'x' }] });
  expect(event).toMatchObject({ kind: 'dataset', job: null, inputs: [], dataset: { name: 'raw', facets: { a: {} }, roleFacets: {} } });
});

describe('prototypes', () => {
  test('a facet called __proto__ is a facet and changes nothing else', () => {
    const event = readEvent(JSON.parse('{"job":{"namespace":"n","name":"j","facets":{"__proto__":{"polluted":1}}}}'));
    expect(Object.keys(event?.job?.facets ?? {})).toEqual(['__proto__']);
    expect(event?.job?.facets['polluted']).toBeUndefined();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('what every object inherits is not read from an event', () => {
    const event = readEvent(JSON.parse('{"__proto__":{"run":{"runId":"r"}},"job":{"namespace":"n","name":"j"}}'));
    expect(event).toMatchObject({ kind: 'job', runId: null });
    expect(event?.job?.facets['constructor']).toBeUndefined();
  });
});

test('a facet that is no object is left out', () => {
  const facets = { kept: { a: 1 }, text: 'x', list: [], none: null };
  expect(Object.keys(readEvent({ job: { ...job, facets } })?.job?.facets ?? {})).toEqual(['kept']);
});

test('of thousands of facets on one thing only the known ones are read', () => {
  const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`custom${index}`, {}]));
  const nominalTime = { nominalStartTime: '2026-01-15T08:00:00Z' };
  const job = { namespace: 'a', name: 'b' };
  const crowded = readEvent({ eventTime: '2026-01-15T08:00:00Z', run: { runId: 'r', facets: { ...many, nominalTime } }, job });
  expect(crowded?.runFacets).toEqual({ nominalTime });
  const few = readEvent({ eventTime: '2026-01-15T08:00:00Z', run: { runId: 'r', facets: { custom: {}, nominalTime } }, job });
  expect(few?.runFacets).toEqual({ custom: {}, nominalTime });
});
