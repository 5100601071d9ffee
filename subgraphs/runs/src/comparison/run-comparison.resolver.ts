import { jobCodeOf, runErrorOf, runParametersOf, type Facets } from '@hotpass/openlineage';
import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { facetsByName, toFacet } from '../facet/facet-shape.ts';
import { RunCode } from '../facet/run-facts.type.ts';
import type { DatasetRole } from '../run-dataset/run-dataset.repository.ts';
import { successBefore } from '../run/related-runs.repository.ts';
import type { RunLoaders } from '../run/run.loaders.ts';
import { toRun, type Run } from '../run/run.type.ts';
import { comparisonGaps, nothingToCompareWith, type ComparisonGap as Gap } from './comparison-gap.ts';
import { datasetDifferencePage } from './dataset-difference.page.ts';
import { facetDifferences, parameterDifferences } from './facet-difference.ts';
import * as types from './run-comparison.type.ts';
import { RunComparison } from './run-comparison.type.ts';

const firstDescription = 'How many, 1 to 100; 25 when not given.';
const afterDescription = 'Page cursor to go on after.';

type Context = RequestContext<RunLoaders>;

@Resolver(() => RunComparison)
export class RunComparisonResolver {
  @Query(() => RunComparison, {
    nullable: true,
    description:
      'A run beside another one, by itself beside the run of the same job that had completed last when it started. Null when no event of the run is known.',
  })
  async compareRuns(
    @Ctx() { loaders }: Context,
    @Arg('runId', () => ID, { description: 'The run.' }) runId: string,
    @Arg('otherId', () => ID, { nullable: true, description: 'The run to compare with; the last success when not given.' }) otherId:
      | string
      | null,
  ): Promise<RunComparison | null> {
    const run = toRun(await loaders.run.load(runId));
    if (!run) return null;
    const given = otherId !== null && otherId !== undefined;
    const other = toRun(given ? await loaders.run.load(otherId) : await loaders.lastSuccess.load(successBefore(run.row)));
    const known = other && run.durationMs !== null && other.durationMs !== null;
    const durationChangeMs = known ? run.durationMs! - other.durationMs! : null;
    return Object.assign(new RunComparison(), {
      run,
      other,
      basis: given ? ('GIVEN' as const) : ('LAST_SUCCESS' as const),
      durationChangeMs,
    });
  }

  @Directive('@listSize(assumedSize: 9)')
  @FieldResolver(() => [types.ComparisonGap], { description: 'What cannot be compared, and why; nothing else is missing.' })
  async gaps(@Root() { run, other, basis }: RunComparison, @Ctx() { loaders }: Context): Promise<Gap[]> {
    if (!other) return [nothingToCompareWith(basis === 'GIVEN')];
    const pair = { runId: run.id, otherId: other.id };
    const counts = [run, other].map(({ id }) => loaders.facetCount.load({ runId: id, place: 'RUN', datasetId: '' }));
    const [count, otherCount] = await Promise.all(counts);
    const [inputs, outputs, facets, otherFacets, code, otherCode] = await Promise.all([
      loaders.datasetDifferences.load({ ...pair, role: 'INPUT' }),
      loaders.datasetDifferences.load({ ...pair, role: 'OUTPUT' }),
      facetsOf(run, loaders, 'RUN'),
      facetsOf(other, loaders, 'RUN'),
      facetsOf(run, loaders, 'JOB'),
      facetsOf(other, loaders, 'JOB'),
    ]);
    return comparisonGaps(run.row, other.row, {
      inputs: inputs.differences,
      outputs: outputs.differences,
      hasFacets: [count !== 0, otherCount !== 0],
      hasParameters: [runParametersOf(facets) !== null, runParametersOf(otherFacets) !== null],
      hasCode: [jobCodeOf(code) !== null, jobCodeOf(otherCode) !== null],
      hasError: [runErrorOf(facets) !== null, runErrorOf(otherFacets) !== null],
    });
  }

