import type { ShapeChanges } from './shape-store.ts';

/** A job and a dataset that some run or JobEvent named, with the span of event times of those that did. */
export interface SeenEdge {
  readonly job: string;
  readonly side: 'inputs' | 'outputs';
  readonly dataset: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

const seenSides = ['inputs', 'outputs'] as const;

/** Sets whose members are needed to say what a batch has seen. */
export function seenSets(changes: ShapeChanges): string[] {
  return told(changes).map(({ hash }) => hash);
}

/**
 * What the changed runs and declarations have seen. A run spans from its first event to its last, whichever of them
 * named the dataset; spans only grow, so that widening what is stored by these is exact.
 */
export function seenEdges(changes: ShapeChanges, membersOf: (side: SeenEdge['side'], hash: string) => readonly string[]): SeenEdge[] {
  const seen = new Map<string, SeenEdge>();
  for (const { job, side, hash, firstSeen, lastSeen } of spans(changes)) {
    for (const dataset of membersOf(side, hash)) widen(seen, `${job} ${side} ${dataset}`, { job, side, dataset, firstSeen, lastSeen });
  }
  return [...seen.values()];
}

interface ToldSet extends Omit<SeenEdge, 'dataset'> {
  readonly hash: string;
}

/** Runs of a job mostly name the same: their spans are joined before they are spread over the members. */
function spans(changes: ShapeChanges): Iterable<ToldSet> {
  const joined = new Map<string, ToldSet>();
  for (const set of told(changes)) widen(joined, `${set.job} ${set.side} ${set.hash}`, set);
  return joined.values();
}

function told({ runs, declarations }: ShapeChanges): ToldSet[] {
  const spoken = [
    ...runs.map(({ after }) => ({ after, firstSeen: after.startedAt, lastSeen: after.lastEventAt })),
    ...declarations.map(({ after }) => ({ after, firstSeen: after.eventTime, lastSeen: after.eventTime })),
  ];
  return spoken.flatMap(({ after, firstSeen, lastSeen }) =>
    seenSides.flatMap((side) => {
      const { hash } = after[side];
      return hash === null ? [] : [{ job: after.job, side, hash, firstSeen, lastSeen }];
    }),
  );
}

function widen<T extends Pick<SeenEdge, 'firstSeen' | 'lastSeen'>>(spansByKey: Map<string, T>, key: string, by: T): void {
  const before = spansByKey.get(key) ?? by;
  spansByKey.set(key, { ...by, firstSeen: Math.min(before.firstSeen, by.firstSeen), lastSeen: Math.max(before.lastSeen, by.lastSeen) });
}
