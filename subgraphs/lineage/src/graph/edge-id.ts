import { hash128 } from '@hotpass/kernel';

/** Derived from the two ends, so an edge keeps its id when it comes back. */
export function edgeId(sourceId: string, targetId: string): string {
  return `edge_${hash128(`${sourceId}\0${targetId}`)}`;
}