  @FieldResolver(() => types.DatasetDifferenceConnection, { nullable: true, description: 'What they read; null without another run.' })
  async inputs(
    @Root() comparison: RunComparison,
    @Ctx() { loaders }: Context,
    @Arg('first', () => Int, { nullable: true, description: firstDescription }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) after: string | null,
  ): Promise<types.DatasetDifferenceConnection | null> {
    return datasets(comparison, loaders, 'INPUT', { first, after });
  }

  @FieldResolver(() => types.DatasetDifferenceConnection, { nullable: true, description: 'What they wrote; null without another run.' })
  async outputs(
    @Root() comparison: RunComparison,
    @Ctx() { loaders }: Context,
    @Arg('first', () => Int, { nullable: true, description: firstDescription }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) after: string | null,
  ): Promise<types.DatasetDifferenceConnection | null> {
    return datasets(comparison, loaders, 'OUTPUT', { first, after });
  }

  @Directive('@listSize(assumedSize: 20)')
  @FieldResolver(() => [types.FacetDifference], {
    nullable: true,
    description: 'Facets in which they differ, all of them by name; null without another run.',
  })
  async facets(@Root() { run, other }: RunComparison, @Ctx() { loaders }: Context): Promise<types.FacetDifference[] | null> {
    if (!other) return null;
    const compared = await loaders.facetDifferences.load({ runId: run.id, otherId: other.id });
    return facetDifferences(compared).map(({ name, change, doc, otherDoc }) => {
      const [inRun, inOther] = [doc, otherDoc].map((of) => (of === null ? null : toFacet('run', { name, doc: of })));
      return Object.assign(new types.FacetDifference(), { name, change, inRun: inRun ?? null, inOther: inOther ?? null });
    });
  }

  @Directive('@listSize(assumedSize: 20)')
  @FieldResolver(() => [types.ParameterDifference], {
    nullable: true,
    description: 'Parameters in which they differ, all of them by key; null when not both told theirs.',
  })
  async parameters(@Root() { run, other }: RunComparison, @Ctx() { loaders }: Context): Promise<types.ParameterDifference[] | null> {
    return other && parameterDifferences(await facetsOf(run, loaders, 'RUN'), await facetsOf(other, loaders, 'RUN'));
  }

  @FieldResolver(() => Boolean, { nullable: true, description: 'Whether they ran different code; null when not both told theirs.' })
  async codeChanged(@Root() { run, other }: RunComparison, @Ctx() { loaders }: Context): Promise<boolean | null> {
    const [code, otherCode] = [jobCodeOf(await facetsOf(run, loaders, 'JOB')), other && jobCodeOf(await facetsOf(other, loaders, 'JOB'))];
    return code && otherCode ? JSON.stringify(code) !== JSON.stringify(otherCode) : null;
  }

  @FieldResolver(() => RunCode, { nullable: true, description: 'The code of this run; null when it told nothing of it.' })
  async code(@Root() { run }: RunComparison, @Ctx() { loaders }: Context): Promise<RunCode | null> {
    return jobCodeOf(await facetsOf(run, loaders, 'JOB'));
  }

  @FieldResolver(() => RunCode, { nullable: true, description: 'The code of the other run; null when it told nothing of it.' })
  async otherCode(@Root() { other }: RunComparison, @Ctx() { loaders }: Context): Promise<RunCode | null> {
    return other && jobCodeOf(await facetsOf(other, loaders, 'JOB'));
  }
}

async function datasets(
  { run, other }: RunComparison,
  loaders: RunLoaders,
  role: DatasetRole,
  page: { first: number | null; after: string | null },
): Promise<types.DatasetDifferenceConnection | null> {
  if (!other) return null;
  const found = await loaders.datasetDifferences.load({ runId: run.id, otherId: other.id, role });
  return datasetDifferencePage({ run, other }, role, found, page);
}

/** What of each place is read here. */
const readNames = { RUN: ['executionParameters', 'errorMessage'], JOB: null } as const;

async function facetsOf(run: Run, loaders: RunLoaders, place: 'RUN' | 'JOB'): Promise<Facets> {
  return facetsByName(await loaders.facets.load({ runId: run.id, place, datasetId: '', names: readNames[place], size: null }));
}
