/** Positions of era n begin after n × 2^40 at the earliest, so no era can grow into the next. */
const eraSpan = 2 ** 40;

/** One server history the log has lived in. */
export interface Era {
  readonly id: number;
  /** Its first position is this plus one. */
  readonly floor: number;
  /** Its last entry that survived; null while it is the current era. */
  readonly lastPosition: number | null;
}

/** Whether a position may follow any other: the first of an era. */
export function isEraStart(position: number): boolean {
  return position % eraSpan === 1;
}

function eraOf(eras: readonly Era[], position: number): Era | undefined {
  return eras.findLast((era) => position > era.floor);
}

/** Whether the entry at this position was lost in a failover or a restore. */
export function isLost(eras: readonly Era[], position: number): boolean {
  const era = eraOf(eras, position);
  return era !== undefined && era.lastPosition !== null && position > era.lastPosition;
}

/** How many entries stand in `from` < position ≤ `to`, counting across eras. */
export function entriesBetween(eras: readonly Era[], from: number, to: number): number {
  let entries = 0;
  for (const era of eras) {
    const first = Math.max(from, era.floor);
    const last = Math.min(to, era.lastPosition ?? to);
    if (last > first) entries += last - first;
  }
  return entries;
}
