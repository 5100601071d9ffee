import type { ProjectorTx } from '@hotpass/log';
import type { BatchSets } from './batch-sets.ts';
import { strongestDependencies } from './column-dependency.ts';
import { edgeChanges } from './edge-changes.ts';
import type { EdgeOfSide, EdgeTable, StoredEdgeOfSide } from './edge.repository.ts';
import type { EvidenceRepository } from './evidence.repository.ts';
import { formerSegments, sameSegments } from './former-segments.ts';
import type { JobChanges } from './former-segments.ts';
import { latestSegments } from './latest.ts';
import type { Evidence, Segment } from './latest.ts';
import type { ShapeChanges } from './shape-store.ts';
import { setTableOf, setTables, sides } from './side.ts';
import type { SetTable, Side } from './side.ts';
import { touchedByDeclaration, touchedByProcessing, touchedByRun } from './touched.ts';
import type { TouchedPoint } from './touched.ts';
import { windowsOf } from './windows.ts';
import type { SurveyedPoint, Window } from './windows.ts';

/** Edges between jobs and datasets, and those between columns. */
export type EdgeTables = Readonly<Record<SetTable, EdgeTable>>;

interface Decided {
  readonly window: Window;
  readonly segments: readonly Segment[];
}

/**
 * Makes the bitemporal edges say what the shapes say.
 *
 * The edges held to be true (`known_to` infinite) are a pure function of the set of events projected so far:
 * per (job, side, member, basis) the maximal intervals of valid time in which LATEST (see `latestSegments`)
 * gives that member. Only the windows in which a batch can have changed LATEST are decided anew.
 * What is no longer true is closed at the position of the entry that taught us so, and what is true is added
 * from there; a run that confirms what stands writes no edge.
 */
export class EdgeProjection {
  readonly #evidence: EvidenceRepository;
  readonly #tables: EdgeTables;

  constructor(evidence: EvidenceRepository, tables: EdgeTables) {
    this.#evidence = evidence;
    this.#tables = tables;
  }

  async apply(tx: ProjectorTx, changes: ShapeChanges, sets: BatchSets, positions: ReadonlyMap<string, number>): Promise<void> {
    const points = touchedPoints(changes);
    if (points.length === 0) return;
    const windows = windowsOf(await this.#survey(tx, points, changes));
    if (windows.length === 0) return;
    const evidence = await this.#evidence.read(tx, windows);
    const changesOf = changesByJob(changes);
    const decided = windows
      .map((window) => ({ window, segments: latestSegments(window, evidence.get(window)!) }))
      .filter(({ window, segments }) => !stands(window, segments, evidence.get(window)!, changesOf(window.job)));
    for (const table of setTables) {
      const ofTable = decided.filter(({ window }) => setTableOf(window.side) === table);
      if (ofTable.length > 0) await this.#write(tx, table, ofTable, sets, positions);
    }
  }

  async #survey(tx: ProjectorTx, points: readonly TouchedPoint[], changes: ShapeChanges): Promise<SurveyedPoint[]> {
    const placed = points.map((point) => ({ ...point, continuous: changes.continuous.has(point.job) }));
    const surroundings = await this.#evidence.survey(tx, placed);
    const formerly = formerlyCompleted(changes);
    return placed.map((point, i) => ({ ...point, ...surroundings[i]!, formerlyCompleted: formerly.get(sideKey(point)) ?? Infinity }));
  }

  async #write(
    tx: ProjectorTx,
    table: SetTable,
    decided: readonly Decided[],
    sets: BatchSets,
    positions: ReadonlyMap<string, number>,
  ): Promise<void> {
    const edges = this.#tables[table];
    await sets.read(
      tx,
      table,
      decided.flatMap(({ segments }) => segments.map((segment) => segment.hash)),
    );
    const stored = Map.groupBy(
      await edges.readAround(
        tx,
        decided.map(({ window }) => window),
      ),
      sideKey,
    );
    const closed: { id: string; knownTo: number }[] = [];
    const opened: (EdgeOfSide & { knownFrom: number })[] = [];
    for (const [key, ofSide] of Map.groupBy(decided, ({ window }) => sideKey(window))) {
      const { job, side } = ofSide[0]!.window;
      const changes = changesOfSide(stored.get(key) ?? [], ofSide, (hash) => membersOf(sets, side, hash));
      // A quarantined entry is replayed with a position lower than what it corrects was learned at.
      const known = changes.closed.reduce((newest, edge) => Math.max(newest, edge.knownFrom), positions.get(job)!);
      for (const { id } of changes.closed) closed.push({ id, knownTo: known });
      for (const edge of changes.opened) opened.push({ ...edge, job, side, knownFrom: known });
    }
    if (closed.length > 0) await edges.close(tx, closed);
    if (opened.length > 0) await edges.open(tx, opened);
  }
}

/** Whether LATEST over the window surely is what it was before the batch. */
function stands(window: Window, segments: readonly Segment[], evidence: Evidence, changes: JobChanges | undefined): boolean {
  const former = changes && formerSegments(window, evidence, changes);
  return former ? sameSegments(former, segments) : false;
}

function changesOfSide(
  stored: readonly StoredEdgeOfSide[],
  decided: readonly Decided[],
  members: (hash: string) => readonly string[],
): ReturnType<typeof edgeChanges> {
  const windows = decided.map(({ window }) => window);
  return edgeChanges(
    stored,
    windows,
    decided.flatMap(({ segments }) => segments),
    members,
  );
}

function membersOf(sets: BatchSets, side: Side, hash: string): readonly string[] {
  const members = sets.membersOf(side, hash);
  return side === 'columns' ? strongestDependencies(members) : members;
}

function touchedPoints(changes: ShapeChanges): TouchedPoint[] {
  return sides.flatMap((side) => [
    ...changes.runs.flatMap((change) => touchedByRun(change, side)),
    ...changes.declarations.flatMap((change) => touchedByDeclaration(change, side)),
    ...changes.turned.map((job) => touchedByProcessing(job, side)),
  ]);
}

/** Per side of a job, the earliest end of a changed run that was stored as completed. */
function formerlyCompleted(changes: ShapeChanges): Map<string, number> {
  const earliest = new Map<string, number>();
  for (const { before } of changes.runs) {
    if (before?.end?.outcome !== 'COMPLETE') continue;
    for (const side of sides) {
      if (before[side].hash === null) continue;
      const key = sideKey({ job: before.job, side });
      earliest.set(key, Math.min(earliest.get(key) ?? Infinity, before.end.at));
    }
  }
  return earliest;
}

/** What changed of a job; undefined where it turned out to have a natural end or none, for then all may have changed. */
function changesByJob({ runs, declarations, turned }: ShapeChanges): (job: string) => JobChanges | undefined {
  const runsOf = Map.groupBy(runs, ({ after }) => after.job);
  const declarationsOf = Map.groupBy(declarations, ({ after }) => after.job);
  const all = new Set(turned);
  return (job) => (all.has(job) ? undefined : { runs: runsOf.get(job) ?? [], declarations: declarationsOf.get(job) ?? [] });
}

function sideKey(of: { readonly job: string; readonly side: Side }): string {
  return `${of.job} ${of.side}`;
}
