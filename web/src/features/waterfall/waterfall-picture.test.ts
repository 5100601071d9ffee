import { i18n } from '@lingui/core';
import { beforeAll, expect, test } from '@jest/globals';
import { layoutWaterfall } from './waterfall-layout.ts';
import { waterfallPicture } from './waterfall-picture.ts';

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});

test('the picture holds every step by its whole name, within its edges, and says how long a folded gap was', () => {
  const step = { parentId: 'run', depth: 1, follows: [], state: 'COMPLETED' } as const;
  const steps = [
    { ...step, id: 'a', name: 'read_exports', offsetMs: 0, durationMs: 12_000 },
    { ...step, id: 'b', name: 'check_contract', offsetMs: 2_232_000, durationMs: 20_000, state: 'FAILED' as const },
  ];
  const picture = waterfallPicture(layoutWaterfall(steps, { durationMs: 2_252_000, nowMs: 0 }, 'time'), 'Failed after 37 m');
  expect(picture.parts.map(({ title }) => title)).toEqual([null, 'read_exports, completed, 12 s', 'check_contract, failed, 20 s']);
  const shapes = picture.parts.flatMap((part) => part.shapes);
  expect(shapes.some((shape) => shape.kind === 'text' && shape.text === '37 m')).toBe(true);
  for (const shape of shapes) {
    if (shape.kind === 'rect') expect(shape.x + shape.w).toBeLessThanOrEqual(picture.width);
  }
});
