import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { failedStep } from '../failure/failed-step.ts';
import { stepsNamed } from './step-order.ts';
import { waterfall, type StepRow } from './waterfall.ts';

const at = (second: number): Date => new Date(second * 1_000);

function step(id: string, parentRunId: string, second: number, more: Partial<StepRow> = {}): StepRow {
  const told = {
    openLineageRunId: id,
    jobId: `job_${id}`,
    state: 'COMPLETED' as const,
    nominalStart: null,
    nominalEnd: null,
    errorMessage: null,
  };
  return { ...told, id, parentRunId, startedAt: at(second), endedAt: null, lastEventAt: at(second), durationMs: null, depth: 1, ...more };
}

describe('a waterfall', () => {
  test('has each step before those below it, siblings by start, then by id', () => {
    const rows = [step('c', 'top', 2), step('a1', 'a', 9), step('b', 'top', 2), step('a', 'top', 1), step('a2', 'a', 3)];
    expect(waterfall('top', rows).map(({ id }) => id)).toEqual(['a', 'a2', 'a1', 'b', 'c']);
  });

  test('has every step once, whatever their order', () => {
    const trees = fc
      .array(fc.tuple(fc.nat(), fc.nat(5)), { maxLength: 30 })
      .map((drafts) => drafts.map(([parent, second], index) => step(`s${index}`, index === 0 ? 'top' : `s${parent % index}`, second)));
    fc.assert(
      fc.property(trees, (rows) => {
        const ordered = waterfall('top', rows).map(({ id }) => id);
        expect(ordered.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
        for (const { id, parentRunId } of rows) {
          if (parentRunId !== 'top') expect(ordered.indexOf(id)).toBeGreaterThan(ordered.indexOf(parentRunId!));
        }
        expect(waterfall('top', rows.toReversed()).map(({ id }) => id)).toEqual(ordered);
      }),
    );
  });
});

describe('the step in which a run failed', () => {
  const failed = (second: number) => ({ state: 'FAILED' as const, endedAt: at(second) });

  test('is the first to fail of those without a failed one below', () => {
    const rows = [
      step('group', 'top', 1, failed(2)),
      step('task', 'group', 1, failed(9)),
      step('later', 'top', 3, failed(8)),
      step('fine', 'top', 1),
    ];
    expect(failedStep(rows)?.id).toBe('later');
    expect(failedStep(rows.filter(({ id }) => id !== 'later'))?.id).toBe('task');
  });

  test('is none when none failed', () => {
    expect(failedStep([step('fine', 'top', 1)])).toBeNull();
  });
});

test('a step names the run where it knows it, else every step of the job, never itself', () => {
  const none = { direction: 'UPSTREAM' as const, jobNamespace: 'n', jobName: 'j', runId: null, type: null };
  expect(stepsNamed([{ ...none, direction: 'DOWNSTREAM' }], 'a', [step('b', 'top', 1, { jobId: 'job_j' })])).toEqual([]);
  const uuid = '4d3b8069-69b6-4708-ade0-3275112c9f04';
  const steps = [step(`run_${uuid}`, 'top', 1), step('a', 'top', 1)];
  expect(stepsNamed([{ ...none, runId: uuid.toUpperCase() }], 'a', steps)).toEqual([`run_${uuid}`]);
  expect(stepsNamed([{ ...none, runId: uuid }], `run_${uuid}`, steps)).toEqual([]);
});
