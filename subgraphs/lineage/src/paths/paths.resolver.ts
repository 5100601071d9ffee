import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { loadDataset } from '../dataset/dataset.resolver.ts';
import { Dataset } from '../dataset/dataset.type.ts';
import { loadJob } from '../job/job.resolver.ts';
import { Job } from '../job/job.type.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import { defaultMaxPaths } from './paths.service.ts';
import type { PathsService } from './paths.service.ts';
import { LineagePathNode, LineagePaths, toLineagePaths } from './paths.type.ts';

@Resolver()
export class PathsResolver {
  readonly #service: PathsService;

  constructor(service: PathsService) {
    this.#service = service;
  }

  @Directive('@sizedBy(argument: "maxPaths")')
  @Query(() => LineagePaths, {
    description:
      'How data gets from one dataset, job or column to another downstream, by LATEST. With a column at either end the paths are of columns.',
  })
  async lineagePaths(
    @Arg('fromId', () => ID, { description: 'Id of the dataset or job where the paths begin.' }) fromId: string,
    @Arg('toId', () => ID, { description: 'Id of the dataset or job where they end.' }) toId: string,
    @Arg('fromColumn', () => String, { nullable: true, description: 'Path of a column of the first, which must be a dataset.' })
    fromColumn: string | null,
    @Arg('toColumn', () => String, { nullable: true, description: 'Path of a column of the last, which must be a dataset.' })
    toColumn: string | null,
    @Arg('asOf', () => Date, { nullable: true, description: 'The graph as it was at this instant; the newest state when not given.' })
    asOf: Date | null,
    @Arg('maxPaths', () => Int, { defaultValue: defaultMaxPaths, description: 'Most paths to answer with. 1 to 100.' }) maxPaths: number,
    @Ctx() { principal }: RequestContext,
  ): Promise<LineagePaths> {
    const request = { fromId, toId, fromColumn: fromColumn ?? null, toColumn: toColumn ?? null, asOf: asOf ?? null, maxPaths };
    return toLineagePaths(await this.#service.paths(principal, request));
  }
}

@Resolver(() => LineagePathNode)
export class LineagePathNodeResolver {
  @FieldResolver(() => Dataset, { nullable: true, description: 'The dataset, when it is one.' })
  dataset(@Root() { id }: LineagePathNode, @Ctx() { loaders }: RequestContext<LineageLoaders>): Promise<Dataset | null> {
    return loadDataset(loaders, id);
  }

  @FieldResolver(() => Job, { nullable: true, description: 'The job, when it is one.' })
  job(@Root() { id }: LineagePathNode, @Ctx() { loaders }: RequestContext<LineageLoaders>): Promise<Job | null> {
    return loadJob(loaders, id);
  }
}
