import type { ProjectorTx } from '@hotpass/log';
import type { NodeRepository } from '../node/node.repository.ts';
import type { BatchFacts } from './batch-facts.ts';
import { edgeChanges } from './edge-changes.ts';
import type { EdgeOfSide, EdgeRepository } from './edge.repository.ts';
import type { EvidenceRepository } from './evidence.repository.ts';
import { followKeys } from './follow-keys.ts';
import { latestSegments } from './latest.ts';
import type { Segment } from './latest.ts';
import type { ShapeRepository } from './shape.repository.ts';
import { ShapeStore } from './shape-store.ts';
import type { ShapeChanges } from './shape-store.ts';
import { sides } from './side.ts';
import type { Side } from './side.ts';
import { touchedByDeclaration, touchedByProcessing, touchedByRun } from './touched.ts';
import type { TouchedPoint } from './touched.ts';
import { windowsOf } from './windows.ts';
import type { SurveyedPoint, Window } from './windows.ts';

interface Repositories {
  readonly nodes: NodeRepository;
  readonly shapes: ShapeRepository;
  readonly evidence: EvidenceRepository;
  readonly edges: EdgeRepository;
}

/**
 * Brings the graph up to date with a batch, in at most sixteen statements whatever its size
 * (a write of more than 20,000 rows is several).
 *
 * The edges held to be true (`known_to` infinite) are a pure function of the set of events projected so far:
 * per (job, side, dataset, basis) the maximal intervals of valid time in which LATEST (see `latestSegments`)
 * gives that dataset. Only the windows in which a batch can have changed LATEST are decided anew.
 * What is no longer true is closed at the position of the entry that taught us so, and what is true is added
 * from there; a run that confirms what stands writes no edge.
 */
export class LineageProjection {
  readonly #repositories: Repositories;
  readonly #store: ShapeStore;

  constructor(repositories: Repositories) {
    this.#repositories = repositories;
    this.#store = new ShapeStore(repositories.shapes);
  }

  async apply(tx: ProjectorTx, facts: BatchFacts): Promise<void> {
    if (facts.nodes.size === 0) return;
    await followKeys(tx);
    await this.#repositories.nodes.mention(tx, [...facts.nodes.values()]);
    if (facts.positions.size === 0) return;
    const changes = await this.#store.merge(tx, facts);
    const points = touchedPoints(changes);
    if (points.length === 0) return;
    const windows = windowsOf(await this.#survey(tx, points, changes));
    if (windows.length > 0) await this.#decide(tx, windows, facts.positions);
  }

  async #survey(tx: ProjectorTx, points: readonly TouchedPoint[], changes: ShapeChanges): Promise<SurveyedPoint[]> {
    const placed = points.map((point) => ({ ...point, continuous: changes.continuous.has(point.job) }));
    const surroundings = await this.#repositories.evidence.survey(tx, placed);
    const formerly = formerlyCompleted(changes);
    return placed.map((point, i) => ({ ...point, ...surroundings[i]!, formerlyCompleted: formerly.get(sideKey(point)) ?? Infinity }));
  }

  async #decide(tx: ProjectorTx, windows: readonly Window[], positions: ReadonlyMap<string, number>): Promise<void> {
    const { evidence, shapes, edges } = this.#repositories;
    const found = await evidence.read(tx, windows);
    const segments = new Map(windows.map((window) => [window, latestSegments(window, found.get(window)!)]));
    const members = await shapes.readIoSets(tx, hashesOf(segments.values()));
    const stored = Map.groupBy(await edges.readAround(tx, windows), sideKey);
    const closed: { id: string; knownTo: number }[] = [];
    const opened: (EdgeOfSide & { knownFrom: number })[] = [];
    for (const [key, ofSide] of Map.groupBy(windows, sideKey)) {
      const { job, side } = ofSide[0]!;
      const decided = ofSide.flatMap((window) => segments.get(window)!);
      const changes = edgeChanges(stored.get(key) ?? [], ofSide, decided, (hash) => members.get(hash)!);
      // A quarantined entry is replayed with a position lower than what it corrects was learned at.
      const known = changes.closed.reduce((newest, edge) => Math.max(newest, edge.knownFrom), positions.get(job)!);
      for (const { id } of changes.closed) closed.push({ id, knownTo: known });
      for (const edge of changes.opened) opened.push({ ...edge, job, side, knownFrom: known });
    }
    if (closed.length > 0) await edges.close(tx, closed);
    if (opened.length > 0) await edges.open(tx, opened);
  }
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

function sideKey(of: { readonly job: string; readonly side: Side }): string {
  return `${of.job} ${of.side}`;
}

function hashesOf(segments: Iterable<readonly Segment[]>): string[] {
  return [...new Set([...segments].flatMap((list) => list.map((segment) => segment.hash)))];
}
