import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aRunEvent } from '@hotpass/testkit';
import { metricProblems } from './support/prometheus-lint.ts';
import { metricsOf, type MetricFamily } from './support/prometheus-page.ts';
import { topologies, type RunningTopology } from './support/topologies.ts';

/** Counted only while the schema has something deprecated and somebody uses it. */
const neverHere = 'hotpass_gateway_deprecated_uses_total';

describe.each(topologies)('metrics in $name', ({ start }) => {
  let topology: RunningTopology;
  beforeAll(async () => {
    topology = await start();
    await topology.graph.post(aRunEvent({ job: 'measured', inputs: ['a'], outputs: ['b'] }));
    await topology.graph.postBytes('no JSON');
    for (let times = 0; times < 3; times += 1) await topology.graph.graphql('{ runs(first: 1) { nodes { id } } }');
    await topology.graph.settle();
  });
  afterAll(async () => topology?.[Symbol.asyncDispose]());

  /** Samples of a metric, over the pages of all processes. */
  async function samples(name: string, labels = ''): Promise<readonly number[]> {
    const page = await topology.metrics();
    return page.split('\n').flatMap((line) => {
      const found = /^([\w:]+)(\{.*\})? (\S+)$/.exec(line);
      return found?.[1] === name && (found[2] ?? '').includes(labels) ? [Number(found[3])] : [];
    });
  }

  async function families(): Promise<readonly MetricFamily[]> {
    return (await topology.pages()).flatMap(metricsOf);
  }

  test("promtool's linter has nothing to say", async () => {
    const all = await families();
    expect(all.length).toBeGreaterThan(20);
    expect(metricProblems(all)).toEqual([]);
  });

  test('the reference names every metric with its type, labels and help, and no other', async () => {
    const reference = await readFile(new URL('../docs/reference/metrics.md', import.meta.url), 'utf8');
    const documented = reference.split('\n').filter((line) => line.startsWith('| `'));
    const rows = new Map((await families()).map((family) => [family.name, family] as const));
    const missing = [...rows.values()].filter(({ name, type, help }) => !documented.some((row) => isRowOf(row, name, type, help)));
    expect(missing.map(({ name, type, labels, help }) => `| \`${name}\` | ${type} | ${[...labels].join(', ')} | ${help} |`)).toEqual([]);
    const undocumented = documented.filter(
      (row) => !row.includes(neverHere) && ![...rows.keys()].some((name) => row.startsWith(`| \`${name}\` |`)),
    );
    expect(undocumented).toEqual([]);
    for (const { name, labels } of rows.values()) {
      const told =
        documented
          .find((row) => row.startsWith(`| \`${name}\` |`))
          ?.split('|')[3]
          ?.trim()
          .split(', ') ?? [];
      for (const label of labels) expect({ name, told }).toEqual({ name, told: expect.arrayContaining([label]) });
    }
  });

  test('what happened is counted', async () => {
    const sum = async (name: string, labels?: string): Promise<number> => (await samples(name, labels)).reduce((a, b) => a + b, 0);
    expect(await sum('hotpass_ingest_events_total', 'outcome="stored"')).toBe(1);
    expect(await sum('hotpass_ingest_events_total', 'outcome="refused"')).toBe(1);
    expect(await sum('hotpass_cache_lookups_total', 'cache="gateway_plans",outcome="hit"')).toBe(2);
    expect(await sum('hotpass_cache_lookups_total', 'cache="gateway_plans",outcome="miss"')).toBe(1);
    expect(await sum('hotpass_cache_entries', 'cache="gateway_plans"')).toBe(1);
    expect(await sum('http_server_request_duration_seconds_count', 'route="/graphql",status="200"')).toBeGreaterThanOrEqual(3);
    expect(await samples('hotpass_log_consumer_running')).not.toContain(0);
    expect(new Set(await samples('hotpass_log_consumer_lag_entries'))).toEqual(new Set([0]));
    expect(new Set(await samples('hotpass_log_consumer_lag_seconds'))).toEqual(new Set([0]));
    expect((await samples('hotpass_database_connections_limit')).every((limit) => limit > 0)).toBe(true);
    expect((await samples('hotpass_event_loop_delay_seconds', 'percentile="99"')).every((delay) => delay < 10)).toBe(true);
  });

  test('a subscription is counted while it is open', async () => {
    const before = await samples('hotpass_gateway_subscriptions');
    const subscription = topology.graph.subscribe('subscription { runUpdated { cursor } }');
    const first = subscription.next();
    for (let opened = false; !opened;) {
      await topology.graph.post(aRunEvent({ job: 'seen' }));
      opened = await Promise.race([first.then(() => true), samples('hotpass_gateway_subscriptions').then(() => false)]);
    }
    expect(await samples('hotpass_gateway_subscriptions')).not.toEqual(before);
    await subscription[Symbol.asyncDispose]();
  });
});

function isRowOf(row: string, name: string, type: string, help: string): boolean {
  const [, named, typed, , helped] = row.split('|').map((cell) => cell.trim());
  return named === `\`${name}\`` && typed === type && helped === help;
}
