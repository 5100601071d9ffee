import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createGateway, LocalSource } from '@hotpass/gateway';
import { localPrincipal } from '@hotpass/kernel';
import { createLineageSubgraph } from '@hotpass/lineage';
import { openLog } from '@hotpass/log';
import { createRunsSubgraph } from '@hotpass/runs';
import { createHttpServer, createLogger } from '@hotpass/server';
import { generateGraph, rootsOf, type GeneratedGraph, type Root } from '../graph/generated-graph.ts';
import type { BenchOptions } from '../harness/options.ts';
import { ratios, type Report } from '../harness/report.ts';
import { quantile } from '../harness/statistics.ts';

const slice = `query ($root: ID!) { lineageSlice(input: { rootId: $root, upstreamDepth: 0, downstreamDepth: 3, maxNodes: 300 }) {
  ids kinds names namespaces namespaceNames hops hiddenUpstream hiddenDownstream edgeSources edgeTargets edgeBasis truncated cursor } }`;
const nested = `query ($root: ID!) { lineage(input: { rootId: $root, upstreamDepth: 0, downstreamDepth: 3, maxNodes: 300 }) {
  nodes { id hop ... on DatasetNode { dataset { name } } ... on JobNode { job { name } } } edges { sourceId targetId basis } truncated cursor } }`;

const supergraph = new URL('../../../schema/supergraph.graphql', import.meta.url);
const edges = 20_000;
const starts = 12;

type Variants = Readonly<Record<string, (root: Root) => Promise<unknown>>>;

/** A real slice, packed and nested, through the gateway and from the subgraph, against the bare SQL function. */
export async function measureRealSlice(report: Report, { rounds }: BenchOptions): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const graph = stack.use(await generateGraph(edges));
  const variants = await startVariants(graph, stack);
  const roots = await rootsOf(graph, starts);
  const measured: { readonly name: string; readonly p50Ms: number; readonly cpuMs: number }[] = [];
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, ask] of Object.entries(variants)) {
      const figures = await timed(graph, roots, ask);
      if (round >= 0) measured.push({ name, ...figures });
    }
  }
  const p50 = (name: string): number[] => measured.filter((one) => one.name === name).map(({ p50Ms }) => p50Ms);
  report.say(`A slice of at most 300 vertices, 3 jobs deep, of ${graph.edges} edges`);
  for (const name of Object.keys(variants)) {
    report.figure(`${name}, p50`, 'ms', p50(name));
    report.figure(
      `${name}, CPU of both`,
      'ms/operation',
      measured.filter((one) => one.name === name).map(({ cpuMs }) => cpuMs),
    );
  }
  report.figure('gateway, packed / SQL function, p50', 'ratio', ratios(p50('the gateway, packed'), p50('the SQL function alone')));
  report.figure('gateway, nested / packed, p50', 'ratio', ratios(p50('the gateway, nested'), p50('the gateway, packed')));
}

async function startVariants(graph: GeneratedGraph, stack: AsyncDisposableStack): Promise<Variants> {
  const logger = createLogger('bench', 'silent');
  const log = await openLog({ connectionString: graph.url });
  stack.defer(() => log.close());
  const lineage = stack.use(await createLineageSubgraph({ log, logger }));
  const runs = await createRunsSubgraph({ log, logger });
  const gateway = stack.use(
    await createGateway({
      supergraphSdl: await readFile(supergraph, 'utf8'),
      subgraphs: { lineage: new LocalSource(lineage), runs: new LocalSource(runs) },
      feeds: { lineage: log.feed, runs: log.feed },
      logger,
    }),
  );
  const app = createHttpServer(logger);
  gateway.register(app);
  await app.ready();
  stack.defer(() => app.close());
  const overHttp =
    (query: string) =>
    async ({ uid }: Root): Promise<void> => {
      const headers = { 'content-type': 'application/json', host: '127.0.0.1' };
      const payload = JSON.stringify({ query, variables: { root: uid } });
      const response = await app.inject({ method: 'POST', url: '/graphql', headers, payload });
      if (response.statusCode !== 200 || response.body.includes('"errors"')) throw new Error(response.body.slice(0, 500));
    };
  return {
    'the SQL function alone': ({ id }) =>
      graph.pool.query('select * from lineage.walk($1, 0, 6, 300, 300, 100, false, null, null, null, null, null)', [id]),
    'the subgraph, packed': ({ uid }) =>
      lineage.execute({ query: slice, variables: { root: uid }, principal: localPrincipal, requestId: randomUUID() }),
    'the gateway, packed': overHttp(slice),
    'the gateway, nested': overHttp(nested),
  };
}

async function timed(
  graph: GeneratedGraph,
  roots: readonly Root[],
  ask: (root: Root) => Promise<unknown>,
): Promise<{ readonly p50Ms: number; readonly cpuMs: number }> {
  const took: number[] = [];
  const [ownBefore, serverBefore] = [process.cpuUsage(), graph.cpuMs()];
  for (const root of roots) {
    const from = performance.now();
    await ask(root);
    took.push(performance.now() - from);
  }
  const { user, system } = process.cpuUsage(ownBefore);
  const cpuMs = (user + system) / 1_000 + graph.cpuMs() - serverBefore;
  return { p50Ms: quantile(took, 0.5), cpuMs: cpuMs / roots.length };
}
