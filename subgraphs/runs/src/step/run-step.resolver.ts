import { jobDependenciesOf } from '@hotpass/openlineage';
import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import { facetsByName } from '../facet/facet-shape.ts';
import type { RunLoaders } from '../run/run.loaders.ts';
import { Run } from '../run/run.type.ts';
import { stepsNamed } from './step-order.ts';
import { runStepConnection, RunStep, RunStepConnection } from './run-step.type.ts';

@Resolver(() => Run)
export class RunStepResolver {
  @FieldResolver(() => RunStepConnection, {
    nullable: true,
    description: 'Runs below it, on every level, as a waterfall shows them: what names it or one of them as its parent.',
  })
  async steps(
    @Root() run: Run,
    @Ctx() context: RequestContext<RunLoaders>,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Page cursor to go on after.' }) after: string | null,
  ): Promise<RunStepConnection> {
    return runStepConnection(run, await context.loaders.steps.load(run.id), { first, after });
  }
}

@Resolver(() => RunStep)
export class StepOrderResolver {
  @FieldResolver(() => [ID], {
    description:
      'Ids of the steps under the same run that it comes after: those that wrote what it reads, and those whose run or job it names (jobDependencies facet).',
  })
  async follows(@Root() { run, top, tree }: RunStep, @Ctx() { loaders }: RequestContext<RunLoaders>): Promise<string[]> {
    const links = await loaders.stepLinks.load(top.id);
    const named = jobDependenciesOf(
      facetsByName(await loaders.facets.load({ runId: run.id, place: 'RUN', datasetId: '', names: ['jobDependencies'], size: null })),
    );
    const byData = links.filter(({ runId }) => runId === run.id).map(({ followsId }) => followsId);
    return [...new Set([...byData, ...stepsNamed(named ?? [], run.id, tree.steps)])].toSorted();
  }
}
