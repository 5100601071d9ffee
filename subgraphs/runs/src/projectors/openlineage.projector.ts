import { isProjected, openLineageEntryTypes } from '@hotpass/events';
import type { Entry, Projector, ProjectorTx } from '@hotpass/log';
import { eventOf } from '@hotpass/openlineage';
import type { DatasetNameRepository } from './dataset-name.repository.ts';
import { addFacet, readRunFacets, type RunFacet } from './read-facets.ts';
import { readRun, readRunDatasets, readRunJob, type RunDataset, type RunJob } from './read-run.ts';
import { readSymlinks, type Symlink } from './read-symlinks.ts';
import type { RunFacetRepository } from './run-facet.repository.ts';
import { mergeRunRecords, type RunRecord } from './run-record.ts';
import type { RunRecordRepository } from './run-record.repository.ts';

export const runsProjectorName = 'runs.openlineage';

/**
 * Run events → `runs.run`, `runs.job`, `runs.run_dataset` and `runs.run_facet`, at most eight statements a batch; what events of
 * any kind say of other names of datasets → `runs.dataset_name`, at most four more.
 */
export class OpenLineageProjector implements Projector {
  readonly kind = 'projector';
  readonly name = runsProjectorName;
  readonly version = 4;
  readonly types = Object.values(openLineageEntryTypes);
  readonly #records: RunRecordRepository;
  readonly #facets: RunFacetRepository;
  readonly #names: DatasetNameRepository;

  constructor(records: RunRecordRepository, facets: RunFacetRepository, names: DatasetNameRepository) {
    this.#records = records;
    this.#facets = facets;
    this.#names = names;
  }

  async project(tx: ProjectorTx, entries: readonly Entry[]): Promise<void> {
    const batch = readBatch(entries);
    if (batch.told.size === 0 && batch.symlinks.size === 0) return;
    await Promise.all([
      this.#records.followKeys(tx),
      batch.symlinks.size > 0 ? this.#names.join(tx, [...batch.symlinks.values()]) : null,
      batch.told.size > 0 ? this.#projectRuns(tx, batch) : null,
    ]);
  }

  async reset(tx: ProjectorTx): Promise<void> {
    await this.#records.clear(tx);
    await this.#facets.clear(tx);
    await this.#names.clear(tx);
  }

  async #projectRuns(tx: ProjectorTx, { told, jobs, datasets, facets }: Batch): Promise<void> {
    const runIds = [...told.keys()];
    for (const known of await this.#records.read(tx, runIds)) {
      told.set(known.runId, mergeRunRecords(known, told.get(known.runId)!));
    }
    // Sent one behind the other; none needs the answer of another.
    await Promise.all([
      this.#records.write(tx, [...told.values()]),
      this.#records.writeJobs(tx, [...jobs.values()]),
      datasets.size > 0 ? this.#records.writeDatasets(tx, [...datasets.values()], told) : null,
      this.#records.markDatasets(tx, runIds),
      facets.size > 0 ? this.#facets.write(tx, [...facets.values()]) : null,
    ]);
  }
}

interface Batch {
  /** What it says of each run, merged. */
  readonly told: Map<string, RunRecord>;
  /** Every job once. */
  readonly jobs: Map<string, RunJob>;
  /** Every dataset of a run once. */
  readonly datasets: Map<string, RunDataset>;
  /** The newest facet of each name. */
  readonly facets: Map<string, RunFacet>;
  /** What joins names of a dataset, each once. */
  readonly symlinks: Map<string, Symlink>;
}

function readBatch(entries: readonly Entry[]): Batch {
  const batch: Batch = { told: new Map(), jobs: new Map(), datasets: new Map(), facets: new Map(), symlinks: new Map() };
  for (const entry of entries) {
    const event = isProjected(entry.decision) ? eventOf(entry) : null;
    if (!event) continue;
    for (const symlink of readSymlinks(event)) batch.symlinks.set(`${symlink.datasetId} ${symlink.targetId}`, symlink);
    const run = readRun(event);
    if (!run) continue;
    const job = readRunJob(event);
    if (job) batch.jobs.set(job.jobId, job);
    const before = batch.told.get(run.runId);
    batch.told.set(run.runId, before ? mergeRunRecords(before, run) : run);
    for (const dataset of readRunDatasets(event, run.runId)) {
      batch.datasets.set(`${dataset.runId} ${dataset.role} ${dataset.datasetId}`, dataset);
    }
    for (const facet of readRunFacets(event, run.runId)) addFacet(batch.facets, facet);
  }
  return batch;
}
