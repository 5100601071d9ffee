import { expect, test } from '@jest/globals';
import { metricProblems } from './prometheus-lint.ts';
import { metricsOf } from './prometheus-page.ts';

function problems(name: string, { type = 'gauge', help = 'What it is.', labels = '' } = {}): readonly string[] {
  return metricProblems(metricsOf(`# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name}${labels} 1\n`));
}

test('a page that is as it should be has no problem', () => {
  expect(problems('queue_entries')).toEqual([]);
  expect(problems('events_total', { type: 'counter', labels: '{outcome="stored"}' })).toEqual([]);
  expect(problems('size_bytes')).toEqual([]);
  const histogram =
    '# HELP wait_seconds How long.\n# TYPE wait_seconds histogram\nwait_seconds_bucket{route="/a b",le="+Inf"} 1\nwait_seconds_sum 0.1\nwait_seconds_count 1';
  expect(metricProblems(metricsOf(histogram))).toEqual([]);
  expect([...metricsOf(histogram)[0]!.labels]).toEqual(['route']);
});

test.each([
  ['events', { type: 'counter' }, '_total'],
  ['events_total', {}, '_total'],
  ['events', { help: '' }, 'no help'],
  ['events', { help: 'description missing' }, 'no help'],
  ['wait_milliseconds', {}, 'base unit'],
  ['age_minutes', {}, 'base unit'],
  ['size_megabytes', {}, 'base unit'],
  ['wait_ms', {}, 'abbreviated'],
  ['size_mb_now', {}, 'abbreviated'],
  ['queue_gauge', {}, 'include type'],
  ['queue_histogram_size', {}, 'include type'],
  ['rule:queue', {}, "':'"],
  ['queueSize', {}, 'snake_case'],
  ['queue', { labels: '{consumerName="a"}' }, 'snake_case'],
  ['queue', { labels: '{quantile="0.5"}' }, 'quantile'],
  ['queue', { labels: '{le="1"}' }, 'le'],
  ['queue_count', {}, 'reserved'],
])('%s %j is refused: %s', (name, facts, problem) => {
  expect(problems(name, facts)).toEqual([expect.stringContaining(problem)]);
});

test('a line that is no sample is no page', () => {
  expect(() => metricsOf('# HELP a b\n# TYPE a gauge\na one')).toThrow(/No sample/);
  expect(() => metricsOf('# HELP a b\n# TYPE a gauge\nb 1')).toThrow(/No sample/);
});
