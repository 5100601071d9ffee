import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
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

  @FieldResolver(() => Run, { nullable: true, description: 'The run that completed last.' })
  async lastSuccess(@Root() job: Job, @Ctx() context: RequestContext<RunLoaders>): Promise<Run | null> {
    return toRun(await context.loaders.lastSuccess.load({ jobId: job.id, before: null, notRunId: null }));
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'How long its runs take in milliseconds: the median of the last 20 that completed; null when none told.',
  })
  async medianDurationMs(@Root() job: Job, @Ctx() context: RequestContext<RunLoaders>): Promise<number | null> {
    return context.loaders.medianDurationMs.load(job.id);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Which share of its last 20 runs that ended completed, from 0 to 1; null when none has ended.',
  })
  async successRate(@Root() job: Job, @Ctx() context: RequestContext<RunLoaders>): Promise<number | null> {
    return context.loaders.successRate.load(job.id);
  }

  @FieldResolver(() => RunConnection, { nullable: true, description: 'Its runs, newest first.' })
  async runs(
    @Root() job: Job,
    @Ctx() context: RequestContext<RunLoaders>,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Page cursor to go on after.' }) after: string | null,
  ): Promise<RunConnection> {
    return groupConnection(context.loaders.group.job, job.id, { first, after });
  }
}
