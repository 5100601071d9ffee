import { t } from '@lingui/core/macro';
import { cutMiddle } from '../../ui/format.ts';
import type { ColumnSegment } from '../lineage-graph/layout/layout.ts';
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

/** Whether all that runs along a drawn line is indirect. */
export function isIndirect(trace: Trace, { stepIds }: ColumnSegment): boolean {
  return stepIds.length > 0 && stepIds.every((id) => trace.steps.get(id)?.type === 'INDIRECT');
}

/** What happens to the values, written once a step: where they leave the job, or on the one line there is. */
export function transformationWords(trace: Trace, { part, stepIds }: ColumnSegment): readonly string[] {
  if (part === 'in') return [];
  const words = new Set<string>();
  for (const id of stepIds) {
    const step = trace.steps.get(id);
    const word = subtypeWord(step?.subtype ?? null);
    if (word !== null) words.add(word);
    if (step?.masking) words.add(t`masked`);
  }
  return [...words].slice(0, 3);
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
