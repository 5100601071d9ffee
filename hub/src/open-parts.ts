import { createGateway, LocalSource, observeOpen, parseOperationManifest, type OperationManifest } from '@hotpass/gateway';
import { createLineageSubgraph } from '@hotpass/lineage';
import type { Log } from '@hotpass/log';
import { createRunsSubgraph } from '@hotpass/runs';
import type { Logger } from '@hotpass/server';
import type { FastifyInstance } from 'fastify';
import { readFile } from 'node:fs/promises';
import { webOperations } from './web-app.ts';

/** Everything that serves: the subgraphs, called in process, and the gateway over them. */
export interface Parts extends AsyncDisposable {
  register(app: FastifyInstance): void;
}

const schema = new URL('../../schema/', import.meta.url);

/** The published operations, and those of the web app this hub serves. */
async function keptOperations(): Promise<OperationManifest> {
  const published = parseOperationManifest(await readFile(new URL('operations.json', schema), 'utf8'));
  const own = await webOperations();
  return { operations: [...published.operations, ...own.operations], retired: published.retired };
}

/** Builds every part over one log; its consumers begin to work. */
export async function openParts(log: Log, logger: Logger): Promise<Parts> {
  await using opening = new AsyncDisposableStack();
  const lineage = opening.use(await createLineageSubgraph({ log, logger: logger.child({ part: 'lineage' }) }));
  const runs = await createRunsSubgraph({ log, logger: logger.child({ part: 'runs' }) });
  const gateway = opening.use(
    await createGateway({
      supergraphSdl: await readFile(new URL('supergraph.graphql', schema), 'utf8'),
      operations: await keptOperations(),
      subgraphs: { lineage: new LocalSource(lineage), runs: new LocalSource(runs) },
      feeds: { lineage: log.feed, runs: log.feed },
      logger: logger.child({ part: 'gateway' }),
    }),
  );
  observeOpen(() => gateway.open);
  const opened = opening.move();
  return {
    register(app) {
      for (const subgraph of [lineage, runs]) subgraph.routes?.(app);
      gateway.register(app);
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
