import { jobId, runId } from '@hotpass/kernel';
import * as openlineage from '@hotpass/openlineage';
import type { Facets } from '@hotpass/openlineage';
import { pageSize, type RequestContext } from '@hotpass/server';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Job } from '../external/job.type.ts';
import type { RunLoaders } from '../run/run.loaders.ts';
import { Run } from '../run/run.type.ts';
import { checkFacetName, checkFacetNames, facetsByName, toFacet } from './facet-shape.ts';
import type { FacetHome } from './facet.row.ts';
import { Facet } from './facet.type.ts';
import * as facts from './run-facts.type.ts';

/** What the facets of a run tell, as they are and as far as they can be read. Lists are whole. */
@Resolver(() => Run)
export class RunFactsResolver {
  @FieldResolver(() => [Facet], { nullable: true, description: 'The newest facet of each name that its events carry, by name.' })
  async facets(
    @Root() run: Run,
    @Ctx() context: RequestContext<RunLoaders>,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
    @Arg('names', () => [String], { nullable: true, description: 'Only those with these names, at most 100.' }) names: string[] | null,
  ): Promise<object[]> {
    const key = { ...ofRun(run), names: checkFacetNames(names), size: pageSize(first) };
    return (await context.loaders.facets.load(key)).map((row) => toFacet('run', row));
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many facets it has.' })
  async facetCount(@Root() run: Run, @Ctx() context: RequestContext<RunLoaders>): Promise<number> {
    return context.loaders.facetCount.load(ofRun(run));
  }

  @FieldResolver(() => Facet, { nullable: true, description: 'The newest facet of this name; null when its events carry none.' })
  async facet(
    @Root() run: Run,
    @Ctx() context: RequestContext<RunLoaders>,
    @Arg('name', () => String, { description: 'Which, for example processing_engine.' }) name: string,
  ): Promise<object | null> {
    const [row] = await context.loaders.facets.load({ ...ofRun(run), names: checkFacetName(name), size: null });
    return row ? toFacet('run', row) : null;
  }

  @FieldResolver(() => facts.RunError, { nullable: true, description: 'Why it failed, when it told.' })
  async error(@Root() run: Run, @Ctx() context: RequestContext<RunLoaders>): Promise<facts.RunError | null> {
    return openlineage.runErrorOf(await facetsOf(run, context, 'errorMessage'));
  }

  @FieldResolver(() => facts.ProcessingEngine, { nullable: true, description: 'What executed it.' })
  async processingEngine(@Root() run: Run, @Ctx() context: RequestContext<RunLoaders>): Promise<facts.ProcessingEngine | null> {
    return openlineage.processingEngineOf(await facetsOf(run, context, 'processing_engine'));
  }

  @FieldResolver(() => facts.ExternalQuery, { nullable: true, description: 'The query of another system that it is.' })
  async externalQuery(@Root() run: Run, @Ctx() context: RequestContext<RunLoaders>): Promise<facts.ExternalQuery | null> {
    return openlineage.externalQueryOf(await facetsOf(run, context, 'externalQuery'));
  }

  @Directive('@listSize(assumedSize: 20)')
  @FieldResolver(() => [facts.EnvironmentVariable], {
    nullable: true,
    description: 'Variables of its environment; null when it told none.',
  })
  async environmentVariables(@Root() run: Run, @Ctx() context: RequestContext<RunLoaders>): Promise<facts.EnvironmentVariable[] | null> {
    return openlineage.environmentVariablesOf(await facetsOf(run, context, 'environmentVariables'));
  }

  @Directive('@listSize(assumedSize: 20)')
  @FieldResolver(() => [facts.RunTag], { nullable: true, description: 'Its tags; null when it told none.' })
  async tags(@Root() run: Run, @Ctx() context: RequestContext<RunLoaders>): Promise<facts.RunTag[] | null> {
    return openlineage.runTagsOf(await facetsOf(run, context, 'tags'));
  }

  @Directive('@listSize(assumedSize: 20)')
  @FieldResolver(() => [facts.RunParameter], {
    nullable: true,
    description: 'What it was started with; null when it told nothing of that.',
  })
  async parameters(@Root() run: Run, @Ctx() context: RequestContext<RunLoaders>): Promise<facts.RunParameter[] | null> {
    return openlineage.runParametersOf(await facetsOf(run, context, 'executionParameters'));
  }

  @Directive('@listSize(assumedSize: 20)')
  @FieldResolver(() => [facts.RunDependency], { nullable: true, description: 'Jobs it comes after or before; null when it told none.' })
  async dependencies(@Root() run: Run, @Ctx() context: RequestContext<RunLoaders>): Promise<facts.RunDependency[] | null> {
    const found = openlineage.jobDependenciesOf(await facetsOf(run, context, 'jobDependencies'));
    return (
      found?.map(({ direction, jobNamespace, jobName, runId: raw, type }) => {
        const job = Object.assign(new Job(), { id: jobId(jobNamespace, jobName) });
        return Object.assign(new facts.RunDependency(), { direction, job, runId: raw === null ? null : runId(raw), type });
      }) ?? null
    );
  }

  @Directive('@listSize(assumedSize: 20)')
  @FieldResolver(() => [facts.RunTest], { nullable: true, description: 'Tests it executed; null when it told none.' })
  async tests(@Root() run: Run, @Ctx() context: RequestContext<RunLoaders>): Promise<facts.RunTest[] | null> {
    return openlineage.runTestsOf(await facetsOf(run, context, 'test'));
  }

  @FieldResolver(() => facts.RunCode, { nullable: true, description: 'The code it executed; null when its events tell nothing of it.' })
  async code(@Root() run: Run, @Ctx() context: RequestContext<RunLoaders>): Promise<facts.RunCode | null> {
    const rows = await context.loaders.facets.load({ ...ofRun(run), place: 'JOB', names: null, size: null });
    return openlineage.jobCodeOf(facetsByName(rows));
  }
}

function ofRun(run: Run): FacetHome {
  return { runId: run.id, place: 'RUN', datasetId: '' };
}

async function facetsOf(run: Run, context: RequestContext<RunLoaders>, name: string): Promise<Facets> {
  return facetsByName(await context.loaders.facets.load({ ...ofRun(run), names: [name], size: null }));
}
