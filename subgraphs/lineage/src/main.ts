import { runSubgraphProcess } from '@hotpass/server';
import { createLineageSubgraph } from './subgraph.ts';

/** The lineage subgraph as a process of its own. */
await runSubgraphProcess({ name: 'lineage', defaultPort: 4001, create: (log, logger) => createLineageSubgraph({ log, logger }) });
