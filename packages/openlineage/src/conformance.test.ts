import { describe, expect, test } from '@jest/globals';

import { conformanceOf, validateEvent } from './conformance.ts';

const core = 'https://openlineage.io/spec/2-0-2/OpenLineage.json';
const base = { _producer: 'https://example.org/p', _schemaURL: 'https://example.org/s' };
const job = { namespace: 'scheduler', name: 'load_orders' };

function aDocument(members: object = {}): Record<string, unknown> {
  return {
    eventType: 'START',
    eventTime: '2026-01-15T08:00:00Z',
    producer: 'https://example.org/p',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId: '019bc0de-0000-7000-8000-000000000001' },
    job,
    ...members,
  };
}

function anEventWithDataset(facets: object): Record<string, unknown> {
  return aDocument({ inputs: [{ namespace: 'db', name: 'orders', facets }] });
}

function places(json: unknown): (string | undefined)[][] {
  return validateEvent(json).map(({ pointer, rule, schema }) => [pointer, rule, schema.split('/').at(-1)]);
}

describe('events that conform have no issues', () => {
  const { run: _run, ...jobEvent } = aDocument();
  const { run: _other, job: _job, ...datasetEvent } = aDocument({ dataset: { namespace: 'db', name: 'orders' } });
  test.each([
    ['a run event', aDocument()],
    ['a job event', jobEvent],
    ['a dataset event', datasetEvent],
    ['an unknown facet', anEventWithDataset({ ours: { ...base, anything: [1] } })],
    ['a deleted facet', anEventWithDataset({ schema: { ...base, fields: 5, _deleted: true } })],
    ['a known facet', anEventWithDataset({ schema: { ...base, fields: [{ name: 'id', fields: [{ name: 'x' }] }] } })],
  ])('%s', (_, json) => {
    expect(validateEvent(json)).toEqual([]);
  });
});

describe('issues point to what is wrong', () => {
  test.each([
    ['no object', 'text', ['', 'type', 'OpenLineage.json']],
    ['nothing an event is about', { eventTime: 'x' }, ['', 'oneOf', 'OpenLineage.json']],
    [
      'a run without job',
      { run: aDocument()['run'], eventTime: aDocument()['eventTime'], producer: 'a:b', schemaURL: 'a:b' },
      ['', 'required', 'OpenLineage.json'],
    ],
    ['a broken run', aDocument({ run: null }), ['/run', 'type', 'OpenLineage.json']],
    ['a runId that is no UUID', aDocument({ run: { runId: 'run-42' } }), ['/run/runId', 'format', 'OpenLineage.json']],
    ['a time without zone', aDocument({ eventTime: '2026-01-15T08:00:00' }), ['/eventTime', 'format', 'OpenLineage.json']],
    ['a day that is none', aDocument({ eventTime: '2026-02-30T08:00:00Z' }), ['/eventTime', 'format', 'OpenLineage.json']],
    ['a producer that is no URI', aDocument({ producer: 'me' }), ['/producer', 'format', 'OpenLineage.json']],
    ['an unknown event type', aDocument({ eventType: 'complete' }), ['/eventType', 'enum', 'OpenLineage.json']],
    [
      'an unknown facet without schema',
      anEventWithDataset({ ours: { _producer: 'a:b' } }),
      ['/inputs/0/facets/ours', 'required', 'OpenLineage.json'],
    ],
    ['a facet that is text', anEventWithDataset({ schema: 'x' }), ['/inputs/0/facets/schema', 'type', 'OpenLineage.json']],
    ['a name of nothing', aDocument({ job: { namespace: 'a', name: '' } }), ['/job/name', 'identity', 'OpenLineage.json']],
    [
      'a wrong known facet',
      anEventWithDataset({ schema: { ...base, fields: [{ name: 5 }] } }),
      ['/inputs/0/facets/schema/fields/0/name', 'type', 'SchemaDatasetFacet.json'],
    ],
    [
      'a wrong facet of a run',
      aDocument({ run: { runId: '019bc0de-0000-7000-8000-000000000001', facets: { errorMessage: { ...base, message: 'm' } } } }),
      ['/run/facets/errorMessage', 'required', 'ErrorMessageRunFacet.json'],
    ],
    [
      'a facet of a run, which cannot be deleted',
      aDocument({ run: { runId: '019bc0de-0000-7000-8000-000000000001', facets: { nominalTime: { ...base, _deleted: true } } } }),
      ['/run/facets/nominalTime', 'required', 'NominalTimeRunFacet.json'],
    ],
    ['a wrong facet of a job', aDocument({ job: { ...job, facets: { sql: base } } }), ['/job/facets/sql', 'required', 'SQLJobFacet.json']],
    [
      'a wrong facet of an input',
      aDocument({ inputs: [{ namespace: 'a', name: 'b', inputFacets: { inputStatistics: { ...base, size: 'x' } } }] }),
      ['/inputs/0/inputFacets/inputStatistics/size', 'type', 'InputStatisticsInputDatasetFacet.json'],
    ],
    [
      'a wrong facet of an output',
      aDocument({ outputs: [{ namespace: 'a', name: 'b', outputFacets: { outputStatistics: { ...base, rowCount: 'x' } } }] }),
      ['/outputs/0/outputFacets/outputStatistics/rowCount', 'type', 'OutputStatisticsOutputDatasetFacet.json'],
    ],
  ])('%s', (_, json, place) => {
    expect(places(json)).toEqual([place]);
  });

  test('an event about a job and a dataset at once is neither', () => {
    const { run: _run, ...both } = aDocument({ dataset: { namespace: 'db', name: 'orders' } });
    expect(places(both)).toEqual([['', 'oneOf', 'OpenLineage.json']]);
  });

  test('all of several mistakes, each once', () => {
    const event = aDocument({ producer: 5, inputs: [5, { namespace: 'a' }], run: { runId: 'x' } });
    expect(new Set(places(event).map(String))).toEqual(
      new Set(['/producer,type', '/inputs/0,type', '/inputs/1,required', '/run/runId,format'].map((place) => `${place},OpenLineage.json`)),
    );
  });

  test('a choice of forms is one mistake, not one for each form', () => {
    const facet = { ...base, inputCondition: { type: 'location', locations: [5] } };
    const event = aDocument({ inputs: [{ namespace: 'a', name: 'b', inputFacets: { subset: facet } }] });
    expect(places(event)).toEqual([['/inputs/0/inputFacets/subset/inputCondition', 'oneOf', 'BaseSubsetDatasetFacet.json']]);
  });
});

