import { DateTimeScalar, decodePageCursor, pageInfoOf, pageSize, type RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Dataset } from '../external/dataset.type.ts';
import { Job } from '../external/job.type.ts';
import { successBefore } from '../run/related-runs.repository.ts';
import type { RunLoaders } from '../run/run.loaders.ts';
import { RunJobFilter } from '../run/run-filter.input.ts';
import { Run, toRun } from '../run/run.type.ts';
import type { FailureRepository } from './failure.repository.ts';
import { isBroken, type FailureService, type UnexplainedFailures } from './failure.service.ts';
import { failureRequest, toFailureCause } from './failure-shape.ts';
import { pageOf } from './failure-page.ts';
import type { FoldedFailure } from './failure-graph.ts';
import * as types from './unexplained-failure.type.ts';
import { UnexplainedFailure } from './unexplained-failure.type.ts';

const firstDescription = 'How many, 1 to 100; 25 when not given.';
const afterDescription = 'Page cursor to go on after.';

type Context = RequestContext<RunLoaders>;

@Resolver(() => UnexplainedFailure)
export class UnexplainedFailureResolver {
  readonly #service: FailureService;
  readonly #failures: FailureRepository;

  constructor(service: FailureService, failures: FailureRepository) {
    this.#service = service;
    this.#failures = failures;
  }

  @Query(() => types.UnexplainedFailureConnection, {
    description:
      'What failed first: failures whose inputs were not themselves last written by a failed, stopped or late run and that are not those of a step, earliest first, the others folded under them. What explains a failure is in the list however long ago it was.',
  })
  async firstUnexplainedFailures(
    @Ctx() context: Context,
    @Arg('since', () => DateTimeScalar, { nullable: true, description: 'Failures from then on; from a day ago when not given.' })
    since: Date | null,
    @Arg('until', () => DateTimeScalar, { nullable: true, description: 'Failures before then; all when not given.' }) until: Date | null,
    @Arg('jobIds', () => [ID], { nullable: true, description: 'Failures of these jobs, at most 1,000; of all when not given.' }) jobIds:
      | string[]
      | null,
    @Arg('jobs', () => RunJobFilter, {
      nullable: true,
      description: 'Failures of jobs called so; what explains them and what followed may be of others.',
    })
    jobs: RunJobFilter | null,
    @Arg('first', () => Int, { nullable: true, description: firstDescription }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) after: string | null,
  ): Promise<types.UnexplainedFailureConnection> {
    const given = {
      ...(since ? { since } : {}),
      ...(until ? { until } : {}),
      ...(jobIds ? { jobIds } : {}),
      ...(jobs ? { named: jobs } : {}),
    };
    const found = await this.#service.unexplained(failureRequest(context), given);
    const { items, pageInfo, totalCount } = pageOf(found.failures, ({ node }) => node.id, { first, after });
    const nodes = items.map((folded) => toUnexplainedFailure(folded, found));
    const { failedCount, truncated, cursor, window } = found;
    const rest = { totalCount, failedCount, since: window.since, truncated, cursor };
    return Object.assign(new types.UnexplainedFailureConnection(), { nodes, pageInfo, ...rest });
  }

  @FieldResolver(() => types.FailureConsequenceConnection, {
    description: 'What failed, was stopped or is late because of it, nearest first.',
  })
  async consequences(
    @Root() { folded, found }: UnexplainedFailure,
    @Arg('first', () => Int, { nullable: true, description: firstDescription }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) after: string | null,
  ): Promise<types.FailureConsequenceConnection> {
    const { items, pageInfo, totalCount } = pageOf(folded.consequences, ({ runId }) => runId, { first, after });
    const nodes = items.map((consequence) =>
      Object.assign(new types.FailureConsequence(), {
        run: toRun(found.runs.get(consequence.runId) ?? null),
        cause: toFailureCause(consequence, found.runs),
        distance: consequence.distance,
      }),
    );
    return Object.assign(new types.FailureConsequenceConnection(), { nodes, pageInfo, totalCount });
  }

  @FieldResolver(() => Run, { nullable: true, description: 'The run of the same job that had completed last when it started.' })
  async lastSuccess(@Root() { run }: UnexplainedFailure, @Ctx() { loaders }: Context): Promise<Run | null> {
    return run && toRun(await loaders.lastSuccess.load(successBefore(run.row)));
  }

  @FieldResolver(() => types.AffectedDatasetConnection, {
    description:
      'Outputs of it and of its consequences, and of the last success of each: what is not as it should be. Lineage knows what is made of them (`impact`).',
  })
  async affectedDatasets(
    @Root() failure: UnexplainedFailure,
    @Ctx() { loaders, principal }: Context,
    @Arg('first', () => Int, { nullable: true, description: firstDescription }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) after: string | null,
  ): Promise<types.AffectedDatasetConnection> {
    const size = pageSize(first);
    const runs = runsOf(failure);
    const successes = await Promise.all(runs.map((run) => loaders.lastSuccess.load(successBefore(run))));
    const runIds = [...runs, ...successes].flatMap((run) => run?.id ?? []);
    const place = after === null || after === undefined ? null : String(decodePageCursor(after, 1)[0]).replaceAll('\0', '');
    const { datasetIds, totalCount } = await this.#failures.outputs(principal, [...new Set(runIds)], size + 1, place);
    const nodes = datasetIds.slice(0, size).map((id) => Object.assign(new Dataset(), { id }));
    const sides = { hasNextPage: datasetIds.length > size, hasPreviousPage: place !== null };
    const pageInfo = pageInfoOf(nodes, ({ id }) => [id], sides);
    return Object.assign(new types.AffectedDatasetConnection(), { nodes, pageInfo, totalCount });
  }

  @FieldResolver(() => types.AffectedJobConnection, { description: 'Its job and those of its consequences.' })
  async affectedJobs(
    @Root() failure: UnexplainedFailure,
    @Arg('first', () => Int, { nullable: true, description: firstDescription }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) after: string | null,
  ): Promise<types.AffectedJobConnection> {
    const ids = [...new Set(runsOf(failure).map((run) => run.jobId))].toSorted();
    const { items, pageInfo, totalCount } = pageOf(ids, (id) => id, { first, after });
    const nodes = items.map((id) => Object.assign(new Job(), { id }));
    return Object.assign(new types.AffectedJobConnection(), { nodes, pageInfo, totalCount });
  }
}

function toUnexplainedFailure(folded: FoldedFailure, found: UnexplainedFailures): UnexplainedFailure {
  const row = found.runs.get(folded.node.id)!;
  const kind = isBroken(row) ? (row.state === 'FAILED' ? ('FAILED' as const) : ('ABORTED' as const)) : ('LATE' as const);
  return Object.assign(new UnexplainedFailure(), { run: toRun(row), kind, at: folded.node.at, folded, found });
}

function runsOf({ folded, found }: UnexplainedFailure) {
  return [folded.node.id, ...folded.consequences.map(({ runId }) => runId)].map((id) => found.runs.get(id)!);
}
