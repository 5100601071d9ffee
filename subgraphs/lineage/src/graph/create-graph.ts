import type { Database } from '@hotpass/log';
import { ColumnTraceResolver, ColumnTraceStepResolver } from '../column-trace/column-trace.resolver.ts';
import { ColumnTraceService } from '../column-trace/column-trace.service.ts';
import { AffectedNodeResolver, ImpactResolver } from '../impact/impact.resolver.ts';
import { ImpactService } from '../impact/impact.service.ts';
import { SqlIndex } from '../lineage-index/sql-index.ts';
import { LineagePathNodeResolver, PathsResolver } from '../paths/paths.resolver.ts';
import { PathsService } from '../paths/paths.service.ts';
import { EdgeTimesRepository } from './edge-times.repository.ts';
import { DatasetNodeResolver, GraphResolver, JobNodeResolver } from './graph.resolver.ts';
import { GraphService } from './graph.service.ts';

/** What is asked of the graph. */
export function createGraph(database: Database): { readonly resolvers: readonly object[] } {
  const index = new SqlIndex();
  const times = new EdgeTimesRepository();
  return {
    resolvers: [
      new GraphResolver(new GraphService(database, index, times)),
      new DatasetNodeResolver(),
      new JobNodeResolver(),
      new ColumnTraceResolver(new ColumnTraceService(database, index)),
      new ColumnTraceStepResolver(),
      new ImpactResolver(new ImpactService(database, index)),
      new AffectedNodeResolver(),
      new PathsResolver(new PathsService(database, index, times)),
      new LineagePathNodeResolver(),
    ],
  };
}
