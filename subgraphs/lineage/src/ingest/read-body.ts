import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BadUserInputError, LimitExceededError, UnavailableError } from '@hotpass/kernel';
import type { ByteReservation } from './byte-budget.ts';

/** Of a body as sent and of what it inflates to. */
export const maxBodyBytes = 16 * 1024 * 1024;

export interface BodySource {
  readonly stream: Readable;
  readonly encoding: 'identity' | 'gzip';
}

/**
 * Reads a body whole, inflating it as it comes in, so that a gzip bomb is refused at the limit and never unfolds.
 * A refused stream is left flowing into nothing for as much as a body may have: a client that is still sending sees the
 * answer rather than a reset; one that goes on beyond is cut off.
 * @throws LimitExceededError beyond the limit; UnavailableError when the budget is spent; BadUserInputError when it is no gzip or ends early.
 */
export function readBody({ stream, encoding }: BodySource, reservation: ByteReservation, maxBytes: number = maxBodyBytes): Promise<Buffer> {
  const inflate = encoding === 'gzip' ? createGunzip() : null;
  const output = inflate ?? stream;
  const chunks: Buffer[] = [];
  let received = 0;
  let size = 0;
  return new Promise((resolve, reject) => {
    let refused = false;
    const refuse = (error: Error): void => {
      refused = true;
      chunks.length = 0;
      inflate?.destroy();
      stream.unpipe().resume();
      reject(error);
    };
    stream.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received > 2 * maxBytes) stream.destroy();
      else if (!refused && received > maxBytes) refuse(tooLarge(maxBytes));
    });
    output.on('data', (chunk: Buffer) => {
      if (refused) return;
      size += chunk.length;
      if (size > maxBytes) refuse(tooLarge(maxBytes));
      else if (!reservation.take(chunk.length))
        refuse(new UnavailableError('Too many large bodies come in at once. Try again.', { retryAfterMs: 1_000 }));
      else chunks.push(chunk);
    });
    output.on('end', () => resolve(Buffer.concat(chunks, size)));
    const endsEarly = new BadUserInputError('The connection closed before the body ended.');
    stream.on('error', () => refuse(endsEarly));
    stream.on('close', () => stream.readableEnded || refuse(endsEarly));
    inflate?.on('error', () => refuse(new BadUserInputError('The body is not valid gzip.')));
    if (inflate) stream.pipe(inflate);
  });
}

function tooLarge(maxBytes: number): LimitExceededError {
  return new LimitExceededError(`A body has at most ${maxBytes} bytes, unpacked.`, { status: 413, maxBytes });
}
