import type { ProjectorTx } from '@hotpass/log';
import { declarationKey, runKey } from './batch-facts.ts';
import type { BatchFacts } from './batch-facts.ts';
import type { BatchSets } from './batch-sets.ts';
import { mergeDeclarations, sameDeclaration } from './declaration.ts';
import type { Declaration } from './declaration.ts';
import { isContinuous, laterProcessing } from './processing.ts';
import { mergeRunShapes, sameRunShape } from './run-shape.ts';
import type { RunShape } from './run-shape.ts';
import type { ShapeRepository } from './shape.repository.ts';
import { setTables, sides, sidesOfTables } from './side.ts';
import type { SetTable, Side } from './side.ts';
import type { Change } from './touched.ts';

/** What a batch changed in what is remembered of jobs and runs. */
export interface ShapeChanges {
  readonly runs: readonly Change<RunShape>[];
  readonly declarations: readonly Change<Declaration>[];
  /** Jobs of the batch without a natural end. */
  readonly continuous: ReadonlySet<string>;
  /** Jobs that gained or lost a natural end. */
  readonly turned: readonly string[];
}

type Sets = Pick<RunShape, Side>;

/** What a batch says of something, and what was stored of it. */
interface Told<T> {
  readonly told: T;
  readonly stored: T | undefined;
}

/** Merges a batch into the stored shapes and says what that changed. */
export class ShapeStore {
  readonly #shapes: ShapeRepository;

  constructor(shapes: ShapeRepository) {
    this.#shapes = shapes;
  }

  async merge(tx: ProjectorTx, facts: BatchFacts, sets: BatchSets): Promise<ShapeChanges> {
    const [runs, declarations] = await Promise.all([
      this.#readRuns(tx, [...facts.runs.values()]),
      this.#readDeclarations(tx, [...facts.declarations.values()]),
    ]);
    await Promise.all(setTables.map((table) => sets.read(tx, table, joinedSets(table, [...runs, ...declarations]))));
    const changedRuns = changesOf(runs, withMembers(sets, mergeRunShapes), sameRunShape);
    const changedDeclarations = changesOf(declarations, withMembers(sets, mergeDeclarations), sameDeclaration);
    const [processing] = await Promise.all([
      this.#mergeProcessing(tx, facts),
      changedRuns.length > 0 ? this.#shapes.writeRuns(tx, changedRuns.map(after)) : null,
      changedDeclarations.length > 0 ? this.#shapes.writeDeclarations(tx, changedDeclarations.map(after)) : null,
      ...setTables.map((table) => sets.write(tx, table, changedSets(table, [...changedRuns, ...changedDeclarations]))),
    ]);
    return { runs: changedRuns, declarations: changedDeclarations, ...processing };
  }

  async #readRuns(tx: ProjectorTx, runs: readonly RunShape[]): Promise<Told<RunShape>[]> {
    if (runs.length === 0) return [];
    const stored = new Map((await this.#shapes.readRuns(tx, runs)).map((run) => [runKey(run), run]));
    return runs.map((told) => ({ told, stored: stored.get(runKey(told)) }));
  }

  async #readDeclarations(tx: ProjectorTx, declarations: readonly Declaration[]): Promise<Told<Declaration>[]> {
    if (declarations.length === 0) return [];
    const stored = new Map((await this.#shapes.readDeclarations(tx, declarations)).map((d) => [declarationKey(d), d]));
    return declarations.map((told) => ({ told, stored: stored.get(declarationKey(told)) }));
  }

  async #mergeProcessing(tx: ProjectorTx, facts: BatchFacts): Promise<Pick<ShapeChanges, 'continuous' | 'turned'>> {
    const jobs = [...facts.positions.keys()];
    const stored = new Map((await this.#shapes.readProcessing(tx, jobs)).map((p) => [p.job, p]));
    const changes = changesOf(
      [...facts.processing.values()].map((told) => ({ told, stored: stored.get(told.job) })),
      laterProcessing,
      (a, b) => a.at === b.at && a.type === b.type,
    );
    if (changes.length > 0) await this.#shapes.writeProcessing(tx, changes.map(after));
    const current = new Map([...stored, ...changes.map((change) => [change.after.job, change.after] as const)]);
    return {
      continuous: new Set(jobs.filter((job) => isContinuous(current.get(job)))),
      turned: changes.filter((change) => isContinuous(change.before) !== isContinuous(change.after)).map((change) => change.after.job),
    };
  }
}

function after<T>(change: Change<T>): T {
  return change.after;
}

function changesOf<T>(told: readonly Told<T>[], merge: (a: T, b: T) => T, same: (a: T, b: T) => boolean): Change<T>[] {
  const merged = told.map(({ told: item, stored }) => ({ before: stored, after: stored === undefined ? item : merge(stored, item) }));
  return merged.filter((change) => change.before === undefined || !same(change.before, change.after));
}

/** Stored sets to which a batch may add something. */
function joinedSets(table: SetTable, of: readonly Told<Sets>[]): string[] {
  return of.flatMap(({ told, stored }) =>
    sidesOfTables[table].flatMap((side) => {
      const hash = stored?.[side].hash ?? null;
      return hash === null || told[side].hash === null || told[side].hash === hash ? [] : [hash];
    }),
  );
}

function changedSets(table: SetTable, changes: readonly Change<Sets>[]): Sets['inputs'][] {
  return changes.flatMap(({ before, after: sets }) =>
    sidesOfTables[table].flatMap((side) => (sets[side].hash === before?.[side].hash ? [] : [sets[side]])),
  );
}

/** Merging, with the members of stored sets that were read for it. */
function withMembers<T extends Sets>(sets: BatchSets, merge: (a: T, b: T) => T): (a: T, b: T) => T {
  return (a, b) => {
    const complete = Object.fromEntries(sides.map((side) => [side, sets.complete(side, a[side])]));
    return merge({ ...a, ...complete }, b);
  };
}
