import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { Outlet } from './outlet.ts';
import { ResultText } from './result-text.ts';
import { WriteBatches, type BatchTarget } from './write-batches.ts';

/** A socket that says when it would have called the system and with how many bytes, and takes what it is told to. */
class FakeSocket extends EventEmitter implements BatchTarget {
  readonly calls: number[] = [];
  writableLength = 0;
  destroyed = false;
  isStuck = false;
  #isCorked = false;
  #batch = 0;

  get writableNeedDrain(): boolean {
    return this.writableLength > 0;
  }

  cork(): void {
    this.#isCorked = true;
  }

  uncork(): void {
    this.#isCorked = false;
    this.#call();
  }

  write(chunk: Uint8Array): boolean {
    this.#batch += chunk.byteLength;
    this.writableLength += chunk.byteLength;
    if (!this.#isCorked) this.#call();
    return true;
  }

  #call(): void {
    this.calls.push(this.#batch);
    this.#batch = 0;
    if (!this.isStuck) this.writableLength = 0;
  }
}

const limits = { queuedEntries: 3, queuedBytes: 1_000 };
const frame = (result: ResultText): readonly Uint8Array[] => [result.bytes];
const result = (text = 'x'): ResultText => new ResultText('c1', { data: { text } });
const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

test('what is written in a millisecond leaves in one call for each socket', async () => {
  const batches = new WriteBatches();
  const sockets = Array.from({ length: 3 }, () => new FakeSocket());
  const writers = sockets.map((socket) => batches.writerFor(socket));
  for (let round = 0; round < 5; round += 1) for (const writer of writers) writer.write([Buffer.from('text')]);
  expect(sockets.map(({ calls }) => calls)).toEqual([[], [], []]);
  await aMoment();
  expect(sockets.map(({ calls }) => calls)).toEqual([[20], [20], [20]]);
});

test('what was to be written to a socket that closes meanwhile is dropped', () => {
  const socket = new FakeSocket();
  let isOpen = true;
  let left = 0;
  const writer = new WriteBatches().writerFor(socket, () => isOpen);
  writer.write([Buffer.from('text')], () => (left += 1));
  isOpen = false;
  writer.flush();
  expect({ calls: socket.calls, left, waiting: writer.waitingBytes }).toEqual({ calls: [], left: 1, waiting: 0 });
});

test('much is not held back for the end of the millisecond', () => {
  const socket = new FakeSocket();
  const writer = new WriteBatches().writerFor(socket);
  for (let round = 0; round < 3; round += 1) writer.write([Buffer.alloc(40_000)]);
  expect(socket.calls).toEqual([80_000]);
  writer.flush();
  expect(socket.calls).toEqual([80_000, 40_000]);
});

test('an outlet is full by results or by bytes, and no longer when all has left', async () => {
  const socket = new FakeSocket();
  socket.isStuck = true;
  const outlet = new Outlet(new WriteBatches().writerFor(socket), frame, limits);
  for (let index = 0; index < 3; index += 1) {
    expect(outlet.isFull).toBe(false);
    outlet.write(result());
  }
  expect(outlet.isFull).toBe(true);
  const drained = outlet.drained();
  socket.writableLength = 0;
  socket.emit('drain');
  await drained;
  expect(outlet.isFull).toBe(false);
  outlet.write(result('x'.repeat(1_000)));
  expect(outlet.isFull).toBe(true);
});

test('whoever waits for a socket that breaks is let go, and nothing is written to it', async () => {
  const socket = new FakeSocket();
  socket.isStuck = true;
  const outlet = new Outlet(new WriteBatches().writerFor(socket), frame, limits);
  outlet.write(result());
  const drained = outlet.drained();
  socket.destroyed = true;
  socket.emit('close');
  await drained;
  expect({ listeners: socket.listenerCount('drain') + socket.listenerCount('close'), waits: await outlet.drained() }).toEqual({
    listeners: 0,
  });
  const before = socket.writableLength;
  outlet.write(result());
  expect(socket.writableLength).toBe(before);
});
