import type { LineageAddress } from '../../address/lineage-address.ts';
import type { DisplayGraph } from '../lineage-graph/display-graph.ts';

interface PlacedColumn {
  readonly id: string;
  readonly column: string | null;
}

/** How an address writes a column: alone on the subject, else after its dataset. */
export function columnText(rootId: string, { id, column }: PlacedColumn): string {
  return id === rootId ? (column ?? '') : `${id}.${column ?? ''}`;
}

/** Traces a column, or stops when it is traced already. */
export function traced(address: LineageAddress, rootId: string, at: PlacedColumn): Partial<LineageAddress> {
  const col = columnText(rootId, at);
  return address.col === col ? { col: null, to: null } : { col, to: null };
}

/** The paths between the traced column and this one; traces it where none is. */
export function tracedTo(address: LineageAddress, rootId: string, at: PlacedColumn): Partial<LineageAddress> {
  const to = columnText(rootId, at);
  if (address.col === null || address.col === to) return traced(address, rootId, at);
  return { to: address.to === to ? null : to };
}

/** What `e` opens: where columns are shown those of a dataset first, then what lies beyond a vertex; null when nothing is left. */
export function moreOpened(address: LineageAddress, graph: Pick<DisplayGraph, 'vertices'>, id: string): Partial<LineageAddress> | null {
  const vertex = graph.vertices.get(id);
  const keys = [
    vertex?.kind === 'DATASET' && address.level === 'column' && `${id}:columns`,
    (vertex?.hiddenUpstream ?? 0) > 0 && `${id}:up`,
    (vertex?.hiddenDownstream ?? 0) > 0 && `${id}:down`,
  ];
  const next = keys.find((key) => key !== false && !address.open.includes(key));
  return next === undefined || next === false ? null : opened(address, next);
}

export function opened(address: LineageAddress, key: string): Partial<LineageAddress> {
  return address.open.includes(key) ? {} : { open: [...address.open, key] };
}

/** Closes again what was opened of a vertex; null when nothing was. */
export function allClosed(address: LineageAddress, id: string): Partial<LineageAddress> | null {
  const open = address.open.filter((key) => key !== id && !key.startsWith(`${id}:`));
  return open.length === address.open.length ? null : { open };
}

/** What Escape lets go of: the selection first, then the second column, then the trace; null when there is nothing. */
export function cleared(address: LineageAddress): Partial<LineageAddress> | null {
  if (address.sel !== null) return { sel: null };
  if (address.to !== null) return { to: null };
  return address.col === null ? null : { col: null };
}
