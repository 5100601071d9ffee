import { datasetId } from '@hotpass/kernel';
import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { identify } from '../node/identify.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import { Dataset, toDataset } from './dataset.type.ts';

@Resolver(() => Dataset)
export class DatasetResolver {
  // type-graphql prints arguments in reverse order.
  @Query(() => Dataset, { nullable: true, description: 'One dataset, by its id or by namespace and name.' })
  dataset(
    @Arg('name', () => String, { nullable: true, description: 'Its name, together with `namespace`.' }) name: string | null,
    @Arg('namespace', () => String, { nullable: true, description: 'Name of its namespace, together with `name`.' }) namespace:
      | string
      | null,
    @Arg('id', () => ID, { nullable: true, description: 'Its id, instead of both.' }) id: string | null,
    @Ctx() { loaders }: RequestContext<LineageLoaders>,
  ): Promise<Dataset | null> {
    return loadDataset(loaders, identify({ id, namespace, name }, datasetId));
  }
}

/** Null when there is no such dataset, also when the id is of something else. */
export async function loadDataset(loaders: LineageLoaders, id: string): Promise<Dataset | null> {
  const row = await loaders.node.load(id);
  return row?.kind === 'dataset' ? toDataset(row) : null;
}
