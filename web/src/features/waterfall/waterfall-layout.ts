import type { RunState } from '../../generated/graphql/graphql.ts';
import type { WaterfallMode } from '../../address/run-address.ts';
import { foldIdle, placeOf, type Fold, type TimeScale } from './time-scale.ts';

/** A run below the one on the page. */
export interface WaterfallStep {
  readonly id: string;
  readonly parentId: string;
  readonly depth: number;
  readonly offsetMs: number;
  /** Null while it runs, or when nobody told. */
  readonly durationMs: number | null;
  readonly state: RunState;
  /** Ids of steps under the same parent that it comes after. */
  readonly follows: readonly string[];
}

/** A step in its row, in shares of the width from 0 to 1. */
export interface WaterfallRow<Step extends WaterfallStep = WaterfallStep> {
  readonly step: Step;
  /** How far its name is moved in. */
  readonly indent: number;
  readonly start: number;
  readonly width: number;
  /** Whether the end of the run waited for it: each such step ended last of those the next one follows. */
  readonly critical: boolean;
}

/** From the end of one step to the start of another, by row. */
interface WaterfallLink {
  readonly fromRow: number;
  readonly toRow: number;
  readonly critical: boolean;
}

export interface WaterfallLayout<Step extends WaterfallStep = WaterfallStep> {
  readonly rows: readonly WaterfallRow<Step>[];
  /** Which step comes after which, in the mode that shows it. */
  readonly links: readonly WaterfallLink[];
  readonly scale: TimeScale;
  readonly folds: readonly Fold[];
}

/** What the whole run took, and where now is on its clock. */
export interface WaterfallTime {
  readonly durationMs: number | null;
  /** Milliseconds since the run began, to which running steps grow. */
  readonly nowMs: number;
}

/** Rows, bars and folded gaps of a waterfall; every step is shown once in each mode. */
export function layoutWaterfall<Step extends WaterfallStep>(
  steps: readonly Step[],
  time: WaterfallTime,
  mode: WaterfallMode,
): WaterfallLayout<Step> {
  const ends = new Map(steps.map((step) => [step.id, endOf(step, time.nowMs)]));
  const scale = foldIdle(busyTimes(steps, ends), spanOf(steps, ends, time));
  const critical = mode === 'dependency' ? criticalSteps(steps, ends) : new Set<string>();
  const rows = ordered(steps, mode).map(({ step, indent }): WaterfallRow<Step> => {
    const start = placeOf(scale, step.offsetMs);
    const end = placeOf(scale, ends.get(step.id) ?? step.offsetMs);
    return { step, indent, start, width: Math.max(0, end - start), critical: critical.has(step.id) };
  });
  return { rows, links: mode === 'dependency' ? linksOf(rows) : [], scale, folds: scale.folds };
}

/** When a step ended by the clock of the run: one that is not known to have ended has its start only. */
function endOf(step: WaterfallStep, nowMs: number): number {
  if (step.durationMs !== null) return step.offsetMs + Math.max(0, step.durationMs);
  return step.state === 'RUNNING' ? Math.max(step.offsetMs, nowMs) : step.offsetMs;
}

