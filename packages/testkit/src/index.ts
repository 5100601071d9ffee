export { axe, type AxeOptions } from './browser/axe.ts';
export { startTestBrowser, type PageOptions, type TestBrowser } from './browser/test-browser.ts';
export type { Locator, Page } from 'playwright-core';
export {
  aDatasetEvent,
  aJobEvent,
  aRunEvent,
  type DatasetEvent,
  type DatasetEventOptions,
  type JobEvent,
  type JobEventOptions,
  type NamedThing,
  type RunEvent,
  type RunEventOptions,
} from './builders/openlineage.ts';
export { createTestDatabase, type TestDatabase } from './database/test-database.ts';
export { eventFiles, fixtures, realEvents, testWithFixtures } from './fixtures.ts';
export type { CallOptions, Data, PostAnswer } from './hub/graph-client.ts';
export { openSocket } from './hub/open-socket.ts';
export { projectedEntries } from './hub/projected.ts';
export type { Subscription } from './hub/subscription.ts';
export { startTestCluster, type ClusterPart, type OtherGateway, type TestCluster, type TestClusterOptions } from './hub/test-cluster.ts';
export { startTestHub, type TestHub, type TestHubOptions } from './hub/test-hub.ts';
export { startOtlpCollector, type CollectedSpan, type OtlpCollector } from './otlp/collector.ts';
export { Child, type ChildExit, type ChildOptions } from './process/child.ts';
export { temporaryDirectory, type TemporaryDirectory } from './process/temporary-directory.ts';
export { propertySeed } from './property-seed.ts';
export { eventually, until } from './waiting.ts';
