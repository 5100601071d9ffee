const units = [
  ['year', 365.25 * 86_400_000],
  ['month', 30.44 * 86_400_000],
  ['week', 7 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** “4 seconds ago”, “in 2 hours”, “yesterday”; in the largest unit there is at least one of. */
export function relativeWords(atMs: number, nowMs: number, locale: string): string {
  if (Number.isNaN(atMs)) return '';
  const apart = atMs - nowMs;
  const [unit, size] = units.find(([, ms]) => Math.abs(apart) >= ms) ?? (['second', 1_000] as const);
  const amount = Math.trunc(apart / size);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(amount === 0 ? 0 : amount, unit);
}
