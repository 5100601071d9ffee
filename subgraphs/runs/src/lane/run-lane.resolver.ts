import { DateTimeScalar, type RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Job } from '../external/job.type.ts';
import { runConnection, RunConnection } from '../run/run-connection.type.ts';
import { RunJobFilter } from '../run/run-filter.input.ts';
import { newestFirst, runPageRequest } from '../run/run-page.ts';
import type { RunLoaders } from '../run/run.loaders.ts';
import type { RunLaneService } from './run-lane.service.ts';
import { RunLane, RunLaneConnection, toRunLane } from './run-lane.type.ts';
import { timeWindow } from './time-window.ts';

const fromDescription = 'Where the time begins; a day before its end when not given.';
const toDescription = 'Where it ends, excluded; now when not given.';
const bucketsDescription = 'Into how many equal buckets the time is cut, 1 to 200, each a second wide or wider; 60 when not given.';

@Resolver(() => RunLane)
export class RunLaneResolver {
  readonly #lanes: RunLaneService;

  constructor(lanes: RunLaneService) {
    this.#lanes = lanes;
  }

  @Query(() => RunLaneConnection, {
    description:
      'What jobs did in a stretch of time, counted in buckets: the lanes of a timeline. Jobs in the order named, else those that started last first.',
  })
  async runBuckets(
    @Ctx() { principal, loaders }: RequestContext<RunLoaders>,
    @Arg('jobIds', () => [ID], { nullable: true, description: 'Which jobs, at most 1,000; those that ran in that time when not given.' })
    jobIds: string[] | null,
    @Arg('jobs', () => RunJobFilter, {
      nullable: true,
      description: 'Of the jobs that ran in that time those called so; not beside `jobIds`.',
    })
    jobs: RunJobFilter | null,
    @Arg('from', () => DateTimeScalar, { nullable: true, description: fromDescription }) from: Date | null,
    @Arg('to', () => DateTimeScalar, { nullable: true, description: toDescription }) to: Date | null,
    @Arg('buckets', () => Int, { nullable: true, description: bucketsDescription }) buckets: number | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many jobs, 1 to 100; 25 when not given.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Page cursor to go on after.' }) after: string | null,
  ): Promise<RunLaneConnection> {
    const window = timeWindow({ from, to, buckets }, loaders.now);
    const { jobIds: ids, ...rest } = await this.#lanes.jobs(
      principal,
      window,
      { jobIds: jobIds ?? null, named: jobs ?? null },
      { first, after },
    );
    const keys = ids.map((jobId) => ({ jobId, ...window }));
    const nodes = await Promise.all(keys.map(async (key) => toRunLane(key, await loaders.lane.load(key))));
    return Object.assign(new RunLaneConnection(), { nodes, ...rest });
  }

  @FieldResolver(() => RunConnection, {
    nullable: true,
    description: 'Its runs that started in that time or were running when it begins, newest first.',
  })
  async runs(
    @Root() lane: RunLane,
    @Ctx() { loaders }: RequestContext<RunLoaders>,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Page cursor to go on after.' }) after: string | null,
  ): Promise<RunConnection> {
    const request = runPageRequest({ first, after }, newestFirst);
    const page = await loaders.lanePage.load({ ...lane.key, size: request.size, after: request.after });
    const inBuckets = lane.buckets.reduce((sum, bucket) => sum + bucket.total, 0);
    const total = lane.truncated || lane.runningAtStart === null ? null : inBuckets + lane.runningAtStart;
    return runConnection(page, newestFirst, async () => total);
  }
}

@Resolver(() => Job)
export class JobLaneResolver {
  @FieldResolver(() => RunLane, { nullable: true, description: 'What it did in a stretch of time, counted in buckets.' })
  async runBuckets(
    @Root() job: Job,
    @Ctx() { loaders }: RequestContext<RunLoaders>,
    @Arg('from', () => DateTimeScalar, { nullable: true, description: fromDescription }) from: Date | null,
    @Arg('to', () => DateTimeScalar, { nullable: true, description: toDescription }) to: Date | null,
    @Arg('buckets', () => Int, { nullable: true, description: bucketsDescription }) buckets: number | null,
  ): Promise<RunLane> {
    const key = { jobId: job.id, ...timeWindow({ from, to, buckets }, loaders.now) };
    return toRunLane(key, await loaders.lane.load(key));
  }
}
