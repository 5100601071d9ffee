export { createLineageSubgraph } from './subgraph.ts';
export type { LineageSubgraph, LineageSubgraphOptions } from './subgraph.ts';
