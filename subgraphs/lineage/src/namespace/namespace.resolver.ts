import { BadUserInputError, namespaceId } from '@hotpass/kernel';
import { pageSize } from '@hotpass/server';
import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { DatasetConnection, toDataset } from '../dataset/dataset.type.ts';
import { JobConnection, toJob } from '../job/job.type.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import { sortedPageInfo, sortKeyOf } from '../node/page.ts';
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
    return { nodes: page.rows.map(toNamespace), pageInfo: sortedPageInfo(page, key), cursor: page.cursor };
  }

  @Query(() => Namespace, { nullable: true, description: 'One namespace, by its id or by its name.' })
  async namespace(
    @Arg('name', () => String, { nullable: true, description: 'Its name, instead of the id.' }) name: string | null,
    @Arg('id', () => ID, { nullable: true, description: 'Its id, instead of the name.' }) id: string | null,
    @Ctx() { loaders }: RequestContext<LineageLoaders>,
  ): Promise<Namespace | null> {
    const row = await loaders.namespace.load(identifyNamespace(id, name));
    return row && toNamespace(row);
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
    const which = { kind: 'dataset', filter: { namespaceId: { eq: namespace.id } } } as const;
    return { nodes: page.rows.map(toDataset), pageInfo: sortedPageInfo(page, key), cursor: page.cursor, which };
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
    const which = { kind: 'job', filter: { namespaceId: { eq: namespace.id } } } as const;
    return { nodes: page.rows.map(toJob), pageInfo: sortedPageInfo(page, key), cursor: page.cursor, which };
  }
}

/** @throws BadUserInputError unless exactly one way is used. */
function identifyNamespace(id: string | null | undefined, name: string | null | undefined): string {
  if (typeof id === 'string' && typeof name !== 'string') return id;
  if (typeof id !== 'string' && typeof name === 'string') return namespaceId(name);
  throw new BadUserInputError('Give either `id` or `name`.', { arguments: ['id', 'name'] });
}
