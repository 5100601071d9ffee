import { expect, test } from '@jest/globals';
import { fittedView, openingView, transformOf, viewOf } from './opening-view.ts';

const size = { width: 1272, height: 740 };
const subject = { minX: 0, minY: 0, maxX: 188, maxY: 300 };

test('the view of the address wins', () => {
  const asked = { x: 40, y: -20, zoom: 1.5 };
  expect(openingView(subject, subject, size, asked)).toBe(asked);
});

test('a graph that fits and stays readable is shown whole', () => {
  const graph = { minX: -600, minY: -200, maxX: 900, maxY: 500 };
  const view = openingView(graph, subject, size, null);
  expect(view.zoom).toBeGreaterThanOrEqual(0.7);
  expect(view.zoom).toBeLessThanOrEqual(0.92);
  const { x, y, zoom } = transformOf(view, size);
  expect(graph.minX * zoom + x).toBeGreaterThanOrEqual(0);
  expect(graph.maxX * zoom + x).toBeLessThanOrEqual(size.width);
  expect(graph.minY * zoom + y).toBeGreaterThanOrEqual(32);
  expect(graph.maxY * zoom + y).toBeLessThanOrEqual(size.height);
});

test('a larger graph opens around its subject at 92 %', () => {
  const view = openingView({ minX: -4_000, minY: -2_000, maxX: 4_000, maxY: 2_000 }, subject, size, null);
  expect(view).toEqual({ x: 94, y: 150, zoom: 0.92 });
});

test('fitting never leaves the limits of the zoom', () => {
  expect(fittedView({ minX: 0, minY: 0, maxX: 1e6, maxY: 1e6 }, size).zoom).toBe(0.1);
  expect(fittedView({ minX: 0, minY: 0, maxX: 1, maxY: 1 }, size).zoom).toBe(1);
});

test('a view is found again from where the picture lies', () => {
  const view = { x: 12.5, y: -400, zoom: 0.64 };
  const again = viewOf(transformOf(view, size), size);
  expect(again.x).toBeCloseTo(view.x);
  expect(again.y).toBeCloseTo(view.y);
  expect(again.zoom).toBe(view.zoom);
});
