import { cutPage, decodePageCursor, encodePageCursor, pageSize, wrongPageCursor, type PageKey } from '@hotpass/server';
import { Dataset } from '../external/dataset.type.ts';
import { RunDatasetEdge } from '../run-dataset/run-dataset-edge.type.ts';
import type { DatasetRole } from '../run-dataset/run-dataset.repository.ts';
import type { PageArguments } from '../run/run-page.ts';
import type { Run } from '../run/run.type.ts';
import { rankOf, type DatasetDifference as Difference, type DatasetDifferences } from './dataset-difference.ts';
import { changeCounts, DatasetDifference, DatasetDifferenceConnection } from './run-comparison.type.ts';

/** The two runs of a comparison. */
export interface ComparedRuns {
  readonly run: Run;
  readonly other: Run;
}

/** A page of what became of the datasets of two runs. @throws BadUserInputError when the size or the cursor is wrong. */
export function datasetDifferencePage(
  runs: ComparedRuns,
  role: DatasetRole,
  found: DatasetDifferences,
  page: PageArguments,
): DatasetDifferenceConnection {
  const { differences, truncated } = found;
  const start = page.after === null || page.after === undefined ? 0 : placeAfter(differences, page.after);
  const { items, pageInfo } = cutPage(differences, { start, size: pageSize(page.first) }, keyOf);
  const nodes = items.map((difference) => toDifference(runs, role, difference));
  const totalCount = truncated ? null : differences.length;
  return Object.assign(new DatasetDifferenceConnection(), { nodes, pageInfo, totalCount, counts: changeCounts(found), truncated });
}

function toDifference(runs: ComparedRuns, role: DatasetRole, { datasetId, otherDatasetId, change }: Difference): DatasetDifference {
  const dataset = Object.assign(new Dataset(), { id: datasetId });
  const edge = (run: Run, id: string): RunDatasetEdge =>
    Object.assign(new RunDatasetEdge(), { node: Object.assign(new Dataset(), { id }), cursor: encodePageCursor([id]), run, role });
  const inRun = change === 'REMOVED' ? null : edge(runs.run, datasetId);
  const inOther = change === 'ADDED' ? null : edge(runs.other, otherDatasetId);
  return Object.assign(new DatasetDifference(), { dataset, change, inRun, inOther });
}

function keyOf({ change, datasetId }: Difference): PageKey {
  return [rankOf(change), datasetId];
}

/** Behind everything that sorts up to the cursor, whether or not what it named is still there. */
function placeAfter(differences: readonly Difference[], after: string): number {
  const [rank, id] = decodePageCursor(after, 2);
  if (typeof rank !== 'number' || typeof id !== 'string') {
    throw wrongPageCursor();
  }
  const next = differences.findIndex(({ change, datasetId }) => rankOf(change) > rank || (rankOf(change) === rank && datasetId > id));
  return next < 0 ? differences.length : next;
}
