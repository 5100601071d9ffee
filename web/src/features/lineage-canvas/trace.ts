import { t } from '@lingui/core/macro';
import { cutMiddle } from '../../ui/format.ts';
import type { ColumnSegment } from '../lineage-graph/layout/layout.ts';
import type { ColumnPath, ColumnStep } from '../lineage-graph/model.ts';

/** What of a traced path touches which vertex. */
export interface Trace {
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
  readonly jobs: ReadonlySet<string>;
  readonly steps: ReadonlyMap<string, ColumnStep>;
  /** Steps of the paths between two columns; null while all of one column's path is shown. */
  readonly between: ReadonlySet<string> | null;
  /** The traced column itself. */
  readonly of: { readonly datasetId: string; readonly column: string | null } | null;
}

export const noTrace: Trace = { columns: new Map(), jobs: new Set(), steps: new Map(), between: null, of: null };

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
  const between = path.to ? new Set(path.between.flat()) : null;
  return { columns, jobs, steps: new Map(path.steps.map((step) => [step.id, step])), between, of: path.of };
}

/** Whether a drawn line lies beside the paths between two columns that were asked for. */
export function isAside(trace: Trace, { stepIds }: ColumnSegment): boolean {
  return trace.between !== null && !stepIds.some((id) => trace.between?.has(id));
}

/** Whether all that runs along a drawn line is indirect. */
export function isIndirect(trace: Trace, { stepIds }: ColumnSegment): boolean {
  return stepIds.length > 0 && stepIds.every((id) => trace.steps.get(id)?.type === 'INDIRECT');
}

/**
 * What happens to the values, written once a step: where they leave the job, or on the one line there is. Masking comes first and
 * what only influences them last, since there is room for two words.
 */
export function transformationWords(trace: Trace, { part, stepIds }: ColumnSegment): readonly string[] {
  if (part === 'in') return [];
  const steps = stepIds.flatMap((id) => trace.steps.get(id) ?? []);
  const direct = steps.filter(({ type }) => type !== 'INDIRECT');
  const indirect = steps.filter(({ type }) => type === 'INDIRECT');
  const words = [...direct, ...indirect].flatMap(({ subtype }) => subtypeWord(subtype) ?? []);
  const all = [...new Set([...(steps.some(({ masking }) => masking) ? [t`masked`] : []), ...words])];
  return all.length <= 2 ? all : [all[0]!, `${all[1]} +${all.length - 2}`];
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
