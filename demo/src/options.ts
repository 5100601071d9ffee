import { parseArgs } from 'node:util';
import { errorCode } from './system-error.ts';

export interface Options {
  readonly help: boolean;
  /** Files of events to send instead of the demo world. */
  readonly events: readonly string[] | null;
  readonly seed: number | null;
  readonly speed: number;
  /** A hub that runs already. */
  readonly url: string | null;
  /** Stop when everything is sent. */
  readonly once: boolean;
  /** Where the history of a new demo world ends; null is this hour. */
  readonly end: number | null;
}

/** A flag that cannot be followed; the message is for the person who typed it, the exit code is 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export const usage = `npm run demo -- [flags]

Starts a hub, sends it a week of a made-up data refinery, then plays on in fast motion until Ctrl-C.

  --events FILE…   send your own OpenLineage events instead: JSON, an array of JSON, NDJSON (.jsonl, .ndjson)
  --url URL        send to this running hub and start none
  --once           stop when everything is sent
  --seed N         another world (a whole number; default 7)
  --speed N        world seconds in a second while it plays on (1 to 2000; default 240)
  --end TIME       where the week of a new world ends (default: this hour), such as 2026-03-09T00:00:00Z
  --help           this text

The world is kept in .hotpass/demo (or HOTPASS_DATA_DIR) and goes on there the next time.
`;

export const defaultSeed = 7;
const defaultSpeed = 240;

function wholeNumber(flag: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < low || value > high) {
    throw new UsageError(`${flag} takes a whole number from ${low} to ${high}, not "${text}".`);
  }
  return value;
}

function hubUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`--url takes the address of a hub such as http://127.0.0.1:4000, not "${text}".`);
  }
  return url.origin;
}

function endTime(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time) || !/T.*(?:Z|[+-]\d\d:\d\d)$/.test(text)) {
    throw new UsageError(`--end takes a time with its zone such as 2026-03-09T00:00:00Z, not "${text}".`);
  }
  if (time > Date.now()) throw new UsageError('--end lies in the future, and a history cannot.');
  return time;
}

function readFlags(argv: readonly string[]): ReturnType<typeof parseFlags> {
  try {
    return parseFlags(argv);
  } catch (error) {
    if (errorCode(error)?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    // parseArgs adds advice on quoting after its first sentence.
    const [sentence] = String(error)
      .replace(/^TypeError[^:]*: /, '')
      .split('. ');
    throw new UsageError(`${sentence}. See npm run demo -- --help.`);
  }
}

function parseFlags(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      events: { type: 'string', multiple: true },
      seed: { type: 'string' },
      speed: { type: 'string' },
      url: { type: 'string' },
      once: { type: 'boolean', default: false },
      end: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}

/** @throws UsageError */
export function parseOptions(argv: readonly string[]): Options {
  const { values, positionals } = readFlags(argv);
  const [stray] = positionals;
  if (values.events === undefined && stray !== undefined) {
    throw new UsageError(`"${stray}" is no flag. Files of events come after --events.`);
  }
  if (values.events !== undefined && (values.seed ?? values.speed ?? values.end) !== undefined) {
    throw new UsageError('--seed, --speed and --end are about the demo world; --events sends your own events instead.');
  }
  return {
    help: values.help,
    events: values.events === undefined ? null : [...values.events, ...positionals],
    seed: values.seed === undefined ? null : wholeNumber('--seed', values.seed, 0, 2 ** 32 - 1),
    speed: values.speed === undefined ? defaultSpeed : wholeNumber('--speed', values.speed, 1, 2_000),
    url: values.url === undefined ? null : hubUrl(values.url),
    once: values.once,
    end: values.end === undefined ? null : endTime(values.end),
  };
}
