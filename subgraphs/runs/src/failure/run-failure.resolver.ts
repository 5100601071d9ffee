import { dataQualityAssertionsOf, runErrorOf } from '@hotpass/openlineage';
import type { RequestContext } from '@hotpass/server';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Dataset } from '../external/dataset.type.ts';
import { facetsByName } from '../facet/facet-shape.ts';
import type { RunLoaders } from '../run/run.loaders.ts';
import { Run, toRun } from '../run/run.type.ts';
import { failedStep } from './failed-step.ts';
import { failureRequest, toFailureCause } from './failure-shape.ts';
import type { FailureService } from './failure.service.ts';
import { BrokenAssertion, RunFailure } from './run-failure.type.ts';
import { FailureCause } from './unexplained-failure.type.ts';

type Context = RequestContext<RunLoaders>;

const maximumAssertions = 100;

@Resolver(() => Run)
export class FailureOfRunResolver {
  @FieldResolver(() => RunFailure, { nullable: true, description: 'How it failed; null when it has not.' })
  async failure(@Root() run: Run, @Ctx() { loaders }: Context): Promise<RunFailure | null> {
    if (run.state !== 'FAILED') return null;
    const step = toRun(failedStep((await loaders.steps.load(run.id)).steps));
    const error = (step && (await errorOf(step.id, loaders))) ?? (await errorOf(run.id, loaders));
    const brokenAssertions = await brokenAssertionsOf((step ?? run).id, loaders);
    return Object.assign(new RunFailure(), { afterMs: run.durationMs, step, error, brokenAssertions, run });
  }
}

@Resolver(() => RunFailure)
export class RunFailureResolver {
  readonly #service: FailureService;

  constructor(service: FailureService) {
    this.#service = service;
  }

  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [FailureCause], {
    description: 'What explains it at once: inputs that failed, stopped or late runs should have written, and failed steps.',
  })
  async causes(@Root() { run }: RunFailure, @Ctx() context: Context): Promise<FailureCause[]> {
    const { causes, runs } = await this.#service.causesOf(failureRequest(context), run.row);
    return causes.map((cause) => toFailureCause(cause, runs));
  }
}

async function errorOf(runId: string, loaders: RunLoaders) {
  return runErrorOf(facetsByName(await loaders.facets.load({ runId, place: 'RUN', datasetId: '', names: ['errorMessage'], size: null })));
}

async function brokenAssertionsOf(runId: string, loaders: RunLoaders): Promise<BrokenAssertion[]> {
  const rows = await loaders.assertions.load(runId);
  const broken = rows.flatMap((row) => {
    const dataset = Object.assign(new Dataset(), { id: row.datasetId });
    const assertions = dataQualityAssertionsOf(facetsByName([row])) ?? [];
    return assertions.filter(({ success }) => !success).map((assertion) => Object.assign(new BrokenAssertion(), { dataset, assertion }));
  });
  return broken.slice(0, maximumAssertions);
}
