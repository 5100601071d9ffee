import { runSubgraphProcess } from '@hotpass/server';
import { createRunsSubgraph } from './subgraph.ts';

/** The runs subgraph as a process of its own. */
await runSubgraphProcess({ name: 'runs', defaultPort: 4002, create: (log, logger) => createRunsSubgraph({ log, logger }) });
