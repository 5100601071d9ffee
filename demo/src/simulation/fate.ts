import { randomFor } from '../random.ts';
import { incidents, lateFactor } from '../world/incidents.ts';
import type { RunError } from '../world/incidents.ts';
import { minuteMs } from '../world/model.ts';
import type { JobSpec } from '../world/model.ts';
import { dayOf, hourOf, weekDays } from './simulation.ts';
import type { Simulation } from './simulation.ts';

/** How a run of a job that does work itself comes out. */
export interface Fate {
  readonly outcome: 'COMPLETE' | 'FAIL' | 'ABORT';
  readonly durationMs: number;
  readonly error: RunError | null;
}

const failures: Readonly<Record<JobSpec['engine'], RunError>> = {
  AIRFLOW: { message: 'psycopg.OperationalError: connection timeout expired', programmingLanguage: 'PYTHON' },
  SPARK: {
    message: 'org.apache.spark.SparkException: Job aborted due to stage failure: executor lost (exit code 137)',
    programmingLanguage: 'JAVA',
  },
  DBT: { message: 'Database Error: canceling statement due to statement timeout', programmingLanguage: 'SQL' },
};

type Mishap = { readonly kind: 'FAIL'; readonly error: RunError } | { readonly kind: 'ABORT' | 'LATE' };

function mishap(simulation: Simulation, job: JobSpec, slot: number): Mishap | null {
  const day = dayOf(simulation, slot);
  if (day < weekDays) {
    return incidents.find((each) => each.job === job && each.day === day && each.hour === hourOf(slot)) ?? null;
  }
  const draw = randomFor(simulation.seed, 'mishap', job.name, slot - simulation.epoch).next();
  if (draw < 0.03) return { kind: 'FAIL', error: failures[job.engine] };
  if (draw < 0.034) return { kind: 'ABORT' };
  return draw < 0.044 ? { kind: 'LATE' } : null;
}

/** A second attempt always comes through. */
export function fateOf(simulation: Simulation, job: JobSpec, slot: number, attempt: number): Fate {
  const random = randomFor(simulation.seed, 'duration', job.name, slot - simulation.epoch, attempt);
  const durationMs = Math.round(random.between(...job.minutes) * minuteMs);
  const what = attempt === 1 ? mishap(simulation, job, slot) : null;
  switch (what?.kind) {
    case 'FAIL':
      return { outcome: 'FAIL', durationMs: Math.round(durationMs * random.between(0.2, 0.8)), error: what.error };
    case 'ABORT':
      return { outcome: 'ABORT', durationMs: Math.round(durationMs * random.between(0.2, 0.8)), error: null };
    case 'LATE':
      return { outcome: 'COMPLETE', durationMs: durationMs * lateFactor, error: null };
    default:
      return { outcome: 'COMPLETE', durationMs, error: null };
  }
}
