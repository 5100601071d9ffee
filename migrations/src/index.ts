import type { MigrationInterface } from 'typeorm';
import { LogTables1764000000000 } from './log/1764000000000-log-tables.ts';
import { LogFunctions1764000000001 } from './log/1764000000001-log-functions.ts';
import { LogAppend1764000000002 } from './log/1764000000002-log-append.ts';
import { CreateReplayRequest1764100500000 } from './log/1764100500000-create-replay-request.ts';
import { CreateLineage1764000100000 } from './lineage/1764000100000-create-lineage.ts';
import { CreateLineageWalk1764000100100 } from './lineage/1764000100100-create-lineage-walk.ts';
import { CreateConformanceReport1764000150000 } from './lineage/1764000150000-create-conformance-report.ts';
import { CompleteGraph1764100100000 } from './lineage/1764100100000-complete-graph.ts';
import { IndexToldColumns1764100110000 } from './lineage/1764100110000-index-told-columns.ts';
import { CreateFacets1764100200000 } from './lineage/1764100200000-create-facets.ts';
import { WalkThroughAliases1764100300000 } from './lineage/1764100300000-walk-through-aliases.ts';
import { CreateEvent1764100500100 } from './lineage/1764100500100-create-event.ts';
import { TraceColumns1764100300100 } from './lineage/1764100300100-trace-columns.ts';
import { WalkWithoutLimits1764100300200 } from './lineage/1764100300200-walk-without-limits.ts';
import { CreateSearch1764100400000 } from './lineage/1764100400000-create-search.ts';
import { CreateAnnotations1764100400100 } from './lineage/1764100400100-create-annotations.ts';
import { CreateCatalog1764100400200 } from './lineage/1764100400200-create-catalog.ts';
import { WatchSlices1764100300300 } from './lineage/1764100300300-watch-slices.ts';
import { IndexCurrentEdges1764100300400 } from './lineage/1764100300400-index-current-edges.ts';
import { CreateRun1764000200000 } from './runs/1764000200000-create-run.ts';
import { CompleteRun1764100600000 } from './runs/1764100600000-complete-run.ts';
import { NameDatasets1764100600100 } from './runs/1764100600100-name-datasets.ts';
import { NameJobs1764100800000 } from './runs/1764100800000-name-jobs.ts';
import { TagsOfPeople1764100700000 } from './lineage/1764100700000-tags-of-people.ts';

/** Every migration, in the order in which they run: forward only. */
export const migrations: (new () => MigrationInterface)[] = [
  LogTables1764000000000,
  LogFunctions1764000000001,
  LogAppend1764000000002,
  CreateLineage1764000100000,
  CreateLineageWalk1764000100100,
  CreateConformanceReport1764000150000,
  CreateRun1764000200000,
  CompleteGraph1764100100000,
  IndexToldColumns1764100110000,
  CreateFacets1764100200000,
  WalkThroughAliases1764100300000,
  TraceColumns1764100300100,
  WalkWithoutLimits1764100300200,
  WatchSlices1764100300300,
  IndexCurrentEdges1764100300400,
  CreateSearch1764100400000,
  CreateAnnotations1764100400100,
  CreateCatalog1764100400200,
  CreateReplayRequest1764100500000,
  CreateEvent1764100500100,
  CompleteRun1764100600000,
  NameDatasets1764100600100,
  TagsOfPeople1764100700000,
  NameJobs1764100800000,
];
