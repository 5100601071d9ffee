import type { ExecutionResult } from 'graphql';
import type { TraceOrigin } from '@hotpass/server';

/** Frames larger than this are written in pieces, so that subscribers with different ids share the text. */
const copiedBytes = 4 * 1024;
const keptFrames = 16;

/** One result, encoded once for everybody who gets it. */
export class ResultText {
  readonly cursor: string | null;
  readonly bytes: Buffer;
  /** The work that made it, for the trace of what it tells about. */
  readonly origin: TraceOrigin;
  readonly #frames = new Map<string, readonly Uint8Array[]>();

  constructor(cursor: string | null, result: ExecutionResult, origin: TraceOrigin = null) {
    this.cursor = cursor;
    this.origin = origin;
    this.bytes = Buffer.from(JSON.stringify(result), 'utf8');
  }

  /** The text between two others, made once for each name while it is among the last few. */
  framed(name: string, make: (bytes: Buffer) => { readonly head: Uint8Array; readonly tail: Uint8Array }): readonly Uint8Array[] {
    const known = this.#frames.get(name);
    if (known) return known;
    const { head, tail } = make(this.bytes);
    const pieces = [head, this.bytes, tail];
    const frame = this.bytes.byteLength > copiedBytes ? pieces : [Buffer.concat(pieces)];
    if (this.#frames.size < keptFrames) this.#frames.set(name, frame);
    return frame;
  }
}
