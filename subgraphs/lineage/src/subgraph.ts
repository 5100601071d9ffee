import type { Clock } from '@hotpass/kernel';
import type { Log } from '@hotpass/log';
import { EntityManagers, buildSubgraph } from '@hotpass/server';
import type { Logger, ReferenceResolver, Subgraph } from '@hotpass/server';
import { AnnotationEntity, EntityTagEntity } from './annotation/annotation.entity.ts';
import { createAnnotations } from './annotation/create-annotations.ts';
import { createCatalog } from './catalog/create-catalog.ts';
import { DatasetResolver, loadDataset } from './dataset/dataset.resolver.ts';
import type { EventLoaders } from './events/event.loaders.ts';
import { createFacets } from './facet/create-facets.ts';
import { createGraph } from './graph/create-graph.ts';
import { createIngest } from './ingest/create-ingest.ts';
import type { IngestorLimits } from './ingest/ingestor.ts';
import { JobResolver, loadJob } from './job/job.resolver.ts';
import { NamespaceRepository } from './namespace/namespace.repository.ts';
import { NamespaceResolver } from './namespace/namespace.resolver.ts';
import { NamespaceService } from './namespace/namespace.service.ts';
import { toNamespace } from './namespace/namespace.type.ts';
import { nodeLoaders } from './node/node.loaders.ts';
import type { LineageLoaders } from './node/node.loaders.ts';
import { NodeRepository } from './node/node.repository.ts';
import { createProjection } from './projection/create-projection.ts';
import { facetsProjectorName } from './projectors/facets.projector.ts';
import { OpenLineageProjector, lineageProjectorName } from './projectors/openlineage.projector.ts';
import { reachTimeoutMs } from './reach-timeout.ts';
import { createSavedViews } from './saved-view/create-saved-views.ts';
import { SavedViewEntity } from './saved-view/saved-view.entity.ts';

export interface LineageSubgraphOptions {
  readonly log: Log;
  readonly logger: Logger;
  /** Judges how far ahead events are. */
  readonly clock?: Clock;
  readonly ingestLimits?: IngestorLimits;
}

/** Disposed of, it finishes the events it has taken and takes no more. */
export interface LineageSubgraph extends Subgraph, AsyncDisposable {}

/** Builds the subgraph and starts its projectors in the log it is given. */
export async function createLineageSubgraph({ log, logger, clock, ingestLimits }: LineageSubgraphOptions): Promise<LineageSubgraph> {
  const { database } = log;
  const nodes = new NodeRepository();
  const namespaces = new NamespaceRepository();
  const managers = await EntityManagers.of([AnnotationEntity, EntityTagEntity, SavedViewEntity]);
  const annotations = createAnnotations(database, managers, clock);
  const savedViews = createSavedViews(database, managers, clock);
  const catalog = createCatalog(log);
  const ingest = createIngest({ log, clock, limits: ingestLimits });
  const facets = createFacets(database);
  for (const projector of [new OpenLineageProjector(createProjection()), facets.projector, catalog.projector, ...ingest.projectors])
    await log.start(projector);
  const graph = createGraph(log);
  const subgraph = await buildSubgraph<LineageLoaders & EventLoaders>({
    name: 'lineage',
    logger,
    resolvers: [
      new NamespaceResolver(new NamespaceService(database, namespaces)),
      new DatasetResolver(),
      new JobResolver(),
      ...graph.resolvers,
      ...facets.resolvers,
      ...annotations.resolvers,
      savedViews.resolver,
      ...catalog.resolvers,
      ...ingest.resolvers,
    ],
    orphanedTypes: facets.orphanedTypes,
    references: { ...references, ...facets.references, SavedView: savedViews.reference },
    subscriptions: graph.subscriptions,
    loaders: (principal) => ({
      ...nodeLoaders(database, { nodes, namespaces }, principal),
      ...annotations.loaders(principal),
      ...catalog.loaders(principal),
      ...facets.loaders(principal),
      ...ingest.loaders(principal),
    }),
    // The conformance queries wait for their own projector, so that it delays nothing else.
    reached: async (place) => {
      await Promise.all([lineageProjectorName, facetsProjectorName].map((name) => log.reached(name, place, reachTimeoutMs)));
    },
    routes: ingest.routes,
  });
  return { ...subgraph, [Symbol.asyncDispose]: () => ingest[Symbol.asyncDispose]() };
}

const references: Readonly<Record<string, ReferenceResolver<LineageLoaders>>> = {
  Namespace: async ({ id }, { loaders }) => {
    const row = await loaders.namespace.load(id);
    return row && toNamespace(row);
  },
  Dataset: ({ id }, { loaders }) => loadDataset(loaders, id),
  Job: ({ id }, { loaders }) => loadJob(loaders, id),
  // Nobody may load a run from here: it is another subgraph's.
  Run: async () => null,
};
