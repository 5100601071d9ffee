import type { Log } from '@hotpass/log';
import type { WatchResolver } from '@hotpass/server';
import { ColumnTraceResolver, ColumnTraceStepResolver } from '../column-trace/column-trace.resolver.ts';
import { ColumnTraceService } from '../column-trace/column-trace.service.ts';
import { AffectedNodeResolver, ImpactResolver } from '../impact/impact.resolver.ts';
import { ImpactService } from '../impact/impact.service.ts';
import { SqlIndex } from '../lineage-index/sql-index.ts';
import { NeighbourResolver, NeighboursResolver } from '../neighbours/neighbours.resolver.ts';
import { NeighboursService } from '../neighbours/neighbours.service.ts';
import { LineagePathNodeResolver, PathsResolver } from '../paths/paths.resolver.ts';
import { PathsService } from '../paths/paths.service.ts';
import { LineageUpdatedResolver } from '../updates/lineage-updated.resolver.ts';
import { UpdatesService } from '../updates/updates.service.ts';
import { VersionRepository } from '../version/version.repository.ts';
import { EdgeTimesRepository } from './edge-times.repository.ts';
import { DatasetNodeResolver, GraphResolver, JobNodeResolver } from './graph.resolver.ts';
import { GraphService } from './graph.service.ts';
import type { LineageRequest } from './lineage-request.ts';
import { SliceReader } from './slice-reader.ts';

export interface GraphParts {
  readonly resolvers: readonly object[];
  readonly subscriptions: Readonly<Record<string, WatchResolver>>;
}

/** What is asked of the graph. */
export function createGraph(log: Log): GraphParts {
  const { database } = log;
  const index = new SqlIndex();
  const times = new EdgeTimesRepository();
  const slices = new SliceReader(index);
  const updates = new UpdatesService({ log, index, slices, times, versions: new VersionRepository() });
  return {
    resolvers: [
      new GraphResolver(new GraphService(database, slices, times)),
      new DatasetNodeResolver(),
      new JobNodeResolver(),
      new ColumnTraceResolver(new ColumnTraceService(database, index)),
      new ColumnTraceStepResolver(),
      new ImpactResolver(new ImpactService(database, index)),
      new AffectedNodeResolver(),
      new NeighboursResolver(new NeighboursService(database, index)),
      new NeighbourResolver(),
      new PathsResolver(new PathsService(database, index, times)),
      new LineagePathNodeResolver(),
      new LineageUpdatedResolver(updates),
    ],
    subscriptions: {
      lineageUpdated: (args, principal) => updates.watch(principal, args['input'] as LineageRequest),
    },
  };
}
