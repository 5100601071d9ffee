/** A time as Postgres reads it, also beyond the four digits of a year (JavaScript writes `+010000-…`, Postgres refuses it). */
export function timestampText(time: Date): string {
  const year = time.getUTCFullYear();
  const rest = time.toISOString().replace(/^[+-]?\d+/, '');
  return year > 0 ? `${String(year).padStart(4, '0')}${rest}` : `${String(1 - year).padStart(4, '0')}${rest} BC`;
}

/** Microseconds since 1970 as an exact timestamp text: a JavaScript date would cut it to milliseconds. */
export function microsText(micros: bigint): string {
  const inMs = ((micros % 1_000n) + 1_000n) % 1_000n;
  const text = timestampText(new Date(Number((micros - inMs) / 1_000n)));
  return text.replace('Z', `${String(inMs).padStart(3, '0')}Z`);
}
