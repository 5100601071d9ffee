import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BadUserInputError, LimitExceededError, TimeoutError, UnavailableError } from '@hotpass/kernel';
import type { ByteReservation } from './byte-budget.ts';
import { GrowingBuffer } from './growing-buffer.ts';

export interface ReadLimits {
  /** Of a body as sent and of what it inflates to. */
  readonly maxBytes: number;
  /** From its first byte to its last. */
  readonly timeoutMs: number;
}

export const readLimits: ReadLimits = { maxBytes: 16 * 1024 * 1024, timeoutMs: 120_000 };

export interface BodySource {
  readonly stream: Readable;
  readonly encoding: 'identity' | 'gzip';
}

/**
 * Reads a body whole, inflating it as it comes in, so that a gzip bomb is refused at the limit and never unfolds.
 * A refused stream is left flowing into nothing for as much as a body may have: a client that is still sending sees the
 * answer rather than a reset; one that goes on beyond is cut off.
 * @throws LimitExceededError beyond the limit; UnavailableError when the budget is spent; TimeoutError when it comes too
 * slowly; BadUserInputError when it is no gzip or ends early.
 */
export function readBody({ stream, encoding }: BodySource, reservation: ByteReservation, limits: ReadLimits = readLimits): Promise<Buffer> {
  const { maxBytes, timeoutMs } = limits;
  const inflate = encoding === 'gzip' ? createGunzip() : null;
  const output = inflate ?? stream;
  const body = new GrowingBuffer();
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  let received = 0;
  let isRefused = false;
  const refuse = (error: Error): void => {
    isRefused = true;
    body.clear();
    inflate?.destroy();
    stream.unpipe().resume();
    reject(error);
  };
  const deadline = setTimeout(() => refuse(new TimeoutError('The body did not arrive in time.', { status: 408 })), timeoutMs);
  stream.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > 2 * maxBytes) stream.destroy();
    else if (received > maxBytes && !isRefused) refuse(tooLarge(maxBytes));
  });
  output.on('data', (chunk: Buffer) => {
    if (isRefused) return;
    if (body.size + chunk.length > maxBytes) refuse(tooLarge(maxBytes));
    else if (reservation.take(chunk.length)) body.append(chunk);
    else refuse(new UnavailableError('Too many large bodies come in at once. Try again.', { retryAfterMs: 1_000 }));
  });
  output.on('end', () => resolve(body.bytes()));
  stream.on('error', () => refuse(endsEarly()));
  stream.on('close', () => stream.readableEnded || refuse(endsEarly()));
  inflate?.on('error', () => refuse(new BadUserInputError('The body is not valid gzip.')));
  if (inflate) stream.pipe(inflate);
  return promise.finally(() => clearTimeout(deadline));
}

function tooLarge(maxBytes: number): LimitExceededError {
  return new LimitExceededError(`A body has at most ${maxBytes} bytes, unpacked.`, { status: 413, maxBytes });
}

function endsEarly(): BadUserInputError {
  return new BadUserInputError('The connection closed before the body ended.');
}
