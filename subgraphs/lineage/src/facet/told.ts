/** Something an event says, and when. */
export interface Told<T> {
  readonly at: number;
  readonly value: T;
}

/** The later; of two at one time the greater text, bytewise as PostgreSQL compares with the collation "C". */
export function laterTold<T extends string>(a: Told<T> | null, b: Told<T> | null): Told<T> | null {
  if (a === null || b === null) return a ?? b;
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return isGreater(b.value, a.value) ? b : a;
}

/** Order of UTF-8 bytes; JavaScript's own differs beyond U+FFFF. */
export function isGreater(a: string, b: string): boolean {
  return a !== b && Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8')) > 0;
}
