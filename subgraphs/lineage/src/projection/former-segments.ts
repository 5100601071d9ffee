import type { Declaration } from './declaration.ts';
import { latestSegments } from './latest.ts';
import type { DeclarationEvidence, Evidence, RunEvidence, Segment } from './latest.ts';
import type { RunShape } from './run-shape.ts';
import type { Side } from './side.ts';
import type { Change } from './touched.ts';
import type { Window } from './windows.ts';

/** What a batch changed of one job. */
export interface JobChanges {
  readonly runs: readonly Change<RunShape>[];
  readonly declarations: readonly Change<Declaration>[];
}

/**
 * LATEST over a window as it was before the batch, or null where that cannot be told from the evidence read after it.
 * Where it is what it is now, the stored edges stand, and none of them needs to be read: the usual case, a run that
 * says what the one before it said.
 *
 * Evidence of a weaker layer may be missing where a stronger one speaks only since the batch; the bases differ there.
 */
export function formerSegments(window: Window, evidence: Evidence, { runs, declarations }: JobChanges): Segment[] | null {
  const ids = new Set(runs.map(({ after }) => after.run));
  const instants = new Set(declarations.map(({ after }) => after.eventTime));
  const told = runs.flatMap(({ before }) => (before ? toRun(before, window.side) : []));
  const completed = formerLayer(window, 'completed', evidence.completed, told.filter(isCompleted), {
    isChanged: (run) => ids.has(run.run),
    placeOf: (run) => [run.endedAt!, run.run],
  });
  const started = formerLayer(window, 'started', evidence.started, told, {
    isChanged: (run) => ids.has(run.run),
    placeOf: (run) => [run.startedAt, run.run],
  });
  const declared = formerLayer(
    window,
    'declared',
    evidence.declared,
    declarations.flatMap(({ before }) => (before ? toDeclaration(before, window.side) : [])),
    { isChanged: (event) => instants.has(event.eventTime), placeOf: (event) => [event.eventTime, ''] },
  );
  return completed && started && declared && latestSegments(window, { completed, started, declared });
}

export function sameSegments(a: readonly Segment[], b: readonly Segment[]): boolean {
  const [left, right] = [joined(a), joined(b)];
  return (
    left.length === right.length &&
    left.every((segment, i) => {
      const other = right[i]!;
      return segment.from === other.from && segment.to === other.to && segment.hash === other.hash && segment.basis === other.basis;
    })
  );
}

type Place = readonly [at: number, run: string];

interface LayerRules<T> {
  readonly isChanged: (item: T) => boolean;
  readonly placeOf: (item: T) => Place;
}

function formerLayer<T>(
  { from, layers }: Window,
  layer: keyof Window['layers'],
  found: readonly T[],
  before: readonly T[],
  { isChanged, placeOf }: LayerRules<T>,
): T[] | null {
  const isEarlier = (item: T): boolean => placeOf(item)[0] < from;
  const newest = found.find(isEarlier);
  const unchanged = found.filter((item) => !isChanged(item));
  // It hid others that nobody read, unless it was there before.
  if (newest && isChanged(newest) && !before.some((item) => samePlace(placeOf(item), placeOf(newest)))) return null;
  const all = [...unchanged, ...before.filter((item) => placeOf(item)[0] < layers[layer])];
  const earlier = all.filter(isEarlier).toSorted((a, b) => comparePlaces(placeOf(b), placeOf(a)));
  return [...earlier.slice(0, 1), ...all.filter((item) => !isEarlier(item))];
}

function samePlace(a: Place, b: Place): boolean {
  return comparePlaces(a, b) === 0;
}

function comparePlaces(a: Place, b: Place): number {
  return a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0);
}

function toRun(run: RunShape, side: Side): RunEvidence[] {
  const { hash } = run[side];
  if (hash === null) return [];
  return [{ run: run.run, startedAt: run.startedAt, endedAt: run.end?.at ?? null, outcome: run.end?.outcome ?? null, hash }];
}

function isCompleted(run: RunEvidence): boolean {
  return run.outcome === 'COMPLETE';
}

function toDeclaration(declaration: Declaration, side: Side): DeclarationEvidence[] {
  const { hash } = declaration[side];
  return hash === null ? [] : [{ eventTime: declaration.eventTime, hash }];
}

/** Neighbours that say the same are one. */
function joined(segments: readonly Segment[]): Segment[] {
  const all: Segment[] = [];
  for (const segment of segments) {
    const last = all.at(-1);
    if (last && last.to === segment.from && last.hash === segment.hash && last.basis === segment.basis)
      all[all.length - 1] = { ...last, to: segment.to };
    else all.push(segment);
  }
  return all;
}
