import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { checkRunFilter } from './run-filter.ts';
import { RunFilterInput, RunOrderInput } from './run-filter.input.ts';
import { runConnection, RunConnection } from './run-connection.type.ts';
import { newestFirst, runPageRequest } from './run-page.ts';
import type { RunLoaders } from './run.loaders.ts';
import type { RunRepository } from './run.repository.ts';
import { Run, toRun } from './run.type.ts';

@Resolver()
export class RunResolver {
  readonly #runs: RunRepository;

  constructor(runs: RunRepository) {
    this.#runs = runs;
  }

  @Query(() => Run, { nullable: true, description: 'One run; null when no event of it is known.' })
  async run(
    @Arg('id', () => ID, { description: '`run_` and the UUID of the run.' }) id: string,
    @Ctx() context: RequestContext<RunLoaders>,
  ): Promise<Run | null> {
    return toRun(await context.loaders.run.load(id));
  }

  @Query(() => RunConnection, { description: 'Runs of every job.' })
  async runs(
    @Ctx() context: RequestContext<RunLoaders>,
    @Arg('filter', () => RunFilterInput, { nullable: true, description: 'Which runs; all when not given.' }) filter: RunFilterInput | null,
    @Arg('orderBy', () => RunOrderInput, { nullable: true, description: 'In which order.' }) orderBy: RunOrderInput | null,
    @Arg('first', () => Int, {
      nullable: true,
      description: 'How many from the start, 1 to 100; 25 when neither `first` nor `last` is given.',
    })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Page cursor to go on after.' }) after: string | null,
    @Arg('last', () => Int, { nullable: true, description: 'How many from the end, 1 to 100.' }) last: number | null,
    @Arg('before', () => String, { nullable: true, description: 'Page cursor to stop before.' }) before: string | null,
  ): Promise<RunConnection> {
    const [which, order] = [filter ?? {}, orderBy ?? newestFirst];
    checkRunFilter(which);
    const selection = { filter: which, now: context.loaders.now };
    const page = await this.#runs.page(context.principal, selection, runPageRequest({ first, after, last, before }, order));
    return runConnection(page, order, () => this.#runs.count(context.principal, selection));
  }
}
