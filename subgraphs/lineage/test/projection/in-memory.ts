import { decodeDependency } from '../../src/projection/column-dependency.ts';
import { LineageProjection } from '../../src/projection/lineage-projection.ts';
import type { MentionedNode } from '../../src/projection/batch-facts.ts';
import { declarationKey, readBatch, runKey } from '../../src/projection/batch-facts.ts';
import type { Declaration } from '../../src/projection/declaration.ts';
import type { EdgeOfSide, EdgeTable, StoredEdgeOfSide } from '../../src/projection/edge.repository.ts';
import type { Interval } from '../../src/projection/interval.ts';
import type { Evidence, RunEvidence } from '../../src/projection/latest.ts';
import type { Processing } from '../../src/projection/processing.ts';
import type { RunShape } from '../../src/projection/run-shape.ts';
import type { SeenEdge } from '../../src/projection/seen-edges.ts';
import type { Side } from '../../src/projection/side.ts';
import type { Surroundings, Window } from '../../src/projection/windows.ts';
import type { TouchedPoint } from '../../src/projection/touched.ts';
import { entryOf } from './events.ts';
import { InMemoryAliases } from './in-memory-aliases.ts';
import type { Stream } from './arbitraries.ts';

/** The projection over arrays in place of tables, so that thousands of logs can be tried in seconds. */
export class InMemoryProjection {
  readonly #names = new Map<string, string>();
  readonly #runs = new Map<string, RunShape>();
  readonly #declarations = new Map<string, Declaration>();
  readonly #processing = new Map<string, Processing>();
  readonly #sets = new Map<string, readonly string[]>();
  readonly #seen = new Map<string, SeenEdge>();
  readonly #edges = new InMemoryEdges();
  readonly #columnEdges = new InMemoryEdges();
  readonly #aliases = new InMemoryAliases((dataset) => this.#names.get(dataset) ?? '');
  readonly #projection = new LineageProjection({
    nodes: { mention: async (_tx, nodes) => this.#mention(nodes), byIds: async () => [], pages: async () => [] },
    shapes: {
      readRuns: async (_tx, runs) => runs.flatMap((run) => withoutMembers(this.#runs.get(runKey(run)))),
      writeRuns: async (_tx, runs) => runs.forEach((run) => this.#runs.set(runKey(run), run)),
      readDeclarations: async (_tx, told) => told.flatMap((one) => withoutMembers(this.#declarations.get(declarationKey(one)))),
      writeDeclarations: async (_tx, told) => told.forEach((one) => this.#declarations.set(declarationKey(one), one)),
      readProcessing: async (_tx, jobs) => jobs.flatMap((job) => this.#processing.get(job) ?? []),
      writeProcessing: async (_tx, told) => told.forEach((one) => this.#processing.set(one.job, one)),
    },
    sets: {
      absent: async (_tx, _table, hashes) => hashes.filter((hash) => !this.#sets.has(hash)),
      write: async (_tx, _table, sets) => sets.forEach((set) => this.#sets.set(set.hash ?? '', set.members)),
      read: async (_tx, _table, hashes) => new Map(hashes.map((hash) => [hash, this.#sets.get(hash) ?? []])),
    },
    evidence: {
      survey: async (_tx, points) => points.map((point) => this.#survey(point)),
      read: async (_tx, windows) => new Map(windows.map((window) => [window, this.#evidence(window)])),
    },
    edges: { io_set: this.#edges, column_set: this.#columnEdges },
    seen: { widen: async (_tx, seen) => seen.forEach((edge) => this.#see(edge)) },
    aliases: this.#aliases,
  });

  async project({ events, boundaries }: Stream): Promise<void> {
    let from = 0;
    for (const to of boundaries) {
      const facts = readBatch(events.slice(from, to).map((event, i) => entryOf(event, from + i + 1)));
      await this.#projection.apply({ writes: true, query: async () => [] }, facts);
      from = to;
    }
  }

  /** The edges known at a position (none: known for ever), in the oracle's words. */
  edges(knownAt?: number): string[] {
    const lines = this.#edges.known(knownAt).map((edge) => `${this.#ends(edge, edge.member)} ${edge.basis} ${times(edge)}`);
    return lines.toSorted();
  }

  columnEdges(knownAt?: number): string[] {
    const lines = this.#columnEdges.known(knownAt).map((edge) => {
      const { source, sourceColumn, target, targetColumn, type, subtype, masking, rule } = decodeDependency(edge.member);
      const ends = `${this.#names.get(source)}.${sourceColumn ?? '*'} -> ${this.#names.get(target)}.${targetColumn ?? '*'}`;
      const teller = edge.job.startsWith('job_') ? this.#names.get(edge.job) : 'no job';
      return `${teller}: ${ends} ${type} ${subtype ?? '-'} ${masking ? 'masking' : '-'} ${rule} ${edge.basis} ${times(edge)}`;
    });
    return lines.toSorted();
  }

  aliases(knownAt?: number): string[] {
    const lines = this.#aliases
      .known(knownAt)
      .map((alias) => `${this.#names.get(alias.member)} => ${this.#names.get(alias.representative)} ${times(alias)}`);
    return lines.toSorted();
  }

  seen(): string[] {
    const lines = [...this.#seen.values()].map(
      (edge) => `${this.#ends(edge, edge.dataset)} ${times({ from: edge.firstSeen, to: edge.lastSeen })}`,
    );
    return lines.toSorted();
  }

  #ends(of: { readonly job: string; readonly side: Side }, member: string): string {
    const [dataset, job] = [this.#names.get(member), this.#names.get(of.job)];
    return of.side === 'inputs' ? `${dataset} -> ${job}` : `${job} -> ${dataset}`;
  }

  #see(edge: SeenEdge): void {
    const key = `${edge.job} ${edge.side} ${edge.dataset}`;
    const { firstSeen, lastSeen } = this.#seen.get(key) ?? edge;
    this.#seen.set(key, { ...edge, firstSeen: Math.min(firstSeen, edge.firstSeen), lastSeen: Math.max(lastSeen, edge.lastSeen) });
  }

  #mention(nodes: readonly MentionedNode[]): void {
    for (const { id, namespace, name } of nodes) this.#names.set(id, `${namespace}/${name}`);
  }

  #speaking(job: string, side: Side): { completed: number[]; started: number[]; declared: number[]; runs: RunShape[] } {
    const runs = [...this.#runs.values()].filter((run) => run.job === job && run[side].hash !== null);
    return {
      runs,
      completed: runs.flatMap((run) => (run.end?.outcome === 'COMPLETE' ? [run.end.at] : [])),
      started: runs.map((run) => run.startedAt),
      declared: [...this.#declarations.values()].filter((one) => one.job === job && one[side].hash !== null).map((one) => one.eventTime),
    };
  }

  #survey({ job, side, at }: TouchedPoint): Surroundings {
    const { completed, started, declared } = this.#speaking(job, side);
    const next = (times: number[]): number => Math.min(...times.filter((time) => time > at));
    return {
      firstCompleted: Math.min(...completed),
      firstStarted: Math.min(...started),
      nextCompleted: next(completed),
      nextStarted: next(started),
      nextDeclared: next(declared),
    };
  }

  #evidence({ job, side, from, layers }: Window): Evidence {
    const toEvidence = ({ run, startedAt, end, [side]: set }: RunShape): RunEvidence => ({
      run,
      startedAt,
      endedAt: end?.at ?? null,
      outcome: end?.outcome ?? null,
      hash: set.hash ?? '',
    });
    const runs = this.#speaking(job, side).runs.map(toEvidence);
    const declared = [...this.#declarations.values()]
      .filter((one) => one.job === job && one[side].hash !== null)
      .map((one) => ({ run: '', eventTime: one.eventTime, hash: one[side].hash ?? '' }));
    return {
      completed: around(
        runs.filter((run) => run.outcome === 'COMPLETE'),
        (run) => run.endedAt ?? 0,
        from,
        layers.completed,
      ),
      started: around(runs, (run) => run.startedAt, from, layers.started),
      declared: around(declared, (one) => one.eventTime, from, layers.declared).map(({ eventTime, hash }) => ({ eventTime, hash })),
    };
  }
}

/** As stored: the hashes of sets alone. */
function withoutMembers<T extends RunShape | Declaration>(shape: T | undefined): T[] {
  if (!shape) return [];
  const { inputs, outputs, columns } = shape;
  return [{ ...shape, inputs: { hash: inputs.hash }, outputs: { hash: outputs.hash }, columns: { hash: columns.hash } }];
}

class InMemoryEdges implements EdgeTable {
  #edges: (StoredEdgeOfSide & { knownTo: number })[] = [];

  async readAround(_tx: unknown, windows: readonly Window[]): Promise<StoredEdgeOfSide[]> {
    return this.#edges.filter((edge) => edge.knownTo === Infinity && windows.some((window) => touches(edge, window)));
  }

  async close(_tx: unknown, closed: readonly { readonly id: string; readonly knownTo: number }[]): Promise<void> {
    const at = new Map(closed.map(({ id, knownTo }) => [id, knownTo]));
    this.#edges = this.#edges.map((edge) => ({ ...edge, knownTo: at.get(edge.id) ?? edge.knownTo }));
  }

  async open(_tx: unknown, opened: readonly (EdgeOfSide & { readonly knownFrom: number })[]): Promise<void> {
    for (const edge of opened) this.#edges.push({ ...edge, id: String(this.#edges.length + 1), knownTo: Infinity });
  }

  known(at?: number): StoredEdgeOfSide[] {
    return this.#edges.filter((edge) => (at === undefined ? edge.knownTo === Infinity : edge.knownFrom <= at && at < edge.knownTo));
  }
}

function times({ from, to }: Interval): string {
  return `${new Date(from).toISOString()} .. ${to === Infinity ? 'infinity' : new Date(to).toISOString()}`;
}

function touches(edge: EdgeOfSide, window: Window): boolean {
  return edge.job === window.job && edge.side === window.side && edge.to >= window.from && edge.from <= window.to;
}

/** Everything within [from, to), and the newest before it; nothing when the layer does not reach into the window. */
function around<T extends { readonly run: string }>(items: readonly T[], timeOf: (item: T) => number, from: number, to: number): T[] {
  if (to <= from) return [];
  const newest = items.filter((item) => timeOf(item) < from).toSorted((a, b) => timeOf(b) - timeOf(a) || (b.run > a.run ? 1 : -1));
  return [...newest.slice(0, 1), ...items.filter((item) => timeOf(item) >= from && timeOf(item) < to)];
}
