import type { Clock, Principal } from '@hotpass/kernel';
import DataLoader from 'dataloader';
import type { RunsSettings } from '../settings.ts';
import type { RelatedRunsRepository, RunGroup, RunGroupPageKey } from './related-runs.repository.ts';
import type { RunDatasetRepository, RunDatasetsKey, RunDatasetsPage } from './run-dataset.repository.ts';
import type { RunPage, RunRepository } from './run.repository.ts';
import type { RunRow } from './run.row.ts';

/** Batches of one request, and the moment it takes as now. */
export interface RunLoaders {
  readonly now: Date;
  readonly run: DataLoader<string, RunRow | null>;
  readonly rootId: DataLoader<string, string | null>;
  readonly medianDurationMs: DataLoader<string, number | null>;
  readonly latestRunOfJob: DataLoader<string, RunRow | null>;
  readonly lastWriterId: DataLoader<string, string | null>;
  readonly datasets: DataLoader<RunDatasetsKey, RunDatasetsPage, string>;
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
}

export function runLoaders(repositories: RunRepositories, settings: RunsSettings, clock: Clock, principal: Principal): RunLoaders {
  const { runs, related, datasets } = repositories;
  const groupLoaders = (group: RunGroup): RunGroupLoaders => ({
    page: new DataLoader((keys) => related.groupPages(principal, group, keys), { cacheKeyFn: (key) => JSON.stringify(key) }),
    count: byKey((ids) => related.groupCounts(principal, group, ids)),
  });
  return {
    now: clock.now(),
    run: byKey(async (ids) => new Map((await runs.byIds(principal, ids)).map((run) => [run.id, run]))),
    rootId: byKey((ids) => related.rootIds(principal, ids)),
    medianDurationMs: byKey((ids) => related.medianDurations(principal, ids, settings.medianOverRuns)),
    latestRunOfJob: byKey((ids) => related.latestByJob(principal, ids)),
    lastWriterId: byKey((ids) => related.lastWriterIds(principal, ids)),
    datasets: new DataLoader((keys) => datasets.pages(principal, keys), { cacheKeyFn: (key) => JSON.stringify(key) }),
    group: { job_id: groupLoaders('job_id'), parent_run_id: groupLoaders('parent_run_id') },
  };
}

function byKey<Value>(load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>): DataLoader<string, Value | null> {
  return new DataLoader(async (keys) => {
    const found = await load(keys);
    return keys.map((key) => found.get(key) ?? null);
  });
}
