/** Half-open, in epoch milliseconds; Infinity is open towards the future, -Infinity towards the past. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Ascending, overlapping and touching ones joined, empty ones dropped. */
export function coalesce(intervals: readonly Interval[]): Interval[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of intervals.filter((i) => i.from < i.to).toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** What is left of an interval outside the holes, which are ascending and apart. */
export function subtract(interval: Interval, holes: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let from = interval.from;
  for (const hole of holes) {
    if (hole.from > from) left.push({ from, to: Math.min(hole.from, interval.to) });
    from = Math.max(from, hole.to);
  }
  left.push({ from, to: interval.to });
  return left.filter((i) => i.from < i.to);
}
