import { beforeAll, expect, test } from '@jest/globals';
import { i18n } from '@lingui/core';
import { unknownCard } from '../lineage-graph/live-graph-store.ts';
import type { GraphVertex, RunSummary, VertexCard } from '../lineage-graph/model.ts';
import { freshness, jobLine, rulerLabel, statusOf, vertexLabel } from './vertex-words.ts';

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});

const now = Date.parse('2026-11-26T09:00:00Z');

function run(change: Partial<RunSummary>): RunSummary {
  return {
    id: 'run_1',
    state: 'COMPLETED',
    health: 'ON_TIME',
    startedAt: '2026-11-26T08:56:48Z',
    endedAt: null,
    durationMs: null,
    error: null,
    ...change,
  };
}

function card(change: Partial<VertexCard>): VertexCard {
  return { ...unknownCard('x'), status: 'known', state: 'ACTIVE', ...change };
}

test.each<[Partial<RunSummary>, string, ReturnType<typeof statusOf>]>([
  [{ state: 'COMPLETED', durationMs: 41_000 }, '41 s', 'completed'],
  [{ state: 'RUNNING' }, 'Running 3 m 12 s', 'running'],
  [{ state: 'RUNNING', health: 'LATE' }, 'Late, running 3 m 12 s', 'late'],
  [{ state: 'RUNNING', health: 'STALLED' }, 'Stalled 3 m 12 s', 'late'],
  [{ state: 'RUNNING', startedAt: '2026-11-26T09:00:05Z' }, 'Running 0 ms', 'running'],
  [{ state: 'FAILED', error: 'java.lang.RuntimeException: disk full\nat x' }, 'Failed: disk full', 'failed'],
  [{ state: 'FAILED' }, 'Failed', 'failed'],
  [{ state: 'ABORTED' }, 'Aborted', 'aborted'],
  [{ state: 'UNKNOWN' }, 'State unknown', 'unknown'],
])('a job whose run is %j reads “%s”', (change, words, status) => {
  expect(jobLine(card({ run: run(change) }), now)).toBe(words);
  expect(statusOf(run(change))).toBe(status);
});

test('a card that could not be read says so, one that is asked for says nothing yet', () => {
  expect(jobLine(card({ status: 'unknown' }), now)).toBe('Status unknown');
  expect(jobLine(unknownCard('x'), now)).toBe('');
  expect(jobLine(card({}), now)).toBe('Never ran');
});

test.each<[string | null, string]>([
  ['2026-11-26T08:59:56Z', '4 s ago'],
  ['2026-11-26T09:00:07Z', '0 s ago'],
  ['2026-11-26T06:30:00Z', '2 h ago'],
  ['2026-11-20T09:00:00Z', '6 d ago'],
])('a dataset written at %s is “%s” old', (endedAt, words) => {
  expect(freshness(card({ run: run({ endedAt }) }), now)).toBe(words);
});

test('a dropped dataset says that before anything else', () => {
  expect(freshness(card({ state: 'DROPPED', run: run({ endedAt: '2026-11-26T08:59:56Z' }) }), now)).toBe('dropped');
});

test('the accessible name tells kind, state, PII, hop and neighbours', () => {
  const vertex: GraphVertex = {
    id: 'ds_1',
    kind: 'DATASET',
    namespace: 'pg',
    name: 'refined.organisations',
    hop: -2,
    hiddenUpstream: 3,
    hiddenDownstream: 0,
  };
  const known = card({ piiColumnCount: 3, run: run({ endedAt: '2026-11-26T08:59:56Z' }) });
  expect(vertexLabel(vertex, known, { upstream: 5, downstream: 9 }, now)).toBe(
    'Dataset refined.organisations, 4 s ago, 3 PII columns, 1 hop up, 5 upstream, 9 downstream',
  );
});

test.each([
  [-4, '2 hops up', '−2'],
  [-2, '1 hop up', '−1'],
  [2, '1 hop down', '+1'],
])('hop %d is headed “%s”, or %s where there is no room', (hop, words, short) => {
  expect(rulerLabel(hop, false)).toBe(words);
  expect(rulerLabel(hop, true)).toBe(short);
});
