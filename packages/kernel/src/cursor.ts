import { BadUserInputError } from './errors.ts';

/** A place in the log: the position of an entry and the first four bytes of its `body_hash`. */
export interface LogCursor {
  /** 0 is the place before the first entry. */
  readonly position: number;
  /** Four bytes as eight hex digits; zeros at position 0. */
  readonly check: string;
}

/** The place before the first entry of any log. */
export const startOfLog: LogCursor = { position: 0, check: '00000000' };

/** Opaque to clients: 8 bytes of position and 4 check bytes, base64url, always 16 characters. */
export function encodeCursor(cursor: LogCursor): string {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64BE(BigInt(cursor.position), 0);
  bytes.write(cursor.check, 8, 4, 'hex');
  return bytes.toString('base64url');
}

/** @throws BadUserInputError when the text is no cursor at all; whether its place still exists is the log's to say. */
export function decodeCursor(text: string): LogCursor {
  const bytes = /^[A-Za-z0-9_-]{16}$/.test(text) ? Buffer.from(text, 'base64url') : Buffer.alloc(0);
  const position = bytes.length === 12 ? bytes.readBigUInt64BE(0) : -1n;
  if (position < 0n || position > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new BadUserInputError('This is not a cursor of this hub.', { argument: 'after' });
  }
  return { position: Number(position), check: bytes.toString('hex', 8, 12) };
}

/** The cursor of an entry of the log. */
export function cursorOf(entry: { readonly position: number; readonly bodyHash: Uint8Array }): string {
  return encodeCursor({ position: entry.position, check: Buffer.from(entry.bodyHash).toString('hex', 0, 4) });
}
