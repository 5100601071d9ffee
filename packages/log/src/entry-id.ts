/** Where an entry stands before it has a position: the two parts of its primary key. */
export interface EntryKey {
  readonly seq: bigint;
  /** Microseconds since 1970, as Postgres keeps time. */
  readonly receivedAtMicros: bigint;
}

const pattern = /^ent_([0-9a-f]{16})([0-9a-f]{16})$/;

function hex(value: bigint): string {
  return BigInt.asUintN(64, value).toString(16).padStart(16, '0');
}

/** `ent_`, then time and seq: unique, sortable, and found again by primary key without an index of its own. */
export function encodeEntryId(key: EntryKey): string {
  return `ent_${hex(key.receivedAtMicros)}${hex(key.seq)}`;
}

/** Null when the text is no entry id. */
export function decodeEntryId(text: string): EntryKey | null {
  const parts = pattern.exec(text);
  if (!parts) return null;
  return {
    receivedAtMicros: BigInt.asIntN(64, BigInt(`0x${parts[1]}`)),
    seq: BigInt.asIntN(64, BigInt(`0x${parts[2]}`)),
  };
}
