import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { RunLoaders } from '../run/run.loaders.ts';
import { Run } from '../run/run.type.ts';
import { runStepConnection, RunStepConnection } from './run-step.type.ts';

@Resolver(() => Run)
export class RunStepResolver {
  @FieldResolver(() => RunStepConnection, {
    nullable: true,
    description: 'Runs below it, on every level, as a waterfall shows them: what names it or one of them as its parent.',
  })
  async steps(
    @Root() run: Run,
    @Ctx() context: RequestContext<RunLoaders>,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Page cursor to go on after.' }) after: string | null,
  ): Promise<RunStepConnection> {
    return runStepConnection(run, await context.loaders.steps.load(run.id), { first, after });
  }
}
