import { isProjected, openLineageEntryTypes } from '@hotpass/events';
import type { Entry, Projector, ProjectorTx } from '@hotpass/log';
import { readEvent } from '@hotpass/openlineage';
import { readRun, readRunDatasets, type RunDataset } from './read-run.ts';
import { mergeRunRecords, type RunRecord } from './run-record.ts';
import type { RunRecordRepository } from './run-record.repository.ts';

export const runsProjectorName = 'runs.openlineage';

/** Run events → `runs.run` and `runs.run_dataset`, five statements a batch. */
export class OpenLineageProjector implements Projector {
  readonly kind = 'projector';
  readonly name = runsProjectorName;
  readonly version = 1;
  readonly types = [openLineageEntryTypes.run];
  readonly #records: RunRecordRepository;

  constructor(records: RunRecordRepository) {
    this.#records = records;
  }

  async project(tx: ProjectorTx, entries: readonly Entry[]): Promise<void> {
    const { told, datasets } = readBatch(entries);
    if (told.size === 0) return;
    const runIds = [...told.keys()];
    await this.#records.followKeys(tx);
    for (const known of await this.#records.read(tx, runIds)) {
      told.set(known.runId, mergeRunRecords(known, told.get(known.runId)!));
    }
    await this.#records.write(tx, [...told.values()]);
    if (datasets.size > 0) await this.#records.writeDatasets(tx, [...datasets.values()]);
    await this.#records.markWriters(tx, runIds);
  }

  async reset(tx: ProjectorTx): Promise<void> {
    await this.#records.clear(tx);
  }
}

/** What a batch says of each run, merged, and every dataset of a run once. */
function readBatch(entries: readonly Entry[]): { told: Map<string, RunRecord>; datasets: Map<string, RunDataset> } {
  const told = new Map<string, RunRecord>();
  const datasets = new Map<string, RunDataset>();
  for (const entry of entries) {
    const event = isProjected(entry.decision) ? readEvent(entry.json()) : null;
    const run = event && readRun(event);
    if (!event || !run) continue;
    const before = told.get(run.runId);
    told.set(run.runId, before ? mergeRunRecords(before, run) : run);
    for (const dataset of readRunDatasets(event, run.runId)) datasets.set(`${dataset.runId} ${dataset.role} ${dataset.datasetId}`, dataset);
  }
  return { told, datasets };
}
