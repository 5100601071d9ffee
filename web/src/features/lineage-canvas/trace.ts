import { t } from '@lingui/core/macro';
import { cutMiddle } from '../../ui/format.ts';
import type { ColumnPath, ColumnStep } from '../lineage-graph/model.ts';

/** What of a traced path touches which vertex. */
export interface Trace {
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
  readonly jobs: ReadonlySet<string>;
  readonly steps: ReadonlyMap<string, ColumnStep>;
  /** The traced column itself. */
  readonly of: { readonly datasetId: string; readonly column: string | null } | null;
}

export const noTrace: Trace = { columns: new Map(), jobs: new Set(), steps: new Map(), of: null };

export function traceOf(path: ColumnPath | null): Trace {
  if (!path) return noTrace;
  const columns = new Map<string, Set<string>>();
  const jobs = new Set<string>();
  for (const { datasetId, column } of [path.of, ...path.steps.flatMap(({ source, target }) => [source, target])]) {
    const seen = columns.get(datasetId) ?? new Set();
    if (column !== null) seen.add(column);
    columns.set(datasetId, seen);
  }
  for (const { jobId } of path.steps) if (jobId !== null) jobs.add(jobId);
  return { columns, jobs, steps: new Map(path.steps.map((step) => [step.id, step])), of: path.of };
}

/** The step a drawn line belongs to; a step through a job is drawn as two lines, told apart by what follows its id. */
export function stepOf(trace: Trace, pathId: string): ColumnStep | undefined {
  return trace.steps.get(pathId) ?? trace.steps.get(pathId.slice(0, Math.max(0, pathId.lastIndexOf(':'))));
}

/** What happens to the values, written once a step: where they leave the job, or on the one line there is. */
export function transformationWords(step: ColumnStep | undefined, pathId: string): string | null {
  if (!step || pathId.endsWith(':in')) return null;
  const what = subtypeWord(step.subtype);
  if (step.masking) return what === null ? t`masked` : t`${what}, masked`;
  return what;
}

/** The subtypes of OpenLineage in words short enough for an edge; others as they come. */
function subtypeWord(subtype: string | null): string | null {
  switch (subtype) {
    case null:
      return null;
    case 'TRANSFORMATION':
      return t`transform`;
    case 'AGGREGATION':
      return t`aggregate`;
    default:
      return cutMiddle(subtype.replaceAll('_', ' ').toLowerCase(), 16);
  }
}
