import { describe, expect, test } from '@jest/globals';
import { defaultRunsSettings } from '../settings.ts';
import { runHealth, type HealthSubject, type RunState } from './run-health.ts';

const hour = 60 * 60 * 1_000;
const start = Date.UTC(2026, 0, 15, 8);

const after = (hours: number): Date => new Date(start + hours * hour);

function aRun(rest: Partial<HealthSubject> = {}): HealthSubject {
  return { state: 'RUNNING', startedAt: after(0), lastEventAt: after(0), nominalEnd: null, medianDurationMs: null, ...rest };
}

function healthAt(hours: number, run: HealthSubject) {
  return runHealth(run, defaultRunsSettings, after(hours));
}

describe('as the clock moves', () => {
  test('a run is on time until its nominal end, late from then on, and stalled after a day of silence', () => {
    const run = aRun({ nominalEnd: after(2) });
    expect(healthAt(1.99, run)).toEqual({ health: 'ON_TIME', changesAt: after(2) });
    expect(healthAt(2, run)).toEqual({ health: 'LATE', changesAt: after(24) });
    expect(healthAt(23.99, run)).toEqual({ health: 'LATE', changesAt: after(24) });
    expect(healthAt(24, run)).toEqual({ health: 'STALLED', changesAt: null });
  });

  test('a run is late once it takes twice the median of its job', () => {
    const run = aRun({ medianDurationMs: 1.5 * hour });
    expect(healthAt(2.99, run)).toEqual({ health: 'ON_TIME', changesAt: after(3) });
    expect(healthAt(3, run)).toEqual({ health: 'LATE', changesAt: after(24) });
  });

  test('whichever makes it late first counts', () => {
    expect(healthAt(2, aRun({ nominalEnd: after(9), medianDurationMs: hour })).health).toBe('LATE');
    expect(healthAt(2, aRun({ nominalEnd: after(1), medianDurationMs: 9 * hour })).health).toBe('LATE');
  });

  test('an event ends the silence but not the lateness', () => {
    expect(healthAt(30, aRun({ nominalEnd: after(2), lastEventAt: after(29) }))).toEqual({ health: 'LATE', changesAt: after(53) });
  });

  test('without schedule and history only silence counts', () => {
    expect(healthAt(5, aRun())).toEqual({ health: 'ON_TIME', changesAt: after(24) });
  });
});

test.each<RunState>(['UNKNOWN', 'COMPLETED', 'FAILED', 'ABORTED'])('a run that is %s is on time for ever', (state) => {
  expect(healthAt(1_000, aRun({ state, nominalEnd: after(1), medianDurationMs: 1 }))).toEqual({ health: 'ON_TIME', changesAt: null });
});

test('a silence of other length can be set', () => {
  expect(runHealth(aRun(), { ...defaultRunsSettings, stalledAfterMs: hour }, after(1)).health).toBe('STALLED');
});
