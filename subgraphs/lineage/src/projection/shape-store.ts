import type { ProjectorTx } from '@hotpass/log';
import { declarationKey, runKey } from './batch-facts.ts';
import type { BatchFacts } from './batch-facts.ts';
import { mergeDeclarations, sameDeclaration } from './declaration.ts';
import type { Declaration } from './declaration.ts';
import type { IoSet } from './io-set.ts';
import { isContinuous, laterProcessing } from './processing.ts';
import { mergeRunShapes, sameRunShape } from './run-shape.ts';
import type { RunShape } from './run-shape.ts';
import type { ShapeRepository } from './shape.repository.ts';
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

/** Merges a batch into the stored shapes and says what that changed. */
export class ShapeStore {
  readonly #shapes: ShapeRepository;

  constructor(shapes: ShapeRepository) {
    this.#shapes = shapes;
  }

  async merge(tx: ProjectorTx, facts: BatchFacts): Promise<ShapeChanges> {
    const runs = await this.#mergeRuns(tx, facts);
    const declarations = await this.#mergeDeclarations(tx, facts);
    const processing = await this.#mergeProcessing(tx, facts);
    const sets = new Map<string, IoSet>();
    for (const { after } of [...runs, ...declarations]) {
      for (const set of [after.inputs, after.outputs]) if (set.hash !== null) sets.set(set.hash, set);
    }
    if (sets.size > 0) await this.#shapes.writeIoSets(tx, [...sets.values()]);
    return { runs, declarations, ...processing };
  }

  async #mergeRuns(tx: ProjectorTx, facts: BatchFacts): Promise<Change<RunShape>[]> {
    const told = [...facts.runs.values()];
    if (told.length === 0) return [];
    const stored = new Map((await this.#shapes.readRuns(tx, told)).map((run) => [runKey(run), run]));
    const changes = changesOf(told, (run) => stored.get(runKey(run)), mergeRunShapes, sameRunShape);
    if (changes.length > 0) {
      await this.#shapes.writeRuns(
        tx,
        changes.map((change) => change.after),
      );
    }
    return changes;
  }

  async #mergeDeclarations(tx: ProjectorTx, facts: BatchFacts): Promise<Change<Declaration>[]> {
    const told = [...facts.declarations.values()];
    if (told.length === 0) return [];
    const stored = new Map((await this.#shapes.readDeclarations(tx, told)).map((d) => [declarationKey(d), d]));
    const changes = changesOf(told, (d) => stored.get(declarationKey(d)), mergeDeclarations, sameDeclaration);
    if (changes.length > 0) {
      await this.#shapes.writeDeclarations(
        tx,
        changes.map((change) => change.after),
      );
    }
    return changes;
  }

  async #mergeProcessing(tx: ProjectorTx, facts: BatchFacts): Promise<Pick<ShapeChanges, 'continuous' | 'turned'>> {
    const jobs = [...facts.positions.keys()];
    const stored = new Map((await this.#shapes.readProcessing(tx, jobs)).map((p) => [p.job, p]));
    const changes = changesOf(
      [...facts.processing.values()],
      (p) => stored.get(p.job),
      laterProcessing,
      (a, b) => a.at === b.at && a.type === b.type,
    );
    if (changes.length > 0) {
      await this.#shapes.writeProcessing(
        tx,
        changes.map((change) => change.after),
      );
    }
    const current = new Map([...stored, ...changes.map(({ after }) => [after.job, after] as const)]);
    return {
      continuous: new Set(jobs.filter((job) => isContinuous(current.get(job)))),
      turned: changes.filter(({ before, after }) => isContinuous(before) !== isContinuous(after)).map(({ after }) => after.job),
    };
  }
}

function changesOf<T>(
  told: readonly T[],
  storedOf: (item: T) => T | undefined,
  merge: (a: T, b: T) => T,
  same: (a: T, b: T) => boolean,
): Change<T>[] {
  const changes: Change<T>[] = [];
  for (const item of told) {
    const before = storedOf(item);
    const after = before === undefined ? item : merge(before, item);
    if (before === undefined || !same(before, after)) changes.push({ before, after });
  }
  return changes;
}