function spanOf(steps: readonly WaterfallStep[], ends: ReadonlyMap<string, number>, { durationMs, nowMs }: WaterfallTime): Span {
  let fromMs = 0;
  let toMs = durationMs ?? 0;
  for (const step of steps) {
    fromMs = Math.min(fromMs, step.offsetMs);
    toMs = Math.max(toMs, ends.get(step.id) ?? 0);
  }
  if (durationMs === null && steps.some(({ state }) => state === 'RUNNING')) toMs = Math.max(toMs, nowMs);
  return { fromMs, toMs };
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A step that others stand under waits for them: what is busy are the steps at the bottom. */
function busyTimes(steps: readonly WaterfallStep[], ends: ReadonlyMap<string, number>): readonly Span[] {
  const parents = new Set(steps.map(({ parentId }) => parentId));
  return steps.filter(({ id }) => !parents.has(id)).map(({ id, offsetMs }) => ({ fromMs: offsetMs, toMs: ends.get(id) ?? offsetMs }));
}

interface Placed<Step> {
  readonly step: Step;
  readonly indent: number;
}

function ordered<Step extends WaterfallStep>(steps: readonly Step[], mode: WaterfallMode): readonly Placed<Step>[] {
  if (mode === 'time') return steps.map((step) => ({ step, indent: Math.max(0, step.depth - 1) }));
  if (mode === 'flat') return steps.toSorted(byStart).map((step) => ({ step, indent: 0 }));
  return byDependency(steps);
}

function byStart(one: WaterfallStep, other: WaterfallStep): number {
  return one.offsetMs - other.offsetMs || (one.id < other.id ? -1 : 1);
}

/** Under each parent a step comes after all it follows, as far as they do not follow each other in a circle. */
function byDependency<Step extends WaterfallStep>(steps: readonly Step[]): readonly Placed<Step>[] {
  const ids = new Set(steps.map(({ id }) => id));
  // A parent that is not here (or a circle of parents) would hide what stands under it.
  const childrenOf = Map.groupBy(steps, ({ parentId }) => (ids.has(parentId) ? parentId : ''));
  const placed: Placed<Step>[] = [];
  const seen = new Set<string>();
  const place = (siblings: readonly Step[], indent: number): void => {
    for (const step of inOrderOfDependency(siblings)) {
      if (seen.has(step.id)) continue;
      seen.add(step.id);
      placed.push({ step, indent });
      place(childrenOf.get(step.id) ?? [], indent + 1);
    }
  };
  place(childrenOf.get('') ?? [], 0);
  place(
    steps.filter(({ id }) => !seen.has(id)),
    0,
  );
  return placed;
}

function inOrderOfDependency<Step extends WaterfallStep>(siblings: readonly Step[]): readonly Step[] {
  const waiting = new Map(siblings.toSorted(byStart).map((step) => [step.id, step]));
  const result: Step[] = [];
  while (waiting.size > 0) {
    const all = [...waiting.values()];
    // In a circle the one that started first goes on.
    const next = all.find(({ id, follows }) => follows.every((before) => before === id || !waiting.has(before))) ?? all[0];
    if (!next) break;
    waiting.delete(next.id);
    result.push(next);
  }
  return result;
}

/** From the step that ended last back over those it waited for, on the level right below the run and each level under it. */
function criticalSteps(steps: readonly WaterfallStep[], ends: ReadonlyMap<string, number>): ReadonlySet<string> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const childrenOf = Map.groupBy(steps, ({ parentId }) => (byId.has(parentId) ? parentId : ''));
  const critical = new Set<string>();
  const lastOf = (some: readonly WaterfallStep[]): WaterfallStep | undefined =>
    some.toSorted((one, other) => (ends.get(other.id) ?? 0) - (ends.get(one.id) ?? 0) || byStart(one, other))[0];
  const open = [lastOf(childrenOf.get('') ?? [])];
  for (let step = open.pop(); step !== undefined || open.length > 0; step = open.pop()) {
    if (!step || critical.has(step.id)) continue;
    critical.add(step.id);
    open.push(lastOf(step.follows.flatMap((id) => byId.get(id) ?? [])), lastOf(childrenOf.get(step.id) ?? []));
  }
  return critical;
}

function linksOf(rows: readonly WaterfallRow[]): readonly WaterfallLink[] {
  const rowOf = new Map(rows.map(({ step }, row) => [step.id, row]));
  return rows.flatMap(({ step, critical }, toRow) =>
    step.follows.flatMap((id) => {
      const fromRow = rowOf.get(id);
      return fromRow === undefined || fromRow === toRow ? [] : { fromRow, toRow, critical: critical && (rows[fromRow]?.critical ?? false) };
    }),
  );
}
