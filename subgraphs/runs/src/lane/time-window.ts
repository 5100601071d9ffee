import { BadUserInputError } from '@hotpass/kernel';

/** A stretch of time cut into equal buckets, each from its start on and without its end. */
export interface TimeWindow {
  readonly from: Date;
  readonly to: Date;
  readonly buckets: number;
}

const limits = { buckets: 200, bucketMs: 1_000, windowMs: 3_660 * 24 * 60 * 60 * 1_000 } as const;

const defaultBuckets = 60;

const defaultWindowMs = 24 * 60 * 60 * 1_000;

/** What of a window somebody gave. */
export interface GivenWindow {
  readonly from?: Date | null;
  readonly to?: Date | null;
  readonly buckets?: number | null;
}

/** Ends now and is a day long when nobody says otherwise. @throws BadUserInputError when it is empty, too long, or cut too finely. */
export function timeWindow(given: GivenWindow, now: Date): TimeWindow {
  const to = given.to ?? now;
  const from = given.from ?? new Date(to.getTime() - defaultWindowMs);
  const window = { from, to, buckets: given.buckets ?? defaultBuckets };
  if (from >= to) throw new BadUserInputError('`to` must be later than `from`.', { argument: 'to' });
  if (to.getTime() - from.getTime() > limits.windowMs) {
    throw new BadUserInputError('`from` and `to` may be ten years apart, not more.', { argument: 'to' });
  }
  if (window.buckets < 1 || window.buckets > limits.buckets) {
    throw new BadUserInputError(`\`buckets\` must be between 1 and ${limits.buckets}.`, { argument: 'buckets' });
  }
  if (bucketMs(window) < limits.bucketMs) {
    throw new BadUserInputError('A bucket must be a second wide or wider.', { argument: 'buckets' });
  }
  return window;
}

export function bucketMs({ from, to, buckets }: TimeWindow): number {
  return (to.getTime() - from.getTime()) / buckets;
}

/** Where the bucket of that number begins; that of the number after the last is the end of the window. */
export function bucketStart(window: TimeWindow, bucket: number): Date {
  return new Date(window.from.getTime() + Math.ceil((bucket * (window.to.getTime() - window.from.getTime())) / window.buckets));
}
