import { readFile } from 'node:fs/promises';
import { createLogger, FrontDoor, logCrashes, registerOperationalRoutes, startMetrics, untilStopped } from '@hotpass/server';
import { HttpFeed } from './clients/http-feed.ts';
import { HttpSource } from './clients/http-source.ts';
import { SharedFeed } from './clients/shared-feed.ts';
import { gatewayConfig } from './config.ts';
import { createGateway } from './gateway.ts';
import { registerForwarding } from './http/forwarding.ts';
import { parseOperationManifest } from './operations/persisted-operations.ts';
import { Reachability } from './reachability.ts';
import { subgraphAddresses } from './supergraph-directives.ts';
import { observeOpen } from './telemetry.ts';

const schema = new URL('../../schema/', import.meta.url);

/** Addresses of wire protocols and the subgraph that serves each. */
const wireProtocols = [{ prefix: '/api/v1/', subgraph: 'lineage' }];

/** Serves the committed supergraph from subgraphs in other processes, until it is told to stop. */
export async function serve(): Promise<void> {
  const supergraphSdl = await readFile(new URL('supergraph.graphql', schema), 'utf8');
  const operations = parseOperationManifest(await readFile(new URL('operations.json', schema), 'utf8'));
  const { host, port, logLevel, subgraphUrls } = gatewayConfig(subgraphAddresses(supergraphSdl));
  const logger = createLogger('gateway', logLevel);
  logCrashes(logger);
  const stop = untilStopped(logger);
  await using stack = new AsyncDisposableStack();
  const metrics = startMetrics('hotpass-gateway');
  stack.defer(() => metrics.close());
  const subgraphs = Object.fromEntries([...subgraphUrls].map(([name, url]) => [name, stack.use(new HttpSource({ name, url }))]));
  const feeds = Object.fromEntries(
    [...subgraphUrls].map(([name, url]) => [name, new SharedFeed(stack.use(new HttpFeed({ url, logger })), logger)]),
  );
  const gateway = stack.use(await createGateway({ supergraphSdl, operations, subgraphs, feeds, logger }));
  observeOpen(() => gateway.open);
  const reachability = stack.use(new Reachability(subgraphs));
  // Opened last and closed first: no request meets a part that is not there.
  const door = stack.use(await FrontDoor.listen(host, port));
  await door.open(logger, (app) => {
    registerOperationalRoutes(app, { problems: () => reachability.problems(), metrics });
    gateway.register(app);
    for (const { prefix, subgraph } of wireProtocols) {
      const url = subgraphUrls.get(subgraph);
      if (url !== undefined) registerForwarding(app, { prefix, url });
    }
  });
  await reachability.start();
  logger.info({ host, port: door.port }, 'gateway listens');
  await stop.promise;
}
