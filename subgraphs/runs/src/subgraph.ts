import { systemClock, type Clock } from '@hotpass/kernel';
import type { Database, Log } from '@hotpass/log';
import { buildSubgraph, type Logger, type Subgraph, type WatchSet } from '@hotpass/server';
import { ComparisonRepository } from './comparison/comparison.repository.ts';
import { RunComparisonResolver } from './comparison/run-comparison.resolver.ts';
import { DatasetResolver } from './external/dataset.resolver.ts';
import { JobResolver } from './external/job.resolver.ts';
import { facetTypes } from './facet/facet.type.ts';
import { FacetRepository } from './facet/facet.repository.ts';
import { RunFactsResolver } from './facet/run-facts.resolver.ts';
import { FailureRepository } from './failure/failure.repository.ts';
import { FailureService } from './failure/failure.service.ts';
import { FailureOfRunResolver, RunFailureResolver } from './failure/run-failure.resolver.ts';
import { UnexplainedFailureResolver } from './failure/unexplained-failure.resolver.ts';
import { LaneJobRepository } from './lane/lane-job.repository.ts';
import { LaneRepository } from './lane/lane.repository.ts';
import { JobLaneResolver, RunLaneResolver } from './lane/run-lane.resolver.ts';
import { RunLaneService } from './lane/run-lane.service.ts';
import { DatasetNameRepository } from './projectors/dataset-name.repository.ts';
import { OpenLineageProjector, runsProjectorName } from './projectors/openlineage.projector.ts';
import { RunFacetRepository } from './projectors/run-facet.repository.ts';
import { RunRecordRepository } from './projectors/run-record.repository.ts';
import { RelatedRunsRepository } from './run/related-runs.repository.ts';
import { RunConnectionResolver } from './run/run-connection.resolver.ts';
import { RunDatasetEdgeResolver } from './run-dataset/run-dataset-edge.resolver.ts';
import { RunDatasetRepository } from './run-dataset/run-dataset.repository.ts';
import { RunFieldsResolver } from './run/run-fields.resolver.ts';
import { RunUpdatedResolver } from './run/run-updated.resolver.ts';
import { checkRunFilter, type RunFilter } from './run/run-filter.ts';
import { runWatchSet } from './run/run-watch-set.ts';
import { runLoaders, type RunLoaders, type RunRepositories } from './run/run.loaders.ts';
import { RunRepository } from './run/run.repository.ts';
import { RunResolver } from './run/run.resolver.ts';
import { toRun } from './run/run.type.ts';
import { StepRepository } from './step/step.repository.ts';
import { RunStepResolver, StepOrderResolver } from './step/run-step.resolver.ts';
import { defaultRunsSettings, type RunsSettings } from './settings.ts';

export interface RunsSubgraphOptions {
  readonly log: Log;
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly settings?: RunsSettings;
}

/** How long a request waits for the projector to reach the place it names. */
const reachTimeoutMs = 2_000;

/** Builds the subgraph and starts its projector in the log it is given. */
export async function createRunsSubgraph({
  log,
  logger,
  clock = systemClock,
  settings = defaultRunsSettings,
}: RunsSubgraphOptions): Promise<Subgraph> {
  const repositories = createRepositories(log.database, settings);
  await log.start(new OpenLineageProjector(new RunRecordRepository(), new RunFacetRepository(), new DatasetNameRepository()));
  return buildSubgraph<RunLoaders>({
    name: 'runs',
    logger,
    resolvers: createResolvers(log.database, repositories, settings),
    references: {
      Run: async ({ id }, context) => toRun(await context.loaders.run.load(id)),
      // Their ids come from their owner; what is added to them is found, or not, by each field.
      Job: async ({ id }) => ({ id }),
      Dataset: async ({ id }) => ({ id }),
      DatasetVersion: async ({ id }) => ({ id }),
    },
    loaders: (principal) => runLoaders(repositories, settings, clock, principal),
    subscriptions: { runUpdated: async (args) => watchSetOf(args) },
    orphanedTypes: facetTypes.orphanedTypes,
    reached: (place) => log.reached(runsProjectorName, place, reachTimeoutMs),
  });
}

function createRepositories(database: Database, settings: RunsSettings): RunRepositories {
  return {
    runs: new RunRepository(database, settings),
    related: new RelatedRunsRepository(database),
    datasets: new RunDatasetRepository(database),
    facets: new FacetRepository(database),
    steps: new StepRepository(database),
    lanes: new LaneRepository(database),
    comparisons: new ComparisonRepository(database),
  };
}

function createResolvers(database: Database, { runs }: RunRepositories, settings: RunsSettings): object[] {
  const failureRepository = new FailureRepository(database);
  const failures = new FailureService(failureRepository, settings);
  return [
    new RunResolver(runs),
    new RunFieldsResolver(settings),
    new RunFactsResolver(),
    new RunDatasetEdgeResolver(),
    new RunStepResolver(),
    new StepOrderResolver(),
    new RunLaneResolver(new RunLaneService(new LaneJobRepository(database))),
    new JobLaneResolver(),
    new RunComparisonResolver(),
    new UnexplainedFailureResolver(failures, failureRepository),
    new FailureOfRunResolver(),
    new RunFailureResolver(failures),
    new RunConnectionResolver(),
    new RunUpdatedResolver(runs),
    new JobResolver(),
    new DatasetResolver(),
  ];
}

/** The arguments were coerced by the schema, so the filter is one. */
function watchSetOf(args: Readonly<Record<string, unknown>>): WatchSet {
  const filter = (args['filter'] ?? {}) as RunFilter;
  checkRunFilter(filter);
  return runWatchSet(filter);
}
