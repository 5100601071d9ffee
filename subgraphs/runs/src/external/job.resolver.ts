import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { groupConnection, RunConnection } from '../run/run-connection.type.ts';
import type { RunLoaders } from '../run/run.loaders.ts';
import { Run, toRun } from '../run/run.type.ts';
import { Job } from './job.type.ts';

@Resolver(() => Job)
export class JobResolver {
  @FieldResolver(() => Run, { nullable: true, description: 'The run that started last.' })
  async latestRun(@Root() job: Job, @Ctx() context: RequestContext<RunLoaders>): Promise<Run | null> {
    return toRun(await context.loaders.latestRunOfJob.load(job.id));
  }

  @FieldResolver(() => RunConnection, { nullable: true, description: 'Its runs, newest first.' })
  async runs(
    @Root() job: Job,
    @Ctx() context: RequestContext<RunLoaders>,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Page cursor to go on after.' }) after: string | null,
  ): Promise<RunConnection> {
    return groupConnection(context.loaders.group.job_id, job.id, { first, after });
  }
}
