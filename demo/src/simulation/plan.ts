import { randomFor, uuidFor } from '../random.ts';
import type { RunError } from '../world/incidents.ts';
import { minuteMs } from '../world/model.ts';
import type { DagSpec, JobSpec, TaskSpec } from '../world/model.ts';
import { fateOf } from './fate.ts';
import type { Fate } from './fate.ts';
import type { Simulation } from './simulation.ts';

export interface RunReference {
  readonly runId: string;
  readonly job: JobSpec;
}

/** One run from start to end, in simulated time. */
export interface PlannedRun extends RunReference {
  readonly parent: RunReference | null;
  /** The DAG run at the top; of a DAG run null. */
  readonly root: RunReference | null;
  /** When the DAG was due, and when its run should have ended. */
  readonly nominalStart: number;
  readonly nominalEnd: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly outcome: Fate['outcome'];
  readonly error: RunError | null;
}

interface Attempt {
  readonly simulation: Simulation;
  readonly dag: DagSpec;
  readonly slot: number;
  readonly number: number;
}

interface Group {
  readonly runs: readonly PlannedRun[];
  readonly endedAt: number;
  readonly outcome: Fate['outcome'];
}

function reference(attempt: Attempt, job: JobSpec): RunReference {
  const { simulation, slot, number } = attempt;
  return { job, runId: uuidFor(simulation.seed, simulation.epoch, job.namespace, job.name, slot, number) };
}

function lagMs(attempt: Attempt, job: JobSpec): number {
  const { simulation, slot, number } = attempt;
  return Math.round(randomFor(simulation.seed, 'lag', job.name, slot - simulation.epoch, number).between(2_000, 20_000));
}

function worst(outcomes: readonly Fate['outcome'][]): Fate['outcome'] {
  if (outcomes.includes('ABORT')) return 'ABORT';
  return outcomes.includes('FAIL') ? 'FAIL' : 'COMPLETE';
}

/** Tasks start when those before them have completed; what follows a failure does not run. */
function planGroup(attempt: Attempt, tasks: readonly TaskSpec[], path: readonly RunReference[], startAt: number): Group {
  const done = new Map<JobSpec, PlannedRun>();
  const inside = new Set(tasks.map((task) => task.job));
  const runs: PlannedRun[] = [];
  for (const task of tasks) {
    const before = task.after.filter((job) => inside.has(job)).map((job) => done.get(job));
    if (before.some((run) => run?.outcome !== 'COMPLETE')) continue;
    const startedAt = Math.max(startAt, ...before.map((run) => run?.endedAt ?? startAt)) + lagMs(attempt, task.job);
    const planned = planTask(attempt, task, path, startedAt);
    done.set(task.job, planned[0]);
    runs.push(...planned);
  }
  const own = [...done.values()];
  return {
    runs,
    endedAt: Math.max(startAt, ...own.map((run) => run.endedAt)),
    outcome: worst(own.map((run) => run.outcome)),
  };
}

/** The task's own run first, then those inside it. */
function planTask(attempt: Attempt, task: TaskSpec, path: readonly RunReference[], startedAt: number): [PlannedRun, ...PlannedRun[]] {
  const self = reference(attempt, task.job);
  const fate = fateOf(attempt.simulation, task.job, attempt.slot, attempt.number);
  const inner = task.children.length === 0 ? null : planGroup(attempt, task.children, [...path, self], startedAt);
  const outcome = inner?.outcome ?? fate.outcome;
  const run: PlannedRun = {
    ...self,
    parent: path.at(-1) ?? null,
    root: path[0] ?? null,
    nominalStart: attempt.slot,
    nominalEnd: attempt.slot + attempt.dag.allowedMs,
    startedAt,
    endedAt: (inner?.endedAt ?? startedAt) + fate.durationMs,
    outcome,
    error: inner !== null && outcome === 'FAIL' ? failureWithin(inner) : fate.error,
  };
  return [run, ...(inner?.runs ?? [])];
}

function failureWithin(group: Group): RunError {
  const names = group.runs.filter((run) => run.outcome === 'FAIL').map((run) => run.job.name);
  return { message: `Failed: ${names.join(', ')}`, programmingLanguage: 'PYTHON' };
}

/** Every run that one turn of a DAG brings: the DAG's own first, then its tasks, then those of a rerun. */
export function planTurn(simulation: Simulation, dag: DagSpec, slot: number): PlannedRun[] {
  const first = planAttempt({ simulation, dag, slot, number: 1 }, dag.tasks, slot);
  const [run] = first;
  if (run.outcome !== 'FAIL' || dag.rerunAfterMs === null) return first;
  const completed = new Set(first.filter((each) => each.outcome === 'COMPLETE').map((each) => each.job));
  const left = dag.tasks.filter((task) => !completed.has(task.job));
  const rerunAt = run.endedAt + dag.rerunAfterMs;
  return [...first, ...planAttempt({ simulation, dag, slot, number: 2 }, left, rerunAt)];
}

function planAttempt(attempt: Attempt, tasks: readonly TaskSpec[], at: number): [PlannedRun, ...PlannedRun[]] {
  const { dag } = attempt;
  return planTask(attempt, { job: dag.job, after: [], children: tasks }, [], at + lagMs(attempt, dag.job));
}

/** No turn, its rerun included, is over later than this after it was due. */
export const longestTurnMs = 24 * 60 * minuteMs;
