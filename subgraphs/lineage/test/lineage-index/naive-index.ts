import type {
  ColumnTrace,
  ColumnTraceQuery,
  Impact,
  ImpactQuery,
  Neighbours,
  NeighboursQuery,
  Paths,
  PathsQuery,
  Slice,
  SliceQuery,
} from '../../src/lineage-index/lineage-index.ts';
import { NaiveGraph } from './naive-graph.ts';
import type { World } from './naive-graph.ts';
import { impactOf } from './naive-impact.ts';
import { neighboursOf } from './naive-neighbours.ts';
import { pathsOf } from './naive-paths.ts';
import { sliceOf, watchedOf } from './naive-slice.ts';
import { traceOf } from './naive-trace.ts';

/** The questions of LineageIndex answered by looking at everything, without a thought for cost. */
export class NaiveIndex {
  readonly #graph: NaiveGraph;

  constructor(world: World) {
    this.#graph = new NaiveGraph(world);
  }

  slice(query: SliceQuery): Slice | null {
    return sliceOf(this.#graph, query);
  }

  columnTrace(query: ColumnTraceQuery): ColumnTrace | null {
    return traceOf(this.#graph, query);
  }

  /** `everNamed` is the same graph by the cumulative view. */
  watched(query: SliceQuery, everNamed: NaiveIndex): string[] {
    return watchedOf(this.#graph, query, everNamed.#graph);
  }

  impact(query: ImpactQuery): Impact | null {
    return impactOf(this.#graph, query);
  }

  neighbours(query: NeighboursQuery): Neighbours | null {
    return neighboursOf(this.#graph, query);
  }

  paths(query: PathsQuery): Paths | null {
    return pathsOf(this.#graph, query);
  }
}
