import { createHash } from 'node:crypto';
import type { ColumnDependency } from '../lineage-index/lineage-index.ts';

/** Derived from what the dependency says, but for what it is taken from, so an edge keeps its id when it comes back. */
export function columnEdgeId(edge: ColumnDependency): string {
  const said = [
    edge.jobId,
    edge.sourceId,
    edge.sourceColumn,
    edge.targetId,
    edge.targetColumn,
    edge.type,
    edge.subtype,
    edge.masking,
    edge.rule,
  ];
  return `coledge_${createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32)}`;
}
