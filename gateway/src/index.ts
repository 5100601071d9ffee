export { unsizedLists } from './admission/cost.ts';
export { HttpFeed, type HttpFeedOptions } from './clients/http-feed.ts';
export { HttpSource, type HttpSourceOptions } from './clients/http-source.ts';
export { LocalSource } from './clients/local-source.ts';
export type { SubgraphClient } from './clients/subgraph-client.ts';
export { createGateway, type Gateway, type GatewayOptions, type OpenCounts } from './gateway.ts';
export { defaultLimits, type Limits } from './limits.ts';
export { fieldFacts, subgraphAddresses, type FieldFacts } from './supergraph-directives.ts';
export { observeOpen } from './telemetry.ts';
