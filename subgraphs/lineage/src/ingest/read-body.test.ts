import { PassThrough, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { bodyLimits, ByteBudget } from './byte-budget.ts';
import { readBody, readLimits } from './read-body.ts';

const limits = { maxBytes: 1_000, timeoutMs: 30_000 };

const chunked = (bytes: Buffer, size = 64 * 1024): Readable =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
    { objectMode: false },
  );

function read(bytes: Buffer, encoding: 'identity' | 'gzip', maxBytes: number, budget = new ByteBudget(bodyLimits)): Promise<Buffer> {
  return readBody({ stream: chunked(bytes), encoding }, budget.open(), { maxBytes, timeoutMs: 30_000 });
}

test.each(['identity', 'gzip'] as const)('%s: exactly the limit is taken, one byte more is not', async (encoding) => {
  const pack = (bytes: Buffer): Buffer => (encoding === 'gzip' ? gzipSync(bytes) : bytes);
  expect(await read(pack(Buffer.alloc(1_000, 'a')), encoding, 1_000)).toEqual(Buffer.alloc(1_000, 'a'));
  await expect(read(pack(Buffer.alloc(1_001, 'a')), encoding, 1_000)).rejects.toMatchObject({
    code: 'LIMIT_EXCEEDED',
    details: { status: 413 },
  });
});

test('a gzip bomb is refused at the limit and never unfolds', async () => {
  const bomb = gzipSync(Buffer.alloc(160 * 1024 * 1024, 0));
  const before = process.memoryUsage();
  await expect(read(bomb, 'gzip', readLimits.maxBytes)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  const after = process.memoryUsage();
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(4 * readLimits.maxBytes);
});

test('a body in chunks of one byte is read as it is', async () => {
  const bytes = Buffer.from(Array.from({ length: 40_000 }, (_, index) => index % 256));
  const body = await readBody({ stream: chunked(bytes, 1), encoding: 'identity' }, new ByteBudget(bodyLimits).open());
  expect(body.equals(bytes)).toBe(true);
});

test('what is no gzip, or only a part of it, is refused', async () => {
  const packed = gzipSync('{"a":1}');
  for (const bytes of [Buffer.from('{"a":1}'), packed.subarray(0, -4), Buffer.alloc(0)]) {
    await expect(read(bytes, 'gzip', 1_000)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  }
});

test('large bodies are turned away when they are too many, small ones are not', async () => {
  const budget = new ByteBudget({ startBytes: 100, startsBytes: 1_000, restsBytes: 1_500 });
  const first = budget.open();
  expect(await readBody({ stream: chunked(Buffer.alloc(1_000)), encoding: 'identity' }, first)).toHaveLength(1_000);
  await expect(read(Buffer.alloc(1_000), 'identity', 1_000, budget)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(await read(Buffer.alloc(100), 'identity', 1_000, budget)).toHaveLength(100);
  first[Symbol.dispose]();
  expect(await read(Buffer.alloc(1_000), 'identity', 1_000, budget)).toHaveLength(1_000);
});

test('a body that does not arrive in time is refused', async () => {
  const stream = new PassThrough();
  stream.write('half');
  const outcome = readBody({ stream, encoding: 'identity' }, new ByteBudget(bodyLimits).open(), { maxBytes: 1_000, timeoutMs: 1 });
  await expect(outcome).rejects.toMatchObject({ code: 'TIMEOUT', details: { status: 408 } });
  stream.destroy();
});

test('a refused stream flows on for a while and is then cut off', async () => {
  const stream = new PassThrough({ highWaterMark: 100 });
  const outcome = readBody({ stream, encoding: 'identity' }, new ByteBudget(bodyLimits).open(), limits).catch((error: unknown) => error);
  stream.write(Buffer.alloc(1_500));
  expect(await outcome).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  expect(stream.destroyed).toBe(false);
  stream.write(Buffer.alloc(1_000));
  await new Promise((resolve) => stream.once('close', resolve));
  expect(stream.destroyed).toBe(true);
});

test('a connection that closes early is the sender’s mistake', async () => {
  const stream = new PassThrough();
  const outcome = readBody({ stream, encoding: 'identity' }, new ByteBudget(bodyLimits).open(), limits);
  stream.write('half');
  stream.destroy();
  await expect(outcome).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});
