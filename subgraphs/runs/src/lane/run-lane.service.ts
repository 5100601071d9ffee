import { BadUserInputError, LimitExceededError, type Principal } from '@hotpass/kernel';
import { decodePageCursor, encodePageCursor, pageSize } from '@hotpass/server';
import type { PageArguments } from '../run/run-page.ts';
import type { LaneJobPlace, LaneJobRepository } from './lane-job.repository.ts';
import type { TimeWindow } from './time-window.ts';

/** Jobs to draw a lane for. */
export interface LaneJobs {
  readonly jobIds: readonly string[];
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly truncated: boolean;
  readonly cursor: string;
}

const maximumJobIds = 1_000;

/** Decides which jobs get a lane: those asked for, in that order, or those that ran. */
export class RunLaneService {
  readonly #jobs: LaneJobRepository;

  constructor(jobs: LaneJobRepository) {
    this.#jobs = jobs;
  }

  /** @throws BadUserInputError when the size or the cursor is wrong; LimitExceededError when too many jobs are named. */
  async jobs(principal: Principal, window: TimeWindow, jobIds: readonly string[] | null, page: PageArguments): Promise<LaneJobs> {
    const size = pageSize(page.first);
    return jobIds ? this.#named(principal, jobIds, size, page.after ?? null) : this.#active(principal, window, size, page.after ?? null);
  }

  async #named(principal: Principal, given: readonly string[], size: number, after: string | null): Promise<LaneJobs> {
    if (given.length > maximumJobIds) {
      throw new LimitExceededError(`Name at most ${maximumJobIds} jobs.`, { argument: 'jobIds', maximum: maximumJobIds });
    }
    const all = [...new Set(given)];
    const start = after === null ? 0 : all.indexOf(String(decodePageCursor(after, 1)[0])) + 1;
    if (after !== null && start === 0) throw wrongCursor();
    const jobIds = all.slice(start, start + size);
    const [startCursor, endCursor] = [jobIds.at(0), jobIds.at(-1)].map((id) => (id === undefined ? null : encodePageCursor([id])));
    const ends = { startCursor: startCursor ?? null, endCursor: endCursor ?? null };
    const rest = { hasNextPage: start + size < all.length, hasPreviousPage: start > 0, truncated: false };
    return { jobIds, ...ends, ...rest, cursor: await this.#jobs.cursor(principal) };
  }

  async #active(principal: Principal, window: TimeWindow, size: number, after: string | null): Promise<LaneJobs> {
    const found = await this.#jobs.page(principal, window, size, after === null ? null : placeOf(after));
    const [start, end] = [found.jobs.at(0), found.jobs.at(-1)];
    const ends = { startCursor: start ? cursorOf(start) : null, endCursor: end ? cursorOf(end) : null };
    const rest = { hasNextPage: found.hasNextPage, hasPreviousPage: after !== null, truncated: found.truncated, cursor: found.cursor };
    return { jobIds: found.jobs.map(({ jobId }) => jobId), ...ends, ...rest };
  }
}

function cursorOf({ lastStart, jobId }: LaneJobPlace): string {
  return encodePageCursor([lastStart.getTime(), jobId]);
}

function placeOf(cursor: string): LaneJobPlace {
  const [time, jobId] = decodePageCursor(cursor, 2);
  const lastStart = new Date(typeof time === 'number' ? time : Number.NaN);
  if (typeof jobId !== 'string' || jobId.includes('\0') || Number.isNaN(lastStart.getTime())) throw wrongCursor();
  return { lastStart, jobId };
}

function wrongCursor(): BadUserInputError {
  return new BadUserInputError('This is not a page cursor of this list.', { argument: 'after' });
}
