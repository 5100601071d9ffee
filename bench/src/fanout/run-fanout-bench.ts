import { setTimeout as delay } from 'node:timers/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ownCpuMs } from '../harness/cpu.ts';
import type { BenchOptions } from '../harness/options.ts';
import { ratios, type Report } from '../harness/report.ts';
import { FrameReader } from './frame-reader.ts';

const sockets = 500;
const program = fileURLToPath(new URL('./server.js', import.meta.url));

/** One shared subscription over many sockets against one `ws.send` of the same frame for each event and socket. */
export async function runFanoutBench(report: Report, { rounds, quick }: BenchOptions): Promise<void> {
  const events = quick ? 100 : 200;
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  await using stack = new AsyncDisposableStack();
  stack.defer(() => void child.kill());
  const [ports]: Buffer[] = await once(child.stdout, 'data');
  const [, shared = '', raw = ''] = /ports (\d+) (\d+)/.exec(ports?.toString() ?? '') ?? [];
  const subscribed = await openMany(() => FrameReader.open(Number(shared), '/graphql', 'graphql-transport-ws'), stack);
  await Promise.all(subscribed.map((reader) => reader.subscribe()));
  await delay(500);
  const plain = await openMany(() => FrameReader.open(Number(raw), '/', null), stack);

  const send = async (how: 'shared' | 'raw', readers: readonly FrameReader[], count: number, frame: string): Promise<number> => {
    const before = ownCpuMs(child.pid ?? 0);
    const targets = readers.map((reader) => reader.frames + count);
    child.stdin.write(`${JSON.stringify({ how, events: count, frame })}\n`);
    await Promise.all(readers.map((reader, index) => reader.reach(targets[index] ?? 0)));
    await delay(100);
    if (readers.some((reader, index) => reader.frames !== targets[index])) throw new Error('A frame was delivered twice.');
    return ((ownCpuMs(child.pid ?? 0) - before) * 1_000) / (count * readers.length);
  };

  await send('shared', subscribed, 1, '');
  const frame = subscribed[0]?.lastFrame ?? '';
  if (!frame.includes('"runUpdated"') || subscribed.some(({ lastFrame }) => lastFrame !== frame))
    throw new Error(`Not one frame for all: ${frame}`);
  report.say(`${sockets} sockets, ${events} events of ${Buffer.byteLength(frame)} bytes a round, about four a millisecond`);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const delivered = await send('shared', subscribed, events, '');
    const sent = await send('raw', plain, events, frame);
    report.readLoad();
    if (round < 0) continue;
    ours.push(delivered);
    theirs.push(sent);
  }
  report.figure('CPU of the gateway for a delivery', 'µs', ours);
  report.figure('CPU of one ws.send of the same frame', 'µs', theirs);
  report.goal('delivery shared / one ws.send each', ratios(ours, theirs), { atMost: 0.5 });
}

async function openMany(open: () => Promise<FrameReader>, stack: AsyncDisposableStack): Promise<readonly FrameReader[]> {
  const readers: FrameReader[] = [];
  while (readers.length < sockets) readers.push(...(await Promise.all(Array.from({ length: 50 }, open))));
  for (const reader of readers) stack.defer(() => reader[Symbol.dispose]());
  return readers;
}
