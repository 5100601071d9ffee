import { t } from '@lingui/core/macro';
import type { ColumnStep } from '../lineage-graph/model.ts';

/** What an edge is known from. */
export function basisWords(basis: string): string {
  switch (basis) {
    case 'COMPLETED':
      return t`A run that completed`;
    case 'RUNNING':
      return t`A run that has not ended`;
    case 'FAILED':
      return t`A run that failed`;
    case 'DECLARED':
      return t`The job’s declaration`;
    default:
      return basis;
  }
}

/** What a dependency between columns is known from. */
export function ruleWords(rule: ColumnStep['rule']): string {
  switch (rule) {
    case 'LINEAGE_FACET':
      return t`The lineage facet`;
    case 'COLUMN_LINEAGE_FACET':
      return t`The column lineage facet`;
    case 'JOB_LEVEL':
      return t`The job alone: its columns were not told`;
  }
}

/** How one column bears on another. */
export function typeWords(type: ColumnStep['type']): string {
  if (type === 'DIRECT') return t`Direct`;
  return type === 'INDIRECT' ? t`Indirect` : t`Through the job, columns not told`;
}
