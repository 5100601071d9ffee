import type { ColumnDependency, ColumnTraceQuery } from '../../src/lineage-index/lineage-index.ts';
import type { Basis } from '../../src/projection/latest.ts';

export const strongest: readonly Basis[] = ['COMPLETED', 'RUNNING', 'FAILED', 'DECLARED'];

export function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Whether a dependency concerns a column, or a dataset as a whole, at its near end. */
export function touches(
  [dataset, column]: readonly [string, string | null],
  edge: ColumnDependency,
  direction: ColumnTraceQuery['direction'],
): boolean {
  const near = direction === 'UPSTREAM' ? [edge.targetId, edge.targetColumn] : [edge.sourceId, edge.sourceColumn];
  return near[0] === dataset && (column === null || near[1] === null || near[1] === column);
}

export function textOf({ sourceId, sourceColumn, targetId, targetColumn, jobId, type, subtype, masking, rule }: ColumnDependency): string {
  return JSON.stringify([sourceId, sourceColumn, targetId, targetColumn, jobId, type, subtype, masking, rule]);
}

export function withStrongest(edges: readonly ColumnDependency[]): ColumnDependency[] {
  return [...Map.groupBy(edges, textOf).values()].map(
    (same) => same.toSorted((a, b) => strongest.indexOf(a.basis) - strongest.indexOf(b.basis))[0]!,
  );
}
