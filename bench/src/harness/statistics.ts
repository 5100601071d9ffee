/** The value below which `share` (0…1) of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Median and range, as every figure is printed. */
export function spread(values: readonly number[], digits = 2): string {
  const print = (value: number): string => value.toFixed(digits);
  return `${print(median(values))} (${print(Math.min(...values))}–${print(Math.max(...values))})`;
}
