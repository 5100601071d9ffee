import { DateTimeScalar, type RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import { Job } from '../external/job.type.ts';
import { runDatasetConnection, RunDatasetConnection } from '../run-dataset/run-dataset-connection.type.ts';
import type { RunsSettings } from '../settings.ts';
import { successBefore } from './related-runs.repository.ts';
import { groupConnection, RunConnection } from './run-connection.type.ts';
import { runHealth, type HealthVerdict, type RunHealth } from './run-health.ts';
import type { RunLoaders } from './run.loaders.ts';
import { Run, RunHealthEnum, toRun } from './run.type.ts';

const firstDescription = 'How many, 1 to 100; 25 when not given.';
const onlyDescription = 'The only dataset to show, under each of its names that the run has for it; all when not given.';
const afterDescription = 'Page cursor to go on after.';

/** Fields of a run that need more than its row. */
@Resolver(() => Run)
export class RunFieldsResolver {
  readonly #settings: RunsSettings;

  constructor(settings: RunsSettings) {
    this.#settings = settings;
  }

  @FieldResolver(() => Job, { nullable: true, description: 'The job it is an execution of.' })
  job(@Root() run: Run): Job {
    return Object.assign(new Job(), { id: run.row.jobId });
  }

  @FieldResolver(() => RunHealthEnum, { description: 'How it stands to the clock, at the moment of reading.' })
  async health(@Root() run: Run, @Ctx() context: RequestContext<RunLoaders>): Promise<RunHealth> {
    return (await this.#verdict(run, context.loaders)).health;
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'When its health changes unless an event arrives; null when only an event can change it.',
  })
  async healthChangesAt(@Root() run: Run, @Ctx() context: RequestContext<RunLoaders>): Promise<Date | null> {
    return (await this.#verdict(run, context.loaders)).changesAt;
  }

  @FieldResolver(() => Run, {
    nullable: true,
    description: 'The run that it names as its parent; null when it names none, or no event of that run is known.',
  })
  async parent(@Root() run: Run, @Ctx() context: RequestContext<RunLoaders>): Promise<Run | null> {
    return run.row.parentRunId === null ? null : toRun(await context.loaders.run.load(run.row.parentRunId));
  }

  @FieldResolver(() => Run, {
    nullable: true,
    description:
      'The run at the top: the one that its events or those of its parents name as root, else the topmost parent, itself when it has none. Null while no event of that run is known.',
  })
  async root(@Root() run: Run, @Ctx() context: RequestContext<RunLoaders>): Promise<Run | null> {
    const id = await context.loaders.rootId.load(run.id);
    return id === null ? null : toRun(await context.loaders.run.load(id));
  }

  @FieldResolver(() => RunConnection, { nullable: true, description: 'Runs that name it as their parent, newest first.' })
  async children(
    @Root() run: Run,
    @Ctx() context: RequestContext<RunLoaders>,
    @Arg('first', () => Int, { nullable: true, description: firstDescription }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) after: string | null,
  ): Promise<RunConnection> {
    return groupConnection(context.loaders.group.parent, run.id, { first, after });
  }

  @FieldResolver(() => Run, { nullable: true, description: 'The run of the same job that had completed last when it started.' })
  async lastSuccess(@Root() run: Run, @Ctx() context: RequestContext<RunLoaders>): Promise<Run | null> {
    return toRun(await context.loaders.lastSuccess.load(successBefore(run.row)));
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Which of its attempts it is, counted from one in the order in which they started; null beyond the thousandth.',
  })
  async attempt(@Root() run: Run, @Ctx() context: RequestContext<RunLoaders>): Promise<number | null> {
    return context.loaders.attempt.load(run.id);
  }

  @FieldResolver(() => RunConnection, {
    nullable: true,
    description: 'Runs of the same job for the same nominal time, or without one under the same parent, newest first, itself among them.',
  })
  async attempts(
    @Root() run: Run,
    @Ctx() context: RequestContext<RunLoaders>,
    @Arg('first', () => Int, { nullable: true, description: firstDescription }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) after: string | null,
  ): Promise<RunConnection> {
    return groupConnection(context.loaders.group.attempts, run.id, { first, after });
  }

  @FieldResolver(() => RunDatasetConnection, { nullable: true, description: 'Datasets that its events name as inputs.' })
  async inputs(
    @Root() run: Run,
    @Ctx() context: RequestContext<RunLoaders>,
    @Arg('first', () => Int, { nullable: true, description: firstDescription }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) after: string | null,
    @Arg('datasetId', () => ID, { nullable: true, description: onlyDescription }) datasetId: string | null,
  ): Promise<RunDatasetConnection> {
    return runDatasetConnection(context.loaders, run, 'INPUT', { first, after, datasetId });
  }

  @FieldResolver(() => RunDatasetConnection, { nullable: true, description: 'Datasets that its events name as outputs.' })
  async outputs(
    @Root() run: Run,
    @Ctx() context: RequestContext<RunLoaders>,
    @Arg('first', () => Int, { nullable: true, description: firstDescription }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) after: string | null,
    @Arg('datasetId', () => ID, { nullable: true, description: onlyDescription }) datasetId: string | null,
  ): Promise<RunDatasetConnection> {
    return runDatasetConnection(context.loaders, run, 'OUTPUT', { first, after, datasetId });
  }

  async #verdict(run: Run, loaders: RunLoaders): Promise<HealthVerdict> {
    const { jobId, state, startedAt, lastEventAt, nominalEnd } = run.row;
    const medianDurationMs = state === 'RUNNING' ? await loaders.medianDurationMs.load(jobId) : null;
    return runHealth({ state, startedAt, lastEventAt, nominalEnd, medianDurationMs }, this.#settings, loaders.now);
  }
}
