import { describe, expect, test } from '@jest/globals';
import { readEvent } from '@hotpass/openlineage';
import { readRun } from './read-run.ts';
import { mergeRunRecords, rankOf, type RunRecord } from './run-record.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 15, 8, minute)).toISOString();

function record(eventType: string, minute: number, facets: Record<string, unknown> = {}): RunRecord {
  const event = { eventType, eventTime: at(minute), producer: 'p', run: { runId: 'r', facets }, job: { namespace: 'n', name: 'j' } };
  return readRun(readEvent(event)!)!;
}

function message(text: string) {
  return { errorMessage: { message: text } };
}

function merged(...records: RunRecord[]): RunRecord {
  return records.reduce(mergeRunRecords);
}

describe('the state of a run', () => {
  test.each([
    ['COMPLETE and a late RUNNING', [record('COMPLETE', 5), record('RUNNING', 9)], 'COMPLETE', 5],
    ['FAIL after COMPLETE', [record('COMPLETE', 5), record('FAIL', 6)], 'FAIL', 6],
    ['COMPLETE after FAIL', [record('FAIL', 5), record('COMPLETE', 6)], 'COMPLETE', 6],
    ['COMPLETE, ABORT and FAIL at one moment', [record('ABORT', 5), record('FAIL', 5), record('COMPLETE', 5)], 'FAIL', 5],
    ['COMPLETE and ABORT at one moment', [record('ABORT', 5), record('COMPLETE', 5)], 'ABORT', 5],
    ['only OTHER', [record('OTHER', 5), record('OTHER', 6)], 'OTHER', 6],
    ['START and a later OTHER', [record('START', 5), record('OTHER', 9)], 'START', 5],
    ['START and RUNNING at one moment', [record('RUNNING', 5), record('START', 5)], 'RUNNING', 5],
    ['a word that is no event type', [record('complete', 5)], 'OTHER', 5],
  ] as const)('%s', (_name, records, winner, minute) => {
    expect(merged(...records).state).toEqual({ rank: rankOf(winner), at: new Date(at(minute)) });
    expect(merged(...records.toReversed()).state).toEqual({ rank: rankOf(winner), at: new Date(at(minute)) });
  });
});

describe('an attribute', () => {
  test('is what the later event says', () => {
    expect(merged(record('FAIL', 6, message('a')), record('FAIL', 5, message('z'))).errorMessage?.value).toBe('a');
  });

  test('is the greater value, bytewise, of events at one moment', () => {
    // As UTF-16 the second would be the smaller one.
    const [above, below] = [record('FAIL', 5, message('\u{10000}')), record('FAIL', 5, message('\uFFFF'))];
    expect(merged(above, below).errorMessage?.value).toBe('\u{10000}');
    expect(merged(below, above).errorMessage?.value).toBe('\u{10000}');
  });

  test('is not taken away by a later event that does not tell it', () => {
    expect(merged(record('FAIL', 5, message('a')), record('OTHER', 9)).errorMessage?.value).toBe('a');
  });

  test('nominal start and end come from one event', () => {
    const whole = record('START', 5, { nominalTime: { nominalStartTime: at(0), nominalEndTime: at(30) } });
    const open = record('RUNNING', 6, { nominalTime: { nominalStartTime: at(1) } });
    expect(merged(whole, open).nominalTime?.value).toEqual({ start: new Date(at(1)), end: null });
  });
});

test('a run starts with its earliest START and is as new as its newest event', () => {
  const run = merged(record('START', 7), record('OTHER', 2), record('START', 5), record('RUNNING', 9));
  expect(run).toMatchObject({ startTime: new Date(at(5)), firstEventTime: new Date(at(2)), lastEventTime: new Date(at(9)) });
});
