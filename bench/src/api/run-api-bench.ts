import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { createGateway, LocalSource, type Gateway } from '@hotpass/gateway';
import { createHttpServer, createLogger, type Subgraph } from '@hotpass/server';
import type { FastifyInstance } from 'fastify';
import type { BenchOptions } from '../harness/options.ts';
import { ratios, type Report } from '../harness/report.ts';
import { fleetLoaders, type FleetLoaders } from '../world/fleet-loaders.ts';
import { fleetMonolith, fleetSubgraphs, fleetSupergraph } from '../world/fleet.ts';
import { compiledOnce, memorySubgraph } from '../world/memory-subgraph.ts';
import { measureRealSlice } from './real-slice.ts';

interface Question {
  readonly name: string;
  readonly query: string;
  readonly operations: number;
  /** CPU of the gateway over that of a plain Apollo Server, at most. */
  readonly atMost: number;
}

const runFields = 'id state name startedAt endedAt durationMs attempt';
const questions: readonly Question[] = [
  { name: '1 row', query: `{ run(id: "run_7") { ${runFields} } }`, operations: 1_500, atMost: 2.3 },
  {
    name: '20×3 rows',
    query: `{ runs(first: 20) { ${runFields} datasets { id name namespace contract { id version status } } } }`,
    operations: 120,
    atMost: 2.2,
  },
  {
    name: '200 rows',
    query: `{ a: runs(first: 100) { ${runFields} datasets { id name namespace } } b: runs(first: 100) { ${runFields} datasets { id name namespace } } }`,
    operations: 20,
    atMost: 1.9,
  },
];

interface Variant {
  readonly name: string;
  readonly app: FastifyInstance;
  readonly path: string;
}

/** The gateway against one plain Apollo Server with the same resolvers, both behind the same HTTP server in this process. */
export async function runApiBench(report: Report, options: BenchOptions): Promise<void> {
  const { rounds, quick } = options;
  await using stack = new AsyncDisposableStack();
  const ours = await gatewayVariant('gateway', (one) => memorySubgraph(one), stack);
  const compiled = await gatewayVariant('gateway with graphql-jit', (one) => memorySubgraph(one, compiledOnce), stack);
  const plain = await plainVariant(stack);
  for (const question of questions) {
    const expected = await answer(plain, question.query);
    for (const variant of [ours, compiled]) sameAnswer(variant.name, await answer(variant, question.query), expected);
    const http = httpVariant(expected, stack);
    const cpu = await inRounds([http, plain, ours, compiled], question, { rounds, quick });
    const of = (variant: Variant): readonly number[] => cpu.get(variant) ?? [];
    const net = (variant: Variant): number[] => of(variant).map((micros, round) => micros - (of(http)[round] ?? 0));
    report.say(`${question.name}, ${Math.round(expected.length / 1_024)} KiB`);
    for (const variant of cpu.keys()) report.figure(`CPU, ${variant.name}`, 'µs/operation', of(variant), 0);
    report.figure(`${question.name}: gateway / plain, HTTP included`, 'ratio', ratios(of(ours), of(plain)));
    report.figure(`${question.name}: with graphql-jit / plain, without HTTP`, 'ratio', ratios(net(compiled), net(plain)));
    report.goal(`${question.name}: gateway / plain Apollo Server, CPU without HTTP`, ratios(net(ours), net(plain)), {
      atMost: question.atMost,
    });
    report.readLoad();
  }
  await measureRealSlice(report, options);
}

/** CPU of an operation, variant by variant in every round. */
async function inRounds(
  variants: readonly Variant[],
  question: Question,
  { rounds, quick }: Pick<BenchOptions, 'rounds' | 'quick'>,
): Promise<ReadonlyMap<Variant, readonly number[]>> {
  const operations = Math.ceil(question.operations / (quick ? 4 : 1));
  const measured: { readonly variant: Variant; readonly micros: number }[] = [];
  for (const variant of variants) await cpuOf(variant, question.query, operations);
  for (let round = 0; round < rounds; round += 1) {
    for (const variant of variants) measured.push({ variant, micros: await cpuOf(variant, question.query, operations) });
  }
  return new Map(variants.map((variant) => [variant, measured.filter((one) => one.variant === variant).map(({ micros }) => micros)]));
}

const logger = createLogger('bench', 'silent');

async function gatewayVariant(
  name: string,
  subgraph: (one: (typeof fleetSubgraphs)[number]) => Subgraph,
  stack: AsyncDisposableStack,
): Promise<Variant> {
  const gateway: Gateway = stack.use(
    await createGateway({
      supergraphSdl: fleetSupergraph(),
      subgraphs: Object.fromEntries(fleetSubgraphs.map((one) => [one.name, new LocalSource(subgraph(one))])),
      feeds: {},
      logger,
    }),
  );
  const app = createHttpServer(logger);
  gateway.register(app);
  await app.ready();
  stack.defer(() => app.close());
  return { name, app, path: '/graphql' };
}

async function plainVariant(stack: AsyncDisposableStack): Promise<Variant> {
  const server = new ApolloServer<FleetLoaders>({
    ...fleetMonolith,
    plugins: [ApolloServerPluginCacheControlDisabled()],
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
  });
  await server.start();
  stack.defer(() => server.stop());
  const app = createHttpServer(logger);
  const handler = fastifyApolloHandler(server, { context: async () => fleetLoaders() });
  app.post('/graphql', {
    preHandler: async (request) => void (request.body = parsedBody(request.body)),
    handler,
  });
  await app.ready();
  stack.defer(() => app.close());
  return { name: 'plain Apollo Server', app, path: '/graphql' };
}

/** What HTTP itself costs: the same request, and the same answer as bytes. */
function httpVariant(text: string, stack: AsyncDisposableStack): Variant {
  const app = createHttpServer(logger);
  app.post('/graphql', async (request, reply) => {
    parsedBody(request.body);
    return reply.type('application/json').send(text);
  });
  stack.defer(() => app.close());
  return { name: 'HTTP alone', app, path: '/graphql' };
}

function parsedBody(body: unknown): unknown {
  return Buffer.isBuffer(body) ? JSON.parse(body.toString('utf8')) : body;
}

async function answer({ app, path }: Variant, query: string): Promise<string> {
  const response = await app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/json', host: '127.0.0.1' },
    payload: JSON.stringify({ query }),
  });
  if (response.statusCode !== 200) throw new Error(`Answered with ${response.statusCode}: ${response.body}`);
  return response.body;
}

/** @throws Error when the gateway says something else than the plain server. */
function sameAnswer(name: string, found: string, expected: string): void {
  const [ours, theirs] = [found, expected].map((text) => JSON.stringify(JSON.parse(text).data));
  if (ours !== theirs) throw new Error(`${name} answers something else:\n${found.slice(0, 500)}\n${expected.slice(0, 500)}`);
}

async function cpuOf(variant: Variant, query: string, operations: number): Promise<number> {
  const before = process.cpuUsage();
  for (let done = 0; done < operations; done += 1) await answer(variant, query);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / operations;
}
