import { hash128 } from '@hotpass/kernel';
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
  return `coledge_${hash128(JSON.stringify(said))}`;
}
