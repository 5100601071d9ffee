import { BadUserInputError, LimitExceededError, type Principal } from '@hotpass/kernel';
import type { RunRow } from '../run/run.row.ts';
import type { RunsSettings } from '../settings.ts';
import { checkJobNames } from '../run/run-filter.ts';
import { failureCause, lateSince } from './failure-cause.ts';
import { foldFailures, type FailureCause, type FailureNode, type FoldedFailure } from './failure-graph.ts';
import type { CandidateRow, FailureRepository, FailureWindow } from './failure.repository.ts';

/** What of the request the service needs. */
export interface FailureRequest {
  readonly principal: Principal;
  readonly now: Date;
  /** Median duration of jobs, in the order of their ids. */
  readonly medians: (jobIds: readonly string[]) => Promise<readonly (number | null)[]>;
}

/** Failures of a stretch of time, folded. */
export interface UnexplainedFailures {
  readonly window: FailureWindow;
  readonly failures: readonly FoldedFailure[];
  /** Every run in them. */
  readonly runs: ReadonlyMap<string, RunRow>;
  /** How many runs failed in that time, as far as they were looked at. */
  readonly failedCount: number;
  readonly truncated: boolean;
  readonly cursor: string;
}

const limits = { failures: 1_000, runs: 4_000, levels: 32, jobIds: 1_000 } as const;

const defaultWindowMs = 24 * 60 * 60 * 1_000;

/** Finds, among what failed, what no other failure explains. */
export class FailureService {
  readonly #failures: FailureRepository;
  readonly #settings: RunsSettings;

  constructor(failures: FailureRepository, settings: RunsSettings) {
    this.#failures = failures;
    this.#settings = settings;
  }

  /** @throws BadUserInputError when the time is empty or a name cannot be one; LimitExceededError when too many jobs are named. */
  async unexplained(request: FailureRequest, given: Partial<FailureWindow>): Promise<UnexplainedFailures> {
    const window = checkedWindow(given, request.now);
    const { runs: found, cursor } = await this.#failures.failures(request.principal, window, limits.failures + 1);
    const failed = found.slice(0, limits.failures);
    const { runs, causes, cut } = await this.#explain(request, failed);
    const medians = await mediansOf(
      [...runs.values()].filter((run) => !isBroken(run)),
      request,
    );
    const nodes = [...runs.values()].map((run) => this.#nodeOf(run, medians));
    const truncated = cut || found.length > failed.length;
    return { window, failures: foldFailures(nodes, causes), runs, failedCount: failed.length, truncated, cursor };
  }

  /** What explains one run at once, whatever explains that. */
  async causesOf(request: FailureRequest, run: RunRow): Promise<{ causes: readonly FailureCause[]; runs: ReadonlyMap<string, RunRow> }> {
    const { candidates } = await this.#failures.candidates(request.principal, [run.id]);
    const causes = await this.#causes(request, new Map([[run.id, run]]), candidates);
    return { causes, runs: new Map(candidates.map((candidate) => [candidate.id, candidate])) };
  }

  /** From failures to what explains them, level by level, until nothing new is found. */
  async #explain(
    request: FailureRequest,
    failed: readonly RunRow[],
  ): Promise<{ runs: Map<string, RunRow>; causes: FailureCause[]; cut: boolean }> {
    const runs = new Map(failed.map((run) => [run.id, run]));
    const causes: FailureCause[] = [];
    let [frontier, cut] = [[...runs.keys()], false];
    for (let level = 0; frontier.length > 0; level += 1) {
      if (level === limits.levels || runs.size > limits.runs) return { runs, causes, cut: true };
      const found = await this.#failures.candidates(request.principal, frontier);
      const explaining = await this.#causes(request, runs, found.candidates);
      const rows = new Map(found.candidates.map((candidate) => [candidate.id, candidate]));
      const fresh = new Set(explaining.map(({ causeId }) => causeId).filter((id) => !runs.has(id)));
      for (const id of fresh) runs.set(id, rows.get(id)!);
      causes.push(...explaining);
      [frontier, cut] = [[...fresh], cut || found.cut];
    }
    return { runs, causes, cut };
  }

  async #causes(request: FailureRequest, runs: ReadonlyMap<string, RunRow>, candidates: readonly CandidateRow[]): Promise<FailureCause[]> {
    const medians = await mediansOf(candidates, request);
    return candidates.flatMap((candidate) => {
      const medianDurationMs = medians.get(candidate.jobId) ?? null;
      return failureCause(runs.get(candidate.explains)!, candidate, { settings: this.#settings, now: request.now, medianDurationMs }) ?? [];
    });
  }

  /** A run that had not failed or been stopped explains others by being late. */
  #nodeOf(run: RunRow, medians: ReadonlyMap<string, number | null>): FailureNode {
    if (run.endedAt && isBroken(run)) return { id: run.id, at: run.endedAt };
    return { id: run.id, at: lateSince(run, { settings: this.#settings, medianDurationMs: medians.get(run.jobId) ?? null }) };
  }
}

/** Failed or stopped. */
export function isBroken({ state }: RunRow): boolean {
  return state === 'FAILED' || state === 'ABORTED';
}

async function mediansOf(runs: readonly RunRow[], request: FailureRequest): Promise<Map<string, number | null>> {
  const jobIds = [...new Set(runs.map((run) => run.jobId))];
  const medians = await request.medians(jobIds);
  return new Map(jobIds.map((id, index) => [id, medians[index] ?? null]));
}

function checkedWindow({ since, until, jobIds, named = {} }: Partial<FailureWindow>, now: Date): FailureWindow {
  const from = since ?? new Date((until ?? now).getTime() - defaultWindowMs);
  const window = { since: from, until: until ?? null, jobIds: jobIds ?? null, named };
  checkJobNames(named);
  if (window.until && window.since >= window.until)
    throw new BadUserInputError('`until` must be later than `since`.', { argument: 'until' });
  if (window.jobIds && window.jobIds.length > limits.jobIds) {
    throw new LimitExceededError(`Name at most ${limits.jobIds} jobs.`, { argument: 'jobIds', maximum: limits.jobIds });
  }
  return window;
}
