import { withTracing } from '@hotpass/server/tracing';

/** The runs subgraph as a process of its own. */
await withTracing('hotpass-runs', async () => {
  const [{ runSubgraphProcess }, { createRunsSubgraph }] = await Promise.all([import('@hotpass/server'), import('./subgraph.ts')]);
  await runSubgraphProcess({ name: 'runs', defaultPort: 4002, create: (log, logger) => createRunsSubgraph({ log, logger }) });
});
