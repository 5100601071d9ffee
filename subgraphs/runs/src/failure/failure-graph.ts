/** Why a run is taken for a cause of another's failure. */
export type FailureReason = 'FAILED_INPUT' | 'ABORTED_INPUT' | 'LATE_INPUT' | 'FAILED_STEP';

/** A run that failed, was stopped or is late, and when. */
export interface FailureNode {
  readonly id: string;
  readonly at: Date;
}

/** One run that explains another. */
export interface FailureCause {
  readonly runId: string;
  readonly causeId: string;
  readonly reason: FailureReason;
  /** What it should have written; null of a step. */
  readonly datasetId: string | null;
}

/** A cause, and how many of them lie between it and the first. */
interface Consequence extends FailureCause {
  readonly distance: number;
}

/** A failure that no other explains, with all that it explains. */
export interface FoldedFailure {
  readonly node: FailureNode;
  readonly consequences: readonly Consequence[];
}

/**
 * Folds every run under one that nothing explains: of several the earliest. Runs that explain each other in a circle
 * are folded under the earliest of them. Each run is in the answer once.
 */
export function foldFailures(nodes: readonly FailureNode[], causes: readonly FailureCause[]): FoldedFailure[] {
  const graph = new FailureGraph(nodes, causes);
  const explained = new Set(causes.map(({ runId }) => runId));
  const folded = nodes
    .filter(({ id }) => !explained.has(id))
    .toSorted(byTime)
    .map((node) => graph.fold(node));
  for (let node = graph.firstOfCircle(); node; node = graph.firstOfCircle()) folded.push(graph.fold(node));
  return folded.toSorted((a, b) => byTime(a.node, b.node));
}

export function byTime(a: FailureNode, b: FailureNode): number {
  return a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : Number(a.id > b.id));
}

class FailureGraph {
  /** Not yet folded, earliest first. */
  readonly #left: Map<string, FailureNode>;
  readonly #consequencesOf: ReadonlyMap<string, readonly FailureCause[]>;
  readonly #causesOf: ReadonlyMap<string, readonly FailureCause[]>;

  constructor(nodes: readonly FailureNode[], causes: readonly FailureCause[]) {
    this.#left = new Map(nodes.toSorted(byTime).map((node) => [node.id, node]));
    const place = new Map([...this.#left.keys()].map((id, index) => [id, index]));
    const sorted = causes.toSorted(
      (a, b) =>
        place.get(a.runId)! - place.get(b.runId)! || place.get(a.causeId)! - place.get(b.causeId)! || compare(a.datasetId, b.datasetId),
    );
    this.#consequencesOf = Map.groupBy(sorted, ({ causeId }) => causeId);
    this.#causesOf = Map.groupBy(sorted, ({ runId }) => runId);
  }

  /** Takes a run and, nearest first, all that it explains and nobody has taken. */
  fold(node: FailureNode): FoldedFailure {
    this.#left.delete(node.id);
    const consequences: Consequence[] = [];
    const pending = [{ id: node.id, distance: 0 }];
    for (const { id, distance } of pending) {
      for (const cause of this.#consequencesOf.get(id) ?? []) {
        if (!this.#left.delete(cause.runId)) continue;
        consequences.push({ ...cause, distance: distance + 1 });
        pending.push({ id: cause.runId, distance: distance + 1 });
      }
    }
    return { node, consequences };
  }

  /** What is left explains one another: going from cause to cause ends in a circle. */
  firstOfCircle(): FailureNode | null {
    const [start] = this.#left.values();
    if (!start) return null;
    const way: FailureNode[] = [];
    const seen = new Map<string, number>();
    let node = start;
    while (!seen.has(node.id)) {
      seen.set(node.id, way.length);
      way.push(node);
      node = this.#left.get(this.#causesOf.get(node.id)![0]!.causeId)!;
    }
    return way.slice(seen.get(node.id)).toSorted(byTime)[0]!;
  }
}

function compare(a: string | null, b: string | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  return left < right ? -1 : Number(left > right);
}
