import { expect, test } from '@jest/globals';
import { jobId } from '@hotpass/kernel';
import { DataError, type Entry } from '@hotpass/log';
import { recordOf } from './event-record.ts';

function anEntry(event: unknown, changes: Partial<Entry> = {}): Entry {
  return {
    id: 'ent_1',
    position: 1,
    type: 'openlineage.job_event',
    keys: [],
    eventTime: new Date('2026-01-15T08:00:00Z'),
    receivedAt: new Date('2026-01-15T08:00:01Z'),
    actor: 'local',
    onBehalfOf: null,
    decision: { project: true, flags: [] },
    traceId: null,
    cause: null,
    aggregate: null,
    bodyHash: new Uint8Array(32),
    body: new Uint8Array(),
    json: () => event,
    ...changes,
  };
}

const event = {
  eventTime: '2026-01-15T08:00:00Z',
  job: { namespace: 'shop', name: 'load' },
  producer: 'https://example.org/loader',
  schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent',
};

test('a record says what the event is and how it stands to the schemas', () => {
  expect(recordOf(anEntry(event))).toMatchObject({
    kind: 'job',
    eventType: null,
    runId: null,
    jobId: jobId('shop', 'load'),
    datasetId: null,
    projected: true,
    sizeBytes: 0,
    cause: null,
    producer: 'https://example.org/loader',
    conforms: true,
    total: 0,
    flags: [],
  });
  const { producer: _producer, ...anonymous } = event;
  expect(recordOf(anEntry(anonymous))).toMatchObject({
    producer: null,
    conforms: false,
    issues: [{ pointer: '', rule: 'required' }],
    total: 1,
  });
});

test('what was decided at ingest and a time without zone are flagged', () => {
  const report = recordOf(
    anEntry({ ...event, eventTime: '9999-01-01T00:00:00' }, { decision: { project: false, flags: ['CLOCK_SUSPECT'] } }),
  );
  expect(report.flags).toEqual(['CLOCK_SUSPECT', 'TIME_ASSUMED_UTC']);
});

test('a producer of any length is cut', () => {
  expect(recordOf(anEntry({ ...event, producer: '😀'.repeat(100_000) })).producer).toHaveLength(2_048);
});

test('an entry whose decision cannot be read is poison, not a bug', () => {
  expect(() => recordOf(anEntry(event, { decision: { project: 'perhaps' } }))).toThrow(DataError);
});
