import { pageSize } from '@hotpass/server';
import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root, registerEnumType } from 'type-graphql';
import type { LineageLoaders } from '../node/node.loaders.ts';
import { DatasetLifecycleChange } from '../version/lifecycle.type.ts';
import { datasetStates } from './dataset-life.repository.ts';
import type { DatasetState } from './dataset-life.repository.ts';
import { loadDataset } from './dataset.resolver.ts';
import { Dataset } from './dataset.type.ts';

type Context = RequestContext<LineageLoaders>;

registerEnumType(datasetStates, {
  name: 'DatasetState',
  description: 'Whether a dataset is still there, by what its producers last told.',
  valuesConfig: {
    ACTIVE: { description: 'It is there: nobody told otherwise, or it was written since.' },
    DROPPED: { description: 'It was removed.' },
    RENAMED: { description: 'It has another name, see `renamedTo`.' },
  },
});

/** What became of a dataset as a whole, and what else it is called. */
@Resolver(() => Dataset)
export class DatasetLifeResolver {
  @FieldResolver(() => datasetStates, { description: 'Whether it is still there.' })
  async state(@Root() { id }: Dataset, @Ctx() { loaders }: Context): Promise<DatasetState> {
    return (await loaders.datasetLife.load(id)).state;
  }

  @FieldResolver(() => Dataset, { nullable: true, description: 'What it is called now, when it is renamed.' })
  async renamedTo(@Root() { id }: Dataset, @Ctx() { loaders }: Context): Promise<Dataset | null> {
    const { renamedTo } = await loaders.datasetLife.load(id);
    return renamedTo === null ? null : loadDataset(loaders, renamedTo);
  }

  @FieldResolver(() => Dataset, {
    nullable: true,
    description: 'What it was called before it was last renamed; null also when no event is about that name, see `lifecycle`.',
  })
  async renamedFrom(@Root() { id }: Dataset, @Ctx() { loaders }: Context): Promise<Dataset | null> {
    const { renamedFrom } = await loaders.datasetLife.load(id);
    return renamedFrom === null ? null : loadDataset(loaders, renamedFrom);
  }

  @FieldResolver(() => [DatasetLifecycleChange], { description: 'What happened to it as a whole, newest first.' })
  async lifecycle(
    @Root() { id }: Dataset,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
    @Ctx() { loaders }: Context,
  ): Promise<DatasetLifecycleChange[]> {
    const rows = await loaders.lifecycle.load({ dataset: id, size: pageSize(first) });
    return rows.map(({ toldBy, ...row }) => ({ ...row, run: toldBy.startsWith('run_') ? { id: toldBy } : null }));
  }

  @FieldResolver(() => Dataset, {
    nullable: true,
    description: 'Of all names of the same dataset (symlinks) the one that walks show; itself when it has no other name.',
  })
  async representative(@Root() dataset: Dataset, @Ctx() { loaders }: Context): Promise<Dataset | null> {
    const { representative } = await loaders.aliases.load(dataset.id);
    return representative === dataset.id ? dataset : loadDataset(loaders, representative);
  }

  @Directive('@listSize(assumedSize: 10)')
  @FieldResolver(() => [Dataset], { description: 'The other names of the same dataset (symlinks), the first hundred.' })
  async aliases(@Root() { id }: Dataset, @Ctx() { loaders }: Context): Promise<Dataset[]> {
    const { aliases } = await loaders.aliases.load(id);
    const datasets = await Promise.all(aliases.map((alias) => loadDataset(loaders, alias)));
    return datasets.filter((dataset) => dataset !== null);
  }
}
