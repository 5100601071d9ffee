import { coalesce, subtract } from './interval.ts';
import type { Interval } from './interval.ts';
import type { Basis, Segment } from './latest.ts';

/** A member of one side of a job over a maximal stretch of valid time: a dataset, or a dependency between columns. */
export interface EdgeInterval extends Interval {
  readonly member: string;
  readonly basis: Basis;
}

/** One that is stored and held to be true. */
export interface StoredEdge extends EdgeInterval {
  readonly id: string;
  readonly knownFrom: number;
}

export interface EdgeChanges {
  readonly closed: readonly StoredEdge[];
  readonly opened: readonly EdgeInterval[];
}

/**
 * What makes the stored edges of one side equal LATEST again: inside the windows the segments hold, outside them what
 * is stored. `stored` has every current edge that overlaps or touches a window, so intervals join across its borders.
 * An edge that comes out as it was is neither closed nor opened.
 */
export function edgeChanges(
  stored: readonly StoredEdge[],
  windows: readonly Interval[],
  segments: readonly Segment[],
  membersOf: (hash: string) => readonly string[],
): EdgeChanges {
  const outside = stored.flatMap((edge) =>
    subtract(edge, windows).map(({ from, to }) => ({ from, to, member: edge.member, basis: edge.basis })),
  );
  const inside = segments.flatMap(({ from, to, basis, hash }) => membersOf(hash).map((member) => ({ from, to, member, basis })));
  const wanted = new Map<string, EdgeInterval>();
  for (const group of Map.groupBy([...outside, ...inside], (edge) => `${edge.basis} ${edge.member}`).values()) {
    for (const interval of coalesce(group)) {
      const edge = { ...group[0]!, ...interval };
      wanted.set(edgeKey(edge), edge);
    }
  }
  const kept = new Set(stored.map(edgeKey));
  return {
    closed: stored.filter((edge) => !wanted.has(edgeKey(edge))),
    opened: [...wanted].filter(([key]) => !kept.has(key)).map(([, edge]) => edge),
  };
}

function edgeKey(edge: EdgeInterval): string {
  return `${edge.basis} ${edge.from} ${edge.to} ${edge.member}`;
}
