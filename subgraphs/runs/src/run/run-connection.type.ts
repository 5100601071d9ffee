import { PageInfo, pageInfoOf } from '@hotpass/server';
import { Field, ObjectType } from 'type-graphql';
import { newestFirst, runPageKey, runPageRequest, type PageArguments, type RunOrder } from './run-page.ts';
import type { RunGroupLoaders } from './run.loaders.ts';
import type { RunPage } from './run.repository.ts';
import { Run, toRun } from './run.type.ts';

@ObjectType({ description: 'A page of a list of runs (Relay Cursor Connections).' })
export class RunConnection {
  @Field(() => [Run], { description: 'The runs of this page, in the order asked for.' })
  nodes: Run[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => String, { description: 'Log position this page shows: give it as `after` to `runUpdated` to miss nothing since.' })
  cursor: string;

  /** Counts when somebody asks. */
  countRuns: () => Promise<number | null>;
}

export function runConnection(page: RunPage, order: RunOrder, countRuns: () => Promise<number | null>): RunConnection {
  const pageInfo = pageInfoOf(page.runs, (run) => runPageKey(run, order), page);
  const nodes = page.runs.flatMap((row) => toRun(row) ?? []);
  return Object.assign(new RunConnection(), { nodes, pageInfo, cursor: page.cursor, countRuns });
}

/** The runs of a job or the children of a run, newest first. */
export async function groupConnection(loaders: RunGroupLoaders, groupId: string, page: PageArguments): Promise<RunConnection> {
  const { size, after } = runPageRequest(page, newestFirst);
  return runConnection(await loaders.page.load({ groupId, size, after }), newestFirst, () => loaders.count.load(groupId));
}
