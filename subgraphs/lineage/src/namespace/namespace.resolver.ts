import { pageSize } from '@hotpass/server';
import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { DatasetConnection, toDataset } from '../dataset/dataset.type.ts';
import { JobConnection, toJob } from '../job/job.type.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import { pageInfoOf, sortKeyOf } from '../node/page.ts';
import type { NamespaceService } from './namespace.service.ts';
import { Namespace, NamespaceConnection, toNamespace } from './namespace.type.ts';

const first = { nullable: true, description: 'How many, 1 to 100; 25 when not given.' };
const after = { nullable: true, description: 'Page cursor to go on after.' };

// type-graphql prints arguments in reverse order.
@Resolver(() => Namespace)
export class NamespaceResolver {
  readonly #service: NamespaceService;

  constructor(service: NamespaceService) {
    this.#service = service;
  }

  @Query(() => NamespaceConnection, { description: 'All namespaces, by name.' })
  async namespaces(
    @Arg('after', () => String, after) afterCursor: string | null,
    @Arg('first', () => Int, first) size: number | null,
    @Ctx() { principal }: RequestContext,
  ): Promise<NamespaceConnection> {
    const key = sortKeyOf(afterCursor);
    const page = await this.#service.page(principal, key, pageSize(size));
    return { nodes: page.rows.map(toNamespace), pageInfo: pageInfoOf(page, key), cursor: page.cursor };
  }

  @FieldResolver(() => DatasetConnection, { description: 'Its datasets, by name.' })
  async datasets(
    @Root() namespace: Namespace,
    @Arg('after', () => String, after) afterCursor: string | null,
    @Arg('first', () => Int, first) size: number | null,
    @Ctx() { loaders }: RequestContext<LineageLoaders>,
  ): Promise<DatasetConnection> {
    const key = sortKeyOf(afterCursor);
    const page = await loaders.nodesOfNamespace.load({ namespaceId: namespace.id, kind: 'dataset', size: pageSize(size), after: key });
    return { nodes: page.rows.map(toDataset), pageInfo: pageInfoOf(page, key), cursor: page.cursor };
  }

  @FieldResolver(() => JobConnection, { description: 'Its jobs, by name.' })
  async jobs(
    @Root() namespace: Namespace,
    @Arg('after', () => String, after) afterCursor: string | null,
    @Arg('first', () => Int, first) size: number | null,
    @Ctx() { loaders }: RequestContext<LineageLoaders>,
  ): Promise<JobConnection> {
    const key = sortKeyOf(afterCursor);
    const page = await loaders.nodesOfNamespace.load({ namespaceId: namespace.id, kind: 'job', size: pageSize(size), after: key });
    return { nodes: page.rows.map(toJob), pageInfo: pageInfoOf(page, key), cursor: page.cursor };
  }
}
