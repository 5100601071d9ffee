import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { groupConnection, RunConnection } from '../run/run-connection.type.ts';
import type { RunLoaders } from '../run/run.loaders.ts';
import { Run, toRun } from '../run/run.type.ts';
import { Dataset } from './dataset.type.ts';

@Resolver(() => Dataset)
export class DatasetResolver {
  @FieldResolver(() => Run, {
    nullable: true,
    description: 'The run that completed last of those that name it, by any of its names, as an output.',
  })
  async lastWrittenBy(@Root() dataset: Dataset, @Ctx() context: RequestContext<RunLoaders>): Promise<Run | null> {
    const id = await context.loaders.lastWriterId.load(dataset.id);
    return id === null ? null : toRun(await context.loaders.run.load(id));
  }

  @FieldResolver(() => RunConnection, { nullable: true, description: 'Runs that name it, by any of its names, as an input, newest first.' })
  async readBy(
    @Root() dataset: Dataset,
    @Ctx() context: RequestContext<RunLoaders>,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Page cursor to go on after.' }) after: string | null,
  ): Promise<RunConnection> {
    return groupConnection(context.loaders.group.readers, dataset.id, { first, after });
  }

  @FieldResolver(() => RunConnection, {
    nullable: true,
    description: 'Runs that name it, by any of its names, as an output, newest first, whatever became of them.',
  })
  async writtenBy(
    @Root() dataset: Dataset,
    @Ctx() context: RequestContext<RunLoaders>,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Page cursor to go on after.' }) after: string | null,
  ): Promise<RunConnection> {
    return groupConnection(context.loaders.group.writers, dataset.id, { first, after });
  }
}
