import { createHash } from 'node:crypto';

/** Derived from the two ends, so an edge keeps its id when it comes back. */
export function edgeId(sourceId: string, targetId: string): string {
  return `edge_${createHash('sha256').update(`${sourceId}\0${targetId}`).digest('hex').slice(0, 32)}`;
}
