import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

import { asRecord, parseJson } from './parse.ts';
import { errorCode } from './system-error.ts';

/** How far a demo world has been told. Times are milliseconds since 1970. */
export interface DemoState {
  readonly seed: number;
  readonly epoch: number;
  /** Up to here events carry their simulated times; from here on they are played into the present. */
  readonly historyEnd: number;
  /** Everything before this simulated moment was acknowledged by the hub. */
  readonly toldUntil: number;
  /** The latest event time sent; a session begins after it. */
  readonly lastEventTime: number;
}

/** The message is for the person at the terminal. */
export class DemoStateError extends Error {
  override name = 'DemoStateError';
}

const format = 1;

/** @throws DemoStateError when the file is there but cannot be understood. */
export async function readDemoState(file: string): Promise<DemoState | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  const stored = asRecord(parseJson(text));
  const { seed, epoch, historyEnd, toldUntil, lastEventTime } = stored ?? {};
  if (
    stored?.['format'] !== format ||
    typeof seed !== 'number' ||
    typeof epoch !== 'number' ||
    typeof historyEnd !== 'number' ||
    typeof toldUntil !== 'number' ||
    typeof lastEventTime !== 'number'
  ) {
    throw new DemoStateError(`${file} is not a demo state this version can read. Remove ${dirname(file)} to start a new world.`);
  }
  return { seed, epoch, historyEnd, toldUntil, lastEventTime };
}

/** Replaces the file in one step: a killed demo finds the old state or the new, never half of one. */
export async function writeDemoState(file: string, state: DemoState): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  const handle = await open(draft, 'w');
  try {
    await handle.writeFile(`${JSON.stringify({ format, ...state }, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
