import { fanOutLimit } from '../../src/lineage-index/lineage-index.ts';
import type {
  AffectedVertex,
  ColumnDependency,
  ColumnTrace,
  ColumnTraceQuery,
  Impact,
  ImpactQuery,
  LineagePath,
  PathVertex,
  Paths,
  PathsQuery,
  Slice,
  SliceEdge,
  SliceNode,
  SliceQuery,
  TracedColumnEdge,
} from '../../src/lineage-index/lineage-index.ts';
import type { Basis } from '../../src/projection/latest.ts';

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

const strongest: readonly Basis[] = ['COMPLETED', 'RUNNING', 'FAILED', 'DECLARED'];

/** The questions of LineageIndex answered by looking at everything, without a thought for cost. */
export class NaiveIndex {
  readonly #nodes: ReadonlyMap<string, WorldNode>;
  readonly #aliases: ReadonlyMap<string, string>;
  readonly #edges = new Map<string, SliceEdge>();
  readonly #columnEdges: readonly ColumnDependency[];

  constructor({ nodes, edges, aliases, columnEdges }: World) {
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
    this.#aliases = aliases;
    for (const { src, dst, basis } of edges) {
      const edge = { sourceId: this.#vertex(src), targetId: this.#vertex(dst), basis };
      const key = `${edge.sourceId} ${edge.targetId}`;
      const other = this.#edges.get(key);
      if (!other || strongest.indexOf(basis) < strongest.indexOf(other.basis)) this.#edges.set(key, edge);
    }
    const told = columnEdges.map((edge) => ({ ...edge, sourceId: this.#vertex(edge.sourceId), targetId: this.#vertex(edge.targetId) }));
    this.#columnEdges = withStrongest([...told, ...this.#ofJobsOnly(told)]);
  }

  slice(query: SliceQuery): Slice | null {
    if (!this.#nodes.has(query.rootId)) return null;
    const root = this.#vertex(query.rootId);
    const up = this.#reach(root, 'up', query.upstreamDepth * 2);
    const down = this.#reach(root, 'down', query.downstreamDepth * 2);
    const hops = new Map([...down.hops].map(([id, hop]) => [id, hop]));
    for (const [id, hop] of up.hops) if (!hops.has(id) || hop <= hops.get(id)!) hops.set(id, -hop || 0);
    const eligible = this.#eligible(root, [...hops.keys()], query);
    const kept = eligible.toSorted((a, b) => this.#byDistance(hops, a, b)).slice(0, query.maxNodes);
    const edges = [...this.#edges.values()].filter((edge) => kept.includes(edge.sourceId) && kept.includes(edge.targetId));
    const isCut = [up, down].some((walk) => walk.unfollowed.some((id) => !hops.has(id)));
    return {
      nodes: kept.map((id) => this.#shown(id, hops.get(id)!, kept)),
      edges: edges.toSorted((a, b) => compare(a.sourceId, b.sourceId) || compare(a.targetId, b.targetId)),
      truncated: isCut || eligible.length > kept.length,
    };
  }

  columnTrace({ datasetId, column, direction, maxEdges, maxHops = Infinity }: ColumnTraceQuery): ColumnTrace | null {
    if (this.#nodes.get(datasetId)?.kind !== 'dataset') return null;
    const rootId = this.#vertex(datasetId);
    const found: TracedColumnEdge[] = [];
    const visited = new Set([JSON.stringify([rootId, column])]);
    let frontier: (readonly [string, string | null])[] = [[rootId, column]];
    for (let hop = 1; hop <= maxHops && frontier.length > 0; hop += 1) {
      const fresh = this.#columnEdges.filter(
        (edge) => !found.some((one) => sameDependency(one, edge)) && frontier.some((state) => touches(state, edge, direction)),
      );
      found.push(...fresh.map((edge) => ({ ...edge, hop })).toSorted(byText));
      const far = fresh.map((edge) =>
        direction === 'UPSTREAM' ? ([edge.sourceId, edge.sourceColumn] as const) : ([edge.targetId, edge.targetColumn] as const),
      );
      frontier = far.filter((state) => !visited.has(JSON.stringify(state)));
      for (const state of frontier) visited.add(JSON.stringify(state));
    }
    return { rootId, edges: found.slice(0, maxEdges), truncated: found.length > maxEdges };
  }

  /** `everNamed` is the same graph by the cumulative view. */
  watched({ rootId: asked, ...query }: SliceQuery, everNamed: NaiveIndex): string[] {
    if (!this.#nodes.has(asked)) return [];
    const root = this.#vertex(asked);
    const walks = [this.#reach(root, 'up', query.upstreamDepth * 2), this.#reach(root, 'down', query.downstreamDepth * 2)];
    const visited = new Set(walks.flatMap(({ hops }) => [...hops.keys()]));
    const tied = [...visited].flatMap((id) => [...everNamed.#neighbours(id, 'up'), ...everNamed.#neighbours(id, 'down')]);
    const vertices = new Set([...visited, ...tied]);
    return [...this.#nodes.keys()].filter((id) => vertices.has(this.#vertex(id)));
  }

  impact({ rootId: asked, column, pageSize, after }: ImpactQuery): Impact | null {
    const node = this.#nodes.get(asked);
    if (!node || (column !== null && node.kind !== 'dataset')) return null;
    const rootId = this.#vertex(asked);
    const hops = new Map<string, number>();
    const columns = new Map<string, number>();
    const put = (map: Map<string, number>, key: string, hop: number): void => void map.set(key, Math.min(hop, map.get(key) ?? hop));
    if (column === null) for (const [id, hop] of this.#reach(rootId, 'down', Infinity, Infinity).hops) put(hops, id, hop);
    else {
      for (const edge of this.columnTrace({ datasetId: rootId, column, direction: 'DOWNSTREAM', maxEdges: Infinity })!.edges) {
        put(hops, edge.targetId, 2 * edge.hop);
        if (edge.jobId !== null) put(hops, edge.jobId, 2 * edge.hop - 1);
        if (edge.targetColumn !== null) put(columns, JSON.stringify([edge.targetId, edge.targetColumn]), 2 * edge.hop);
      }
    }
    hops.delete(rootId);
    columns.delete(JSON.stringify([rootId, column]));
    const affected = [...hops].map(([id, hop]) => ({
      id,
      kind: this.#nodes.get(id)!.kind,
      hop,
      uses: this.#neighbours(id, 'down').length,
    }));
    const order = (a: Pick<AffectedVertex, 'uses' | 'hop' | 'id'>, b: typeof a): number =>
      b.uses - a.uses || a.hop - b.hop || compare(a.id, b.id);
    const page = affected.filter((one) => after === null || order(after, one) < 0).toSorted(order);
    const count = (hop: number, kind: string): number => affected.filter((one) => one.hop === hop && one.kind === kind).length;
    return {
      rootId,
      byHop: [...new Set([...hops.values(), ...columns.values()])]
        .toSorted((a, b) => a - b)
        .map((hop) => ({
          hop,
          datasets: count(hop, 'dataset'),
          jobs: count(hop, 'job'),
          columns: [...columns.values()].filter((one) => one === hop).length,
        })),
      affected: page.slice(0, pageSize),
      hasNextPage: page.length > pageSize,
      incomplete: null,
    };
  }

  paths({ fromId, toId, fromColumn, toColumn, maxPaths }: PathsQuery): Paths | null {
    const ends = [this.#nodes.get(fromId), this.#nodes.get(toId)];
    const ofColumns = fromColumn !== null || toColumn !== null;
    if (ends.some((end) => !end || (ofColumns && end.kind !== 'dataset'))) return null;
    const [from, to] = [this.#vertex(fromId), this.#vertex(toId)];
    const found: PathVertex[][] = [];
    const leads = (vertex: PathVertex): PathVertex[] =>
      ofColumns
        ? this.#columnEdges
            .filter((edge) => touches([vertex.id, vertex.column], edge, 'DOWNSTREAM'))
            .map((edge) => ({ id: edge.targetId, column: edge.targetColumn }))
        : this.#neighbours(vertex.id, 'down').map((id) => ({ id, column: null }));
    const extend = (path: PathVertex[]): void => {
      const { id, column } = path.at(-1)!;
      if (path.length > 1 && id === to && (column === null || toColumn === null || column === toColumn)) return void found.push(path);
      const next = new Map(leads(path.at(-1)!).map((vertex) => [JSON.stringify(vertex), vertex]));
      for (const [key, vertex] of next) if (!path.some((one) => JSON.stringify(one) === key)) extend([...path, vertex]);
    };
    if (from !== to || ofColumns) extend([{ id: from, column: fromColumn }]);
    const keys = (path: PathVertex[]): string[] => path.map(({ id, column }) => JSON.stringify([id, column]));
    const ordered = found.toSorted((a, b) => a.length - b.length || (keys(a).join() < keys(b).join() ? -1 : 1));
    return {
      paths: ordered.slice(0, maxPaths).map((vertices) => ({ vertices, ...this.#between(vertices, ofColumns) })),
      hasMore: found.length > maxPaths,
      incomplete: false,
    };
  }

  #between(vertices: readonly PathVertex[], ofColumns: boolean): Pick<LineagePath, 'edges' | 'columnEdges'> {
    const pairs = vertices.slice(1).map((next, i) => [vertices[i]!, next] as const);
    if (!ofColumns) return { edges: pairs.map(([a, b]) => this.#edges.get(`${a.id} ${b.id}`)!), columnEdges: [] };
    const joins = ([a, b]: readonly [PathVertex, PathVertex], edge: ColumnDependency): boolean =>
      touches([a.id, a.column], edge, 'DOWNSTREAM') && edge.targetId === b.id && edge.targetColumn === b.column;
    return { edges: [], columnEdges: pairs.flatMap((pair) => this.#columnEdges.filter((edge) => joins(pair, edge))) };
  }

  /** Where a job tells nothing of the columns of what it writes, all it reads goes into it. */
  #ofJobsOnly(told: readonly ColumnDependency[]): ColumnDependency[] {
    const edges = [...this.#edges.values()];
    const written = edges.filter((edge) => this.#nodes.get(edge.sourceId)!.kind === 'job');
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

  #vertex(id: string): string {
    return this.#aliases.get(id) ?? id;
  }

  #neighbours(id: string, way: 'up' | 'down'): string[] {
    const edges = [...this.#edges.values()];
    return way === 'up'
      ? edges.filter((edge) => edge.targetId === id).map((edge) => edge.sourceId)
      : edges.filter((edge) => edge.sourceId === id).map((edge) => edge.targetId);
  }

  #reach(root: string, way: 'up' | 'down', depth: number, fanOut = fanOutLimit): { hops: Map<string, number>; unfollowed: string[] } {
    const hops = new Map([[root, 0]]);
    const unfollowed: string[] = [];
    let frontier = [root];
    for (let hop = 1; hop <= depth && frontier.length > 0; hop += 1) {
      const fars = frontier.map((id) => this.#neighbours(id, way).toSorted((a, b) => this.#byName(a, b)));
      unfollowed.push(...fars.flatMap((neighbours) => neighbours.slice(fanOut)));
      frontier = [...new Set(fars.flatMap((neighbours) => neighbours.slice(0, fanOut)))].filter((far) => !hops.has(far));
      for (const id of frontier) hops.set(id, hop);
    }
    return { hops, unfollowed };
  }

  #eligible(root: string, walked: readonly string[], { namespaces, tags }: SliceQuery): string[] {
    const matches = (id: string): boolean => {
      const node = this.#nodes.get(id)!;
      const carried = tags?.some((tag) => node.tags.some((one) => one === tag || one.split(':')[0] === tag));
      return id === root || ((namespaces?.includes(node.namespace) ?? true) && (carried ?? true));
    };
    const datasets = walked.filter((id) => this.#nodes.get(id)!.kind === 'dataset' && matches(id));
    const isNextToOne = (id: string): boolean =>
      [...this.#neighbours(id, 'up'), ...this.#neighbours(id, 'down')].some((far) => datasets.includes(far));
    return walked.filter((id) => matches(id) || (this.#nodes.get(id)!.kind === 'job' && isNextToOne(id)));
  }

  #shown(id: string, hop: number, kept: readonly string[]): SliceNode {
    const { kind, namespace, name } = this.#nodes.get(id)!;
    const hidden = (way: 'up' | 'down'): number => this.#neighbours(id, way).filter((far) => !kept.includes(far)).length;
    return { id, kind, namespace, name, hop, hiddenUpstream: hidden('up'), hiddenDownstream: hidden('down') };
  }

  #byDistance(hops: ReadonlyMap<string, number>, a: string, b: string): number {
    return Math.abs(hops.get(a)!) - Math.abs(hops.get(b)!) || this.#byName(a, b);
  }

  #byName(a: string, b: string): number {
    const [x, y] = [this.#nodes.get(a)!, this.#nodes.get(b)!];
    return compare(x.kind, y.kind) || compare(x.namespace, y.namespace) || compare(x.name, y.name);
  }
}

function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function touches(
  [dataset, column]: readonly [string, string | null],
  edge: ColumnDependency,
  direction: ColumnTraceQuery['direction'],
): boolean {
  const near = direction === 'UPSTREAM' ? [edge.targetId, edge.targetColumn] : [edge.sourceId, edge.sourceColumn];
  return near[0] === dataset && (column === null || near[1] === null || near[1] === column);
}

function textOf({ sourceId, sourceColumn, targetId, targetColumn, jobId, type, subtype, masking, rule }: ColumnDependency): string {
  return JSON.stringify([sourceId, sourceColumn, targetId, targetColumn, jobId, type, subtype, masking, rule]);
}

function sameDependency(a: ColumnDependency, b: ColumnDependency): boolean {
  return textOf(a) === textOf(b);
}

/** By what they join; a null after every text. */
function byText(a: ColumnDependency, b: ColumnDependency): number {
  const keys = (edge: ColumnDependency): (string | null)[] => [
    ...[edge.sourceId, edge.sourceColumn, edge.targetId, edge.targetColumn, edge.jobId],
    ...[edge.type, edge.subtype, String(edge.masking), edge.rule],
  ];
  const others = keys(b);
  return keys(a).reduce(
    (order, key, i) =>
      order || (key === null || others[i] === null ? Number(key === null) - Number(others[i] === null) : compare(key, others[i]!)),
    0,
  );
}

function withStrongest(edges: readonly ColumnDependency[]): ColumnDependency[] {
  return [...Map.groupBy(edges, textOf).values()].map(
    (same) => same.toSorted((a, b) => strongest.indexOf(a.basis) - strongest.indexOf(b.basis))[0]!,
  );
}
