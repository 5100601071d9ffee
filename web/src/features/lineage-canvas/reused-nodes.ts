import type { ColumnRows } from '../lineage-graph/column-rows.ts';
import type { CanvasNode } from './canvas-nodes.ts';

/** Nodes that say the same as before are the same objects, so that a change draws only the cards it touches. */
export function reusedNodes(before: readonly CanvasNode[], after: readonly CanvasNode[]): readonly CanvasNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  return after.map((node) => {
    const last = known.get(node.id);
    return last && isSame(last, node) ? last : node;
  });
}

function isSame(a: CanvasNode, b: CanvasNode): boolean {
  if (a.position.x !== b.position.x || a.position.y !== b.position.y || a.height !== b.height || a.width !== b.width) return false;
  if (a.type === 'vertex' && b.type === 'vertex') {
    const sameDegree = a.data.degree.upstream === b.data.degree.upstream && a.data.degree.downstream === b.data.degree.downstream;
    return a.data.vertex === b.data.vertex && a.data.isSubject === b.data.isSubject && sameDegree && sameRows(a.data.rows, b.data.rows);
  }
  if (a.type === 'stub' && b.type === 'stub') return a.data.vertex === b.data.vertex && a.data.count === b.data.count;
  return a.type === 'folded' && b.type === 'folded' && sameGroup(a.data.group, b.data.group);
}

function sameRows(a: ColumnRows, b: ColumnRows): boolean {
  if (a === b) return true;
  if (a.more !== b.more || a.rows.length !== b.rows.length) return false;
  return a.rows.every((row, index) => {
    const other = b.rows[index];
    return row.name === other?.name && row.isTraced === other.isTraced && row.column === other.column;
  });
}

function sameGroup(
  a: { readonly hop: number; readonly datasetCount: number; readonly jobCount: number },
  b: { readonly hop: number; readonly datasetCount: number; readonly jobCount: number },
): boolean {
  return a.hop === b.hop && a.datasetCount === b.datasetCount && a.jobCount === b.jobCount;
}
