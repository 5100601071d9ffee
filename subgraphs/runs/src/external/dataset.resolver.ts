import type { RequestContext } from '@hotpass/server';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RunLoaders } from '../run/run.loaders.ts';
import { Run, toRun } from '../run/run.type.ts';
import { Dataset } from './dataset.type.ts';

@Resolver(() => Dataset)
export class DatasetResolver {
  @FieldResolver(() => Run, { nullable: true, description: 'The run that completed last of those that name it as an output.' })
  async lastWrittenBy(@Root() dataset: Dataset, @Ctx() context: RequestContext<RunLoaders>): Promise<Run | null> {
    const id = await context.loaders.lastWriterId.load(dataset.id);
    return id === null ? null : toRun(await context.loaders.run.load(id));
  }
}
