import { BadUserInputError, LimitExceededError, type Principal } from '@hotpass/kernel';
import { cutPage, decodePageCursor, pageInfoOf, pageSize, wrongPageCursor, type PageInfo, type PageKey } from '@hotpass/server';
import type { PageArguments } from '../run/run-page.ts';
import { checkJobNames, type JobNames } from '../run/run-filter.ts';
import type { LaneJobPlace, LaneJobRepository, LaneJobRequest } from './lane-job.repository.ts';
import type { TimeWindow } from './time-window.ts';

/** Which jobs a caller wants lanes of; neither is all that ran. */
export interface LaneChoice {
  readonly jobIds: readonly string[] | null;
  readonly named: JobNames | null;
}

/** Jobs to draw a lane for. */
export interface LaneJobs {
  readonly jobIds: readonly string[];
  readonly pageInfo: PageInfo;
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

  /** @throws BadUserInputError when the size, the cursor or a name is wrong, or jobs are chosen in both ways; LimitExceededError when too many jobs are named. */
  async jobs(principal: Principal, window: TimeWindow, { jobIds, named }: LaneChoice, page: PageArguments): Promise<LaneJobs> {
    const size = pageSize(page.first);
    if (jobIds && named) throw new BadUserInputError('Choose jobs by `jobIds` or by `jobs`, not by both.', { argument: 'jobs' });
    if (jobIds) return this.#named(principal, jobIds, size, page.after ?? null);
    checkJobNames(named ?? {});
    const after = typeof page.after === 'string' ? placeOf(page.after) : null;
    return this.#active(principal, { window, named: named ?? {}, size, after });
  }

  async #named(principal: Principal, given: readonly string[], size: number, after: string | null): Promise<LaneJobs> {
    if (given.length > maximumJobIds) {
      throw new LimitExceededError(`Name at most ${maximumJobIds} jobs.`, { argument: 'jobIds', maximum: maximumJobIds });
    }
    const all = [...new Set(given)];
    const start = after === null ? 0 : all.indexOf(String(decodePageCursor(after, 1)[0])) + 1;
    if (after !== null && start === 0) throw wrongPageCursor();
    const { items, pageInfo } = cutPage(all, { start, size }, (id) => [id]);
    return { jobIds: items, pageInfo, truncated: false, cursor: await this.#jobs.cursor(principal) };
  }

  async #active(principal: Principal, request: LaneJobRequest): Promise<LaneJobs> {
    const { jobs, hasNextPage, truncated, cursor } = await this.#jobs.page(principal, request);
    const pageInfo = pageInfoOf(jobs, keyOf, { hasNextPage, hasPreviousPage: request.after !== null });
    return { jobIds: jobs.map(({ jobId }) => jobId), pageInfo, truncated, cursor };
  }
}

function keyOf({ lastStart, jobId }: LaneJobPlace): PageKey {
  return [lastStart.getTime(), jobId];
}

function placeOf(cursor: string): LaneJobPlace {
  const [time, jobId] = decodePageCursor(cursor, 2);
  const lastStart = new Date(typeof time === 'number' ? time : Number.NaN);
  if (typeof jobId !== 'string' || jobId.includes('\0') || Number.isNaN(lastStart.getTime())) throw wrongPageCursor();
  return { lastStart, jobId };
}
