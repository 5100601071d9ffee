export { defaultRunsSettings, type RunsSettings } from './settings.ts';
export { createRunsSubgraph, type RunsSubgraphOptions } from './subgraph.ts';