describe('what an event says stays out of messages', () => {
  const secret = 'hunter2';

  test('in values and keys', () => {
    const event = aDocument({ eventType: secret, producer: secret, eventTime: secret, inputs: [{ [secret]: secret }] });
    for (const { message } of validateEvent(event)) expect(message).not.toContain(secret);
  });

  test('every message is a sentence of ours', () => {
    const messages = validateEvent(aDocument({ eventType: 'x', run: {}, producer: 'x', inputs: 5 })).map((issue) => issue.message);
    expect(messages.toSorted()).toEqual([
      'Must be a valid uri.',
      'Must be of type array.',
      'Must be one of START, RUNNING, COMPLETE, ABORT, FAIL, OTHER.',
      'Property "runId" is required.',
    ]);
  });
});

describe('hostile events', () => {
  test('at most 100 issues are listed and all are counted', () => {
    const { issues, total } = conformanceOf(aDocument({ inputs: Array.from({ length: 400 }, () => 5) }));
    expect(issues).toHaveLength(100);
    expect(total).toBe(400);
  });

  test('a million mistakes cost no more than finding the first', () => {
    const many = Array.from({ length: 1_000_000 }, () => 5);
    const startedAt = performance.now();
    expect(conformanceOf(aDocument({ inputs: many })).total).toBeGreaterThan(0);
    expect(conformanceOf(anEventWithDataset({ schema: { ...base, fields: many } })).total).toBeGreaterThan(0);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test('a thousand facets with hundreds of mistakes each cost no more than their first', () => {
    const schema = { ...base, fields: Array.from({ length: 490 }, () => 5) };
    const inputs = Array.from({ length: 1000 }, () => ({ namespace: 'db', name: 'orders', facets: { schema } }));
    expect(conformanceOf(aDocument({ inputs }))).toMatchObject({ total: 490 + 999 });
  });

  test('a facet nested without end is reported and not entered', () => {
    const depth = 200_000;
    const nested: unknown = JSON.parse(`${'{"name":"a","fields":['.repeat(depth)}${']}'.repeat(depth)}`);
    const event = anEventWithDataset({ schema: { ...base, fields: [nested] } });
    expect(places(event)).toEqual([['/inputs/0/facets/schema', 'depth', 'SchemaDatasetFacet.json']]);
  });

  test('keys of Object.prototype name no facets', () => {
    const facets: unknown = JSON.parse('{"__proto__":5,"constructor":5}');
    expect(places(aDocument({ job: { ...job, facets } }))).toEqual([
      ['/job/facets/__proto__', 'type', 'OpenLineage.json'],
      ['/job/facets/constructor', 'type', 'OpenLineage.json'],
    ]);
  });

  test('pointers can be stored', () => {
    const facets = { ['x'.repeat(5000)]: 5, 'a\0b': 5 };
    expect(validateEvent(aDocument({ job: { ...job, facets } })).map((issue) => issue.pointer)).toEqual(['/job/facets', '/job/facets']);
  });
});

test('schemas are named by their $id', () => {
  expect(validateEvent(5)[0]?.schema).toBe(core);
  expect(validateEvent(anEventWithDataset({ schema: { ...base, fields: 5 } }))[0]?.schema).toBe(
    'https://openlineage.io/spec/facets/1-2-0/SchemaDatasetFacet.json',
  );
});
