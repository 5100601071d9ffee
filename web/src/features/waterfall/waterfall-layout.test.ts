import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RunState } from '../../generated/graphql/graphql.ts';
import { foldIdle, placeOf, scaleTicks, timeAt } from './time-scale.ts';
import { layoutWaterfall, type WaterfallStep } from './waterfall-layout.ts';

const modes = ['time', 'dependency', 'flat'] as const;

function aStep(id: string, offsetMs: number, durationMs: number | null, over: Partial<WaterfallStep> = {}): WaterfallStep {
  return {
    id,
    parentId: 'run',
    depth: 1,
    offsetMs,
    durationMs,
    state: durationMs === null ? 'RUNNING' : 'COMPLETED',
    follows: [],
    ...over,
  };
}

/** Steps of a tree, with any wish of what follows what, circles among them. */
const someSteps = fc
  .array(
    fc.record({
      offsetMs: fc.integer({ min: -1_000, max: 1_000_000 }),
      durationMs: fc.option(fc.integer({ min: 0, max: 300_000 })),
      state: fc.constantFrom<RunState>('COMPLETED', 'FAILED', 'RUNNING', 'ABORTED', 'UNKNOWN'),
      under: fc.nat(),
      after: fc.array(fc.nat(), { maxLength: 3 }),
    }),
    { maxLength: 25 },
  )
  .map((drawn) => {
    const depths = [0];
    return drawn.map(({ under, after, ...rest }, place): WaterfallStep => {
      const parent = under % (place + 1);
      const depth = depths[parent]! + 1;
      depths.push(depth);
      return {
        ...rest,
        id: `s${place + 1}`,
        parentId: `s${parent}`,
        depth,
        follows: after.map((other) => `s${(other % drawn.length) + 1}`),
      };
    });
  });

describe.each(modes)('in mode %s', (mode) => {
  test('every step is shown once, within the width, starting where time says', () => {
    fc.assert(
      fc.property(someSteps, fc.integer({ min: 0, max: 2_000_000 }), (steps, nowMs) => {
        const { rows, scale } = layoutWaterfall(steps, { durationMs: null, nowMs }, mode);
        expect(rows.map(({ step }) => step.id).toSorted()).toEqual(steps.map(({ id }) => id).toSorted());
        for (const { step, start, width } of rows) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start + width).toBeLessThanOrEqual(1 + 1e-9);
          expect(start).toBeCloseTo(placeOf(scale, step.offsetMs), 9);
        }
      }),
      { seed: 11 },
    );
  });

  test('shown and folded time add up to the span of the run', () => {
    fc.assert(
      fc.property(someSteps, (steps) => {
        const { scale } = layoutWaterfall(steps, { durationMs: 5_000, nowMs: 0 }, mode);
        const sum = scale.pieces.reduce((total, { fromMs, toMs }) => total + (toMs - fromMs), 0);
        expect(sum).toBe(scale.toMs - scale.fromMs);
        expect(scale.pieces.reduce((total, { width }) => total + width, 0)).toBeCloseTo(1, 9);
        for (const { fromMs, toMs } of scale.folds) expect(toMs - fromMs).toBeGreaterThan(0.2 * (scale.toMs - scale.fromMs));
      }),
      { seed: 12 },
    );
  });
});

test('by dependency a step comes after what it follows, when nothing goes in a circle', () => {
  fc.assert(
    fc.property(someSteps, (steps) => {
      const order = new Map(steps.map(({ id }, place) => [id, place]));
      const acyclic = steps.map((step) => ({
        ...step,
        follows: step.follows.filter((id) => order.get(id)! < order.get(step.id)! && steps[order.get(id)!]!.parentId === step.parentId),
      }));
      const { rows, links } = layoutWaterfall(acyclic, { durationMs: null, nowMs: 0 }, 'dependency');
      for (const { fromRow, toRow } of links) expect(fromRow).toBeLessThan(toRow);
      expect(rows).toHaveLength(steps.length);
    }),
    { seed: 13 },
  );
});

test('a gap of more than a fifth is folded and says how long it was', () => {
  const steps = [aStep('a', 0, 12_000), aStep('b', 12_000 + 37 * 60_000, 20_000)];
  const { folds, rows } = layoutWaterfall(steps, { durationMs: 12_000 + 37 * 60_000 + 20_000, nowMs: 0 }, 'time');
  expect(folds.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([[12_000, 12_000 + 37 * 60_000]]);
  expect(rows[0]!.width).toBeCloseTo(0.94 * (12 / 32));
  expect(rows[1]!.start).toBeCloseTo(rows[0]!.width + 0.06);
});

test('a parent that waits for a late child does not hide the gap', () => {
  const steps = [
    aStep('p', 0, 100_000),
    aStep('a', 0, 10_000, { parentId: 'p', depth: 2 }),
    aStep('b', 90_000, 10_000, { parentId: 'p', depth: 2 }),
  ];
  expect(layoutWaterfall(steps, { durationMs: 100_000, nowMs: 0 }, 'time').folds).toHaveLength(1);
});

test('short gaps stay as they are', () => {
  const steps = [aStep('a', 0, 40_000), aStep('b', 50_000, 50_000)];
  expect(layoutWaterfall(steps, { durationMs: 100_000, nowMs: 0 }, 'time').folds).toEqual([]);
});

test('the critical steps are those the end waited for', () => {
  const steps = [aStep('a', 0, 10, {}), aStep('b', 0, 30), aStep('c', 30, 10, { follows: ['a', 'b'] }), aStep('aside', 0, 5)];
  const { rows } = layoutWaterfall(steps, { durationMs: 40, nowMs: 0 }, 'dependency');
  expect(rows.filter(({ critical }) => critical).map(({ step }) => step.id)).toEqual(['b', 'c']);
});

test('a running step grows until now', () => {
  const { rows } = layoutWaterfall([aStep('a', 0, 500), aStep('b', 500, null)], { durationMs: null, nowMs: 1_000 }, 'time');
  expect(rows[1]).toMatchObject({ start: 0.5, width: 0.5 });
});

test('places and times are each other’s opposite', () => {
  const scale = foldIdle(
    [
      { fromMs: 0, toMs: 10 },
      { fromMs: 90, toMs: 100 },
    ],
    { fromMs: 0, toMs: 100 },
  );
  for (const ms of [0, 5, 10, 50, 90, 95, 100]) expect(timeAt(scale, placeOf(scale, ms))).toBeCloseTo(ms);
});

test('lines stand at round times, after a gap counted from its end', () => {
  const scale = foldIdle(
    [
      { fromMs: 0, toMs: 12_000 },
      { fromMs: 2_232_000, toMs: 2_252_000 },
    ],
    { fromMs: 0, toMs: 2_252_000 },
  );
  expect(scaleTicks(scale).map(({ ms, afterFold }) => [ms, afterFold])).toEqual([
    [0, false],
    [4_000, false],
    [8_000, false],
    [12_000, false],
    [4_000, true],
    [8_000, true],
    [12_000, true],
    [16_000, true],
  ]);
});

test('no steps, no time: nothing is drawn and nothing breaks', () => {
  expect(layoutWaterfall([], { durationMs: 0, nowMs: 0 }, 'time')).toMatchObject({ rows: [], folds: [] });
});
