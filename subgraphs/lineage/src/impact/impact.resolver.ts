import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { loadDataset } from '../dataset/dataset.resolver.ts';
import { Dataset } from '../dataset/dataset.type.ts';
import { loadJob } from '../job/job.resolver.ts';
import { Job } from '../job/job.type.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import type { ImpactService } from './impact.service.ts';
import { AffectedNode, ImpactSummary, toImpactSummary } from './impact.type.ts';

@Resolver()
export class ImpactResolver {
  readonly #service: ImpactService;

  constructor(service: ImpactService) {
    this.#service = service;
  }

  @Query(() => ImpactSummary, { description: 'What depends on a dataset, job or column, over any number of steps, by LATEST.' })
  async impact(
    @Arg('id', () => ID, { description: 'Id of the dataset or job.' }) id: string,
    @Arg('column', () => String, { nullable: true, description: 'Path of a column of the dataset: only what depends on it is counted.' })
    column: string | null,
    @Arg('asOf', () => Date, { nullable: true, description: 'The graph as it was at this instant; the newest state when not given.' })
    asOf: Date | null,
    @Arg('first', () => Int, { nullable: true, description: 'Most of what is affected to list: 25 unless given, 100 at most.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Lists what comes after this page cursor.' }) after: string | null,
    @Ctx() { principal }: RequestContext,
  ): Promise<ImpactSummary> {
    const request = { id, column: column ?? null, asOf: asOf ?? null, first: first ?? null, after: after ?? null };
    return toImpactSummary(await this.#service.impact(principal, request), request.column !== null);
  }
}

@Resolver(() => AffectedNode)
export class AffectedNodeResolver {
  @FieldResolver(() => Dataset, { nullable: true, description: 'The dataset, when it is one.' })
  async dataset(@Root() { id, kind }: AffectedNode, @Ctx() { loaders }: RequestContext<LineageLoaders>): Promise<Dataset | null> {
    return kind === 'DATASET' ? loadDataset(loaders, id) : null;
  }

  @FieldResolver(() => Job, { nullable: true, description: 'The job, when it is one.' })
  async job(@Root() { id, kind }: AffectedNode, @Ctx() { loaders }: RequestContext<LineageLoaders>): Promise<Job | null> {
    return kind === 'JOB' ? loadJob(loaders, id) : null;
  }
}
