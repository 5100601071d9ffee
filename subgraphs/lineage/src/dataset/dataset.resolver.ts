import { datasetId } from '@hotpass/kernel';
import type { RequestContext } from '@hotpass/server';
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { NodeIdentification } from '../node/identification.args.ts';
import { identify } from '../node/identify.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import { Dataset, toDataset } from './dataset.type.ts';

@Resolver(() => Dataset)
export class DatasetResolver {
  @Query(() => Dataset, { nullable: true, description: 'One dataset, by its id or by namespace and name.' })
  dataset(
    @Args(() => NodeIdentification) by: NodeIdentification,
    @Ctx() { loaders }: RequestContext<LineageLoaders>,
  ): Promise<Dataset | null> {
    return loadDataset(loaders, identify(by, datasetId));
  }
}

/** Null when there is no such dataset, also when the id is of something else. */
export async function loadDataset(loaders: LineageLoaders, id: string): Promise<Dataset | null> {
  const row = await loaders.node.load(id);
  return row?.kind === 'dataset' ? toDataset(row) : null;
}
