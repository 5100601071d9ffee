import { expect, test } from '@jest/globals';
import { linkPaths } from './link-paths.ts';
import { layoutWaterfall, type WaterfallStep } from './waterfall-layout.ts';

const geometry = { left: 100, top: 0, track: 1_000, rowHeight: 20 };

function step(id: string, offsetMs: number, durationMs: number, ...follows: readonly string[]): WaterfallStep {
  return { id, parentId: 'run', depth: 1, offsetMs, durationMs, state: 'COMPLETED', follows };
}

test('a line leads from the end of a step to the start of the one that follows it; what the end waited for is apart', () => {
  const steps = [step('a', 0, 500), step('b', 0, 250), step('c', 500, 500, 'a', 'b')];
  const time = { durationMs: 1_000, nowMs: 1_000 };
  expect(linkPaths(layoutWaterfall(steps, time, 'dependency'), geometry)).toEqual({
    critical: 'M600 10V50H600',
    plain: 'M350 30V50H600',
  });
  expect(linkPaths(layoutWaterfall(steps, time, 'time'), geometry)).toEqual({ plain: null, critical: null });
});
