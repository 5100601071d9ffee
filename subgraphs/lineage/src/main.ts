import { withTracing } from '@hotpass/server/tracing';

/** The lineage subgraph as a process of its own. */
await withTracing('hotpass-lineage', async () => {
  const [{ runSubgraphProcess }, { createLineageSubgraph }] = await Promise.all([import('@hotpass/server'), import('./subgraph.ts')]);
  await runSubgraphProcess({ name: 'lineage', defaultPort: 4001, create: (log, logger) => createLineageSubgraph({ log, logger }) });
});
