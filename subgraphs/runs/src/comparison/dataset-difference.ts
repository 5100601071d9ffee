import { datasetVersionOf } from '@hotpass/openlineage';
import type { DatasetRole } from '../run-dataset/run-dataset.repository.ts';

/** In the order in which they are shown. */
const datasetChanges = ['ADDED', 'REMOVED', 'VERSION_CHANGED', 'VERSION_UNKNOWN', 'WRITTEN_AGAIN', 'SAME'] as const;

export type DatasetChange = (typeof datasetChanges)[number];

/** How one of two runs used a dataset. */
interface DatasetUse {
  /** JSON of its version facet; null when there is none, or none that anybody could mean. */
  readonly versionDoc: string | null;
  /** The run that had written it last when this one started. */
  readonly writerId: string | null;
}

/** A dataset of one or both runs; a side is null where that run does not name it. */
export interface ComparedDataset {
  readonly datasetId: string;
  /** By which the other run names it. */
  readonly otherDatasetId: string;
  /** What all names of the dataset have in common. */
  readonly classId: string;
  readonly inRun: DatasetUse | null;
  readonly inOther: DatasetUse | null;
}

export interface DatasetDifference {
  readonly datasetId: string;
  readonly otherDatasetId: string;
  readonly change: DatasetChange;
}

export interface DatasetDifferences {
  /** Greatest change first, then by id. */
  readonly differences: readonly DatasetDifference[];
  /** More datasets than are compared. */
  readonly truncated: boolean;
}

export function datasetDifferences(role: DatasetRole, datasets: readonly ComparedDataset[]): DatasetDifference[] {
  return joinNames(datasets)
    .map((dataset) => ({ datasetId: dataset.datasetId, otherDatasetId: dataset.otherDatasetId, change: changeOf(role, dataset) }))
    .toSorted((a, b) => rankOf(a.change) - rankOf(b.change) || (a.datasetId < b.datasetId ? -1 : 1));
}

/** What either run alone names is one dataset when those are names of one. */
function joinNames(datasets: readonly ComparedDataset[]): ComparedDataset[] {
  const ofOther = Map.groupBy(
    datasets.filter(({ inRun }) => !inRun),
    ({ classId }) => classId,
  );
  const joined = datasets
    .filter(({ inRun }) => inRun)
    .map((dataset) => {
      const twin = dataset.inOther ? undefined : ofOther.get(dataset.classId)?.shift();
      return twin ? { ...dataset, otherDatasetId: twin.otherDatasetId, inOther: twin.inOther } : dataset;
    });
  return [...joined, ...[...ofOther.values()].flat()];
}

export function rankOf(change: DatasetChange): number {
  return datasetChanges.indexOf(change);
}

/** What both told is compared by their words; inputs of which neither told a version by who had written them. */
function changeOf(role: DatasetRole, { inRun, inOther }: ComparedDataset): DatasetChange {
  if (!inOther) return 'ADDED';
  if (!inRun) return 'REMOVED';
  const [told, otherTold] = [toldVersion(inRun), toldVersion(inOther)];
  if (told !== null && otherTold !== null) return told === otherTold ? 'SAME' : 'VERSION_CHANGED';
  if (role === 'OUTPUT') return 'WRITTEN_AGAIN';
  if (told !== null || otherTold !== null || inRun.writerId === null || inOther.writerId === null) return 'VERSION_UNKNOWN';
  return inRun.writerId === inOther.writerId ? 'SAME' : 'VERSION_CHANGED';
}

function toldVersion({ versionDoc }: DatasetUse): string | null {
  return versionDoc === null ? null : datasetVersionOf({ version: JSON.parse(versionDoc) });
}
