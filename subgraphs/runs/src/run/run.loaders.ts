import type { Clock, Principal } from '@hotpass/kernel';
import DataLoader from 'dataloader';
import type { ComparisonRepository, RunPair, RunPairInRole } from '../comparison/comparison.repository.ts';
import type { DatasetDifferences } from '../comparison/dataset-difference.ts';
import type { ComparedFacet } from '../comparison/facet-difference.ts';
import type { DatasetFacetRow, FacetRepository } from '../facet/facet.repository.ts';
import type { FacetHome, FacetKey, FacetRow } from '../facet/facet.row.ts';
import type { LaneKey, LanePageKey, LaneRepository, LaneRow } from '../lane/lane.repository.ts';
import type { RunDatasetRepository, RunDatasetsKey, RunDatasetsPage, Writer, WriterKey } from '../run-dataset/run-dataset.repository.ts';
import type { RunsSettings } from '../settings.ts';
import type { StepLink, StepRepository } from '../step/step.repository.ts';
import type { StepTree } from '../step/waterfall.ts';
import type { LastSuccessKey, RelatedRunsRepository, RunGroupPageKey } from './related-runs.repository.ts';
import type { RunGroup } from './run-group.sql.ts';
import type { RunPage, RunRepository } from './run.repository.ts';
import type { RunRow } from './run.row.ts';

/** Batches of one request, and the moment it takes as now. */
export interface RunLoaders {
  readonly now: Date;
  readonly run: DataLoader<string, RunRow | null>;
  readonly rootId: DataLoader<string, string | null>;
  readonly medianDurationMs: DataLoader<string, number | null>;
  readonly successRate: DataLoader<string, number | null>;
  readonly lastSuccess: DataLoader<LastSuccessKey, RunRow | null, string>;
  readonly attempt: DataLoader<string, number | null>;
  readonly steps: DataLoader<string, StepTree>;
  /** Which of the steps of a run read what which of them wrote. */
  readonly stepLinks: DataLoader<string, StepLink[]>;
  readonly latestRunOfJob: DataLoader<string, RunRow | null>;
  readonly lastWriterId: DataLoader<string, string | null>;
  readonly datasets: DataLoader<RunDatasetsKey, RunDatasetsPage, string>;
  /** The run that completed last before a moment, of those that wrote the dataset. */
  readonly writerBefore: DataLoader<WriterKey, Writer | null, string>;
  readonly facets: DataLoader<FacetKey, FacetRow[], string>;
  readonly facetCount: DataLoader<FacetHome, number, string>;
  readonly lane: DataLoader<LaneKey, LaneRow, string>;
  readonly lanePage: DataLoader<LanePageKey, RunPage, string>;
  readonly datasetDifferences: DataLoader<RunPairInRole, DatasetDifferences, string>;
  readonly facetDifferences: DataLoader<RunPair, ComparedFacet[], string>;
  /** What a run asked of its datasets. */
  readonly assertions: DataLoader<string, DatasetFacetRow[]>;
  readonly group: Readonly<Record<RunGroup, RunGroupLoaders>>;
}

export interface RunGroupLoaders {
  readonly page: DataLoader<RunGroupPageKey, RunPage, string>;
  readonly count: DataLoader<string, number | null>;
}

export interface RunRepositories {
  readonly runs: RunRepository;
  readonly related: RelatedRunsRepository;
  readonly datasets: RunDatasetRepository;
  readonly facets: FacetRepository;
  readonly steps: StepRepository;
  readonly lanes: LaneRepository;
  readonly comparisons: ComparisonRepository;
}

export function runLoaders(repositories: RunRepositories, settings: RunsSettings, clock: Clock, principal: Principal): RunLoaders {
  const { runs, related, datasets, facets, steps, lanes, comparisons } = repositories;
  const groupLoaders = (group: RunGroup): RunGroupLoaders => ({
    page: byObject((keys) => related.groupPages(principal, group, keys)),
    count: byKey((ids) => related.groupCounts(principal, group, ids)),
  });
  const stepTrees = new DataLoader<string, StepTree>((ids) => steps.trees(principal, ids));
  const linksBelow = async (id: string): Promise<StepLink[]> => {
    const tree = await stepTrees.load(id);
    return steps.links(
      principal,
      tree.steps.map((step) => step.id),
    );
  };
  return {
    now: clock.now(),
    run: byKey(async (ids) => new Map((await runs.byIds(principal, ids)).map((run) => [run.id, run]))),
    rootId: byKey((ids) => related.rootIds(principal, ids)),
    medianDurationMs: byKey((ids) => related.medianDurations(principal, ids, settings.medianOverRuns)),
    successRate: byKey((ids) => related.successRates(principal, ids, settings.medianOverRuns)),
    lastSuccess: byObject((keys) => related.lastSuccesses(principal, keys)),
    attempt: byKey((ids) => related.attemptNumbers(principal, ids)),
    steps: stepTrees,
    stepLinks: new DataLoader((ids) => Promise.all(ids.map(linksBelow))),
    latestRunOfJob: byKey((ids) => related.latestByJob(principal, ids)),
    lastWriterId: byKey((ids) => related.lastWriterIds(principal, ids)),
    datasets: byObject((keys) => datasets.pages(principal, keys)),
    writerBefore: byObject((keys) => datasets.writersBefore(principal, keys)),
    facets: byObject((keys) => facets.facets(principal, keys)),
    facetCount: byObject((keys) => facets.counts(principal, keys)),
    lane: byObject((keys) => lanes.lanes(principal, keys)),
    lanePage: byObject((keys) => lanes.pages(principal, keys)),
    datasetDifferences: byObject((keys) => Promise.all(keys.map((key) => comparisons.datasets(principal, key)))),
    facetDifferences: byObject((keys) => Promise.all(keys.map((key) => comparisons.facets(principal, key)))),
    assertions: new DataLoader((ids) => facets.assertions(principal, ids)),
    group: {
      job: groupLoaders('job'),
      parent: groupLoaders('parent'),
      readers: groupLoaders('readers'),
      writers: groupLoaders('writers'),
      attempts: groupLoaders('attempts'),
    },
  };
}

function byKey<Value>(load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>): DataLoader<string, Value | null> {
  return new DataLoader(async (keys) => {
    const found = await load(keys);
    return keys.map((key) => found.get(key) ?? null);
  });
}

/** Values in the order of the keys, which are equal when their JSON is. */
function byObject<Key, Value>(load: (keys: readonly Key[]) => Promise<ArrayLike<Value>>): DataLoader<Key, Value, string> {
  return new DataLoader<Key, Value, string>(load, { cacheKeyFn: (key) => JSON.stringify(key) });
}
