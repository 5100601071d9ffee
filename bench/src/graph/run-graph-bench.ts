import type { BenchOptions } from '../harness/options.ts';
import { ratios, type Report } from '../harness/report.ts';
import { median, quantile } from '../harness/statistics.ts';
import { generateGraph, rootsOf, type GeneratedGraph } from './generated-graph.ts';
import { MemoryGraph } from './memory-graph.ts';

interface Question {
  readonly name: string;
  readonly hops: number;
  readonly maxNodes: number;
  readonly asOf: string | null;
}

const fanOut = 100;
const past = '2025-09-01T00:00:00Z';

const questions: readonly Question[] = [
  { name: 'slice, 3 jobs deep, 300 vertices', hops: 6, maxNodes: 300, asOf: null },
  { name: 'slice, 10 jobs deep, 10,000 vertices', hops: 20, maxNodes: 10_000, asOf: null },
  { name: 'slice, 3 jobs deep, 300 vertices, as of the past', hops: 6, maxNodes: 300, asOf: past },
  { name: 'slice, 10 jobs deep, 10,000 vertices, as of the past', hops: 20, maxNodes: 10_000, asOf: past },
];

/** The functions of the index on generated graphs of several sizes; what they find is compared with a walk in memory. */
export async function runGraphBench(report: Report, { rounds, edges: sizes }: BenchOptions): Promise<void> {
  const capped: number[][] = [];
  for (const size of sizes) {
    await using graph = await generateGraph(size);
    report.say(`${graph.edges} edges`);
    const starts = await startsOf(graph, 12);
    await checkAnswers(report, graph, starts.random);
    const times = await measureSlices(report, graph, starts, rounds);
    await measureTraces(report, graph, starts.random, rounds);
    capped.push(times);
    report.readLoad();
  }
  const [small, large] = [capped[0], capped.at(-1)];
  if (small && large && capped.length > 1) {
    report.goal(`capped slice, ${sizes.at(-1)} / ${sizes[0]} edges`, ratios(large, small), { atMost: 1.5 });
  }
}

interface Starts {
  readonly random: readonly number[];
  readonly hub: readonly number[];
}

/** The same datasets for every question, and the one that most jobs read. */
async function startsOf(graph: GeneratedGraph, count: number): Promise<Starts> {
  const random = await rootsOf(graph, count);
  const hub = await graph.pool.query<{ id: number }>(
    `select src::float8 as id from lineage.edge join lineage.node n on n.id = src and n.kind = 'dataset' where valid_to = 'infinity' group by src order by count(*) desc limit 1`,
  );
  return { random: random.map(({ id }) => id), hub: hub.rows.map(({ id }) => id) };
}

interface Reached {
  readonly node: number;
  readonly truncated: boolean;
}

async function slice({ pool }: GeneratedGraph, root: number, { hops, maxNodes, asOf }: Question): Promise<Reached[]> {
  const { rows } = await pool.query<Reached>(
    'select w.node::float8 as node, w.truncated from lineage.walk($1, 0, $2, $3, $4, $5, false, null, $6, null, null, null) w',
    [root, hops, maxNodes, maxNodes, fanOut, asOf],
  );
  return rows;
}

/** @throws Error when the index finds other vertices than a walk in memory. */
async function checkAnswers(report: Report, graph: GeneratedGraph, starts: readonly number[]): Promise<void> {
  const memory = await MemoryGraph.load(graph.pool);
  let compared = 0;
  for (const hops of [2, 6, 20]) {
    for (const root of starts) {
      const expected = memory.reach(root, hops, fanOut);
      const found = await slice(graph, root, { name: '', hops, maxNodes: 10_000, asOf: null });
      if (!expected || expected.size > 10_000 || found[0]?.truncated) continue;
      const nodes = new Set(found.map(({ node }) => node));
      if (nodes.size !== expected.size || [...expected].some((node) => !nodes.has(node))) {
        throw new Error(`From ${root} over ${hops} edges ${nodes.size} vertices were found, ${expected.size} are there.`);
      }
      compared += 1;
    }
  }
  if (compared === 0) throw new Error('No answer could be compared.');
  report.say(`  ${compared} answers are those of a walk in memory`);
}

/** Answers the times of the capped question, round by round. */
async function measureSlices(report: Report, graph: GeneratedGraph, starts: Starts, rounds: number): Promise<number[]> {
  const random = questions.map((): number[] => []);
  const hub = questions.map((): number[] => []);
  const nodes = questions.map((): number[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, question] of questions.entries()) {
      const times = await timesOf(starts.random, async (root) => void nodes[index]?.push((await slice(graph, root, question)).length));
      const hubTimes = await timesOf(starts.hub, (root) => slice(graph, root, question));
      if (round < 0) continue;
      random[index]?.push(quantile(times, 0.5));
      hub[index]?.push(median(hubTimes));
    }
  }
  for (const [index, { name }] of questions.entries()) {
    report.figure(`${name}, p50 (${median(nodes[index] ?? []).toFixed(0)} vertices)`, 'ms', random[index] ?? []);
    report.figure(`${name}, from the hub`, 'ms', hub[index] ?? []);
  }
  report.goal(`as of the past / newest, 10 jobs deep, ${graph.edges} edges`, ratios(random[3] ?? [], random[1] ?? []), { atMost: 2.5 });
  return random[0] ?? [];
}

async function measureTraces(report: Report, { pool }: GeneratedGraph, starts: readonly number[], rounds: number): Promise<void> {
  const times: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const took = await timesOf(starts, (root) =>
      pool.query(`select count(*) from lineage.trace_columns($1, 'column_1', false, 1000000, 1001, null, null, null)`, [root]),
    );
    if (round >= 0) times.push(quantile(took, 0.5));
  }
  report.figure('column traced downstream, at most 1,000 edges, p50', 'ms', times);
}

async function timesOf(starts: readonly number[], ask: (root: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const root of starts) {
    const from = performance.now();
    await ask(root);
    times.push(performance.now() - from);
  }
  return times;
}
