/** A time of the projection, in epoch milliseconds, as PostgreSQL reads it. Event times lie between the years 1 and 9999. */
export function sqlTime(time: number): string {
  if (time === Infinity) return 'infinity';
  if (time === -Infinity) return '-infinity';
  return new Date(time).toISOString();
}

/** A timestamptz as the driver reads it: a Date, or ±Infinity; null means never. */
export function fromSqlTime(value: Date | number | null): number {
  return value === null ? Infinity : Number(value);
}
