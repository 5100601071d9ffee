import { pageSize } from '@hotpass/server';
import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { DatasetConnection, toDataset } from '../dataset/dataset.type.ts';
import { JobConnection, toJob } from '../job/job.type.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import { sortedPageInfo, sortKeyOf } from '../node/page.ts';
import { DatasetFilterInput, JobFilterInput } from './catalog-filter.input.ts';
import type { CatalogService } from './catalog.service.ts';

const first = { nullable: true, description: 'How many, 1 to 100; 25 when not given.' };
const after = { nullable: true, description: 'Page cursor to go on after.' };
const totalCount = {
  nullable: true,
  description: 'How many the whole list has, at the moment of counting; null when they are more than 10,000.',
};

// type-graphql prints arguments in reverse order.
@Resolver(() => DatasetConnection)
export class DatasetListResolver {
  readonly #service: CatalogService;

  constructor(service: CatalogService) {
    this.#service = service;
  }

  @Query(() => DatasetConnection, { description: 'Datasets of all namespaces, by name without case and accents.' })
  async datasets(
    @Arg('after', () => String, after) afterCursor: string | null,
    @Arg('first', () => Int, first) size: number | null,
    @Arg('filter', () => DatasetFilterInput, { nullable: true, description: 'Which datasets; all when not given.' })
    filter: DatasetFilterInput | null,
    @Ctx() { principal }: RequestContext,
  ): Promise<DatasetConnection> {
    const [key, which] = [sortKeyOf(afterCursor), { kind: 'dataset', filter: filter ?? {} } as const];
    const page = await this.#service.page(principal, which, key, pageSize(size));
    return { nodes: page.rows.map(toDataset), pageInfo: sortedPageInfo(page, key), cursor: page.cursor, which };
  }

  @FieldResolver(() => Int, totalCount)
  totalCount(@Root() { which }: DatasetConnection, @Ctx() { loaders }: RequestContext<LineageLoaders>): Promise<number | null> {
    return loaders.nodeCount.load(which);
  }
}

@Resolver(() => JobConnection)
export class JobListResolver {
  readonly #service: CatalogService;

  constructor(service: CatalogService) {
    this.#service = service;
  }

  @Query(() => JobConnection, { description: 'Jobs of all namespaces, by name without case and accents.' })
  async jobs(
    @Arg('after', () => String, after) afterCursor: string | null,
    @Arg('first', () => Int, first) size: number | null,
    @Arg('filter', () => JobFilterInput, { nullable: true, description: 'Which jobs; all when not given.' }) filter: JobFilterInput | null,
    @Ctx() { principal }: RequestContext,
  ): Promise<JobConnection> {
    const [key, which] = [sortKeyOf(afterCursor), { kind: 'job', filter: filter ?? {} } as const];
    const page = await this.#service.page(principal, which, key, pageSize(size));
    return { nodes: page.rows.map(toJob), pageInfo: sortedPageInfo(page, key), cursor: page.cursor, which };
  }

  @FieldResolver(() => Int, totalCount)
  totalCount(@Root() { which }: JobConnection, @Ctx() { loaders }: RequestContext<LineageLoaders>): Promise<number | null> {
    return loaders.nodeCount.load(which);
  }
}
