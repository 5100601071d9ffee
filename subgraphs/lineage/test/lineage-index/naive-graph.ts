import { fanOutLimit } from '../../src/lineage-index/lineage-index.ts';
import type { ColumnDependency, SliceEdge } from '../../src/lineage-index/lineage-index.ts';
import type { Basis } from '../../src/projection/latest.ts';
import { compare, strongest, withStrongest } from './naive-columns.ts';

export interface WorldNode {
  readonly id: string;
  readonly kind: 'dataset' | 'job';
  readonly namespace: string;
  readonly name: string;
  readonly tags: readonly string[];
}

export interface WorldEdge {
  readonly src: string;
  readonly dst: string;
  readonly basis: Basis;
}

/** A graph at one instant, by one view, as plain lists. */
export interface World {
  readonly nodes: readonly WorldNode[];
  readonly edges: readonly WorldEdge[];
  /** Member → representative. */
  readonly aliases: ReadonlyMap<string, string>;
  /** As told, by the names they were told of. */
  readonly columnEdges: readonly ColumnDependency[];
}

/** A world by its vertices: names of one dataset are one, each pair has its strongest edge, jobs stand in for columns nobody told of. */
export class NaiveGraph {
  readonly nodes: ReadonlyMap<string, WorldNode>;
  readonly #aliases: ReadonlyMap<string, string>;
  readonly edges = new Map<string, SliceEdge>();
  readonly columnEdges: readonly ColumnDependency[];

  constructor({ nodes, edges, aliases, columnEdges }: World) {
    this.nodes = new Map(nodes.map((node) => [node.id, node]));
    this.#aliases = aliases;
    for (const { src, dst, basis } of edges) {
      const edge = { sourceId: this.vertex(src), targetId: this.vertex(dst), basis };
      const key = `${edge.sourceId} ${edge.targetId}`;
      const other = this.edges.get(key);
      if (!other || strongest.indexOf(basis) < strongest.indexOf(other.basis)) this.edges.set(key, edge);
    }
    const told = columnEdges.map((edge) => ({ ...edge, sourceId: this.vertex(edge.sourceId), targetId: this.vertex(edge.targetId) }));
    this.columnEdges = withStrongest([...told, ...this.#ofJobsOnly(told)]);
  }

  vertex(id: string): string {
    return this.#aliases.get(id) ?? id;
  }

  neighbours(id: string, way: 'up' | 'down'): string[] {
    const edges = [...this.edges.values()];
    return way === 'up'
      ? edges.filter((edge) => edge.targetId === id).map((edge) => edge.sourceId)
      : edges.filter((edge) => edge.sourceId === id).map((edge) => edge.targetId);
  }

  reach(root: string, way: 'up' | 'down', depth: number, fanOut = fanOutLimit): { hops: Map<string, number>; unfollowed: string[] } {
    const hops = new Map([[root, 0]]);
    const unfollowed: string[] = [];
    let frontier = [root];
    for (let hop = 1; hop <= depth && frontier.length > 0; hop += 1) {
      const fars = frontier.map((id) => this.neighbours(id, way).toSorted((a, b) => this.byName(a, b)));
      unfollowed.push(...fars.flatMap((neighbours) => neighbours.slice(fanOut)));
      frontier = [...new Set(fars.flatMap((neighbours) => neighbours.slice(0, fanOut)))].filter((far) => !hops.has(far));
      for (const id of frontier) hops.set(id, hop);
    }
    return { hops, unfollowed };
  }

  byName(a: string, b: string): number {
    const [x, y] = [this.nodes.get(a)!, this.nodes.get(b)!];
    return compare(x.kind, y.kind) || compare(x.namespace, y.namespace) || compare(x.name, y.name);
  }

  /** Where a job tells nothing of the columns of what it writes, all it reads goes into it. */
  #ofJobsOnly(told: readonly ColumnDependency[]): ColumnDependency[] {
    const edges = [...this.edges.values()];
    const written = edges.filter((edge) => this.nodes.get(edge.sourceId)!.kind === 'job');
    return written
      .filter((edge) => !told.some((one) => one.jobId === edge.sourceId && one.targetId === edge.targetId))
      .flatMap((output) =>
        edges
          .filter((input) => input.targetId === output.sourceId)
          .map((input) => ({
            ...{ jobId: output.sourceId, sourceId: input.sourceId, sourceColumn: null, targetId: output.targetId, targetColumn: null },
            ...{ type: null, subtype: null, masking: false, rule: 'JOB_LEVEL' as const },
            basis: strongest[Math.max(strongest.indexOf(input.basis), strongest.indexOf(output.basis))]!,
          })),
      );
  }
}
