/** Whether objects and arrays are nested in one another more than `limit` times. */
export function isDeeperThan(limit: number, json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return false;
  if (limit === 0) return true;
  const children: readonly unknown[] = Array.isArray(json) ? json : Object.values(json);
  return children.some((child) => isDeeperThan(limit - 1, child));
}

/** Whether a document holds more than `limit` values, not counting those below `depth` levels. */
export function hasMoreValuesThan(limit: number, json: unknown, depth = Number.POSITIVE_INFINITY): boolean {
  let count = 1;
  let level: unknown[] = [json];
  for (let left = depth; level.length > 0 && left > 0; left -= 1) {
    const below: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
      count += children.length;
      if (count > limit) return true;
      below.push(...children);
    }
    level = below;
  }
  return false;
}
