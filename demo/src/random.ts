import { createHash } from 'node:crypto';

/** A stream of numbers that belongs to one label; drawing from it moves no other stream. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** In [low, high). */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
}

/**
 * sfc32 seeded from the label. Every run of the world draws from a stream of its own, so a run comes out the same
 * whether it is reached from the start of the history or in a second demo weeks later.
 */
export function randomFor(...label: readonly (string | number)[]): Random {
  const digest = createHash('sha256').update(label.join('\0')).digest();
  let a = digest.readInt32LE(0);
  let b = digest.readInt32LE(4);
  let c = digest.readInt32LE(8);
  let counter = digest.readInt32LE(12);
  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    chance: (probability) => next() < probability,
  };
}

/** RFC 9562 version 8: 122 bits of the label's SHA-256. */
export function uuidFor(...label: readonly (string | number)[]): string {
  const bytes = createHash('sha256').update(label.join('\0')).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
