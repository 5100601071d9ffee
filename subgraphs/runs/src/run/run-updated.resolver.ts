import { isProjected } from '@hotpass/events';
import type { EventRoot, RequestContext } from '@hotpass/server';
import { Arg, Ctx, Directive, Resolver, Root, Subscription } from 'type-graphql';
import { checkRunFilter } from './run-filter.ts';
import { RunFilterInput } from './run-filter.input.ts';
import { RunUpdatedEvent } from './run-updated.type.ts';
import type { RunLoaders } from './run.loaders.ts';
import type { RunRepository } from './run.repository.ts';
import { toRun } from './run.type.ts';

@Resolver()
export class RunUpdatedResolver {
  readonly #runs: RunRepository;

  constructor(runs: RunRepository) {
    this.#runs = runs;
  }

  @Directive('@topic(name: "openlineage")')
  @Subscription(() => RunUpdatedEvent, {
    nullable: true,
    subscribe: fedByTheLog,
    description: 'Every event of the runs that match, as it is projected.',
  })
  async runUpdated(
    @Root() event: EventRoot,
    @Ctx() context: RequestContext<RunLoaders>,
    @Arg('filter', () => RunFilterInput, { nullable: true, description: 'Which runs, as they are after the event; all when not given.' })
    filter: RunFilterInput | null,
    @Arg('after', () => String, { nullable: true, description: 'Log position to go on after; only new events when not given.' }) _after:
      | string
      | null,
  ): Promise<RunUpdatedEvent | null> {
    const runId = event.keys.find((key) => key.startsWith('run_'));
    if (runId === undefined || !isProjected(event.decision)) return null;
    checkRunFilter(filter ?? {});
    const run = await this.#runs.matching(context.principal, runId, { filter: filter ?? {}, now: context.loaders.now });
    return run && Object.assign(new RunUpdatedEvent(), { cursor: event.cursor, run: toRun(run) });
  }
}

function fedByTheLog(): never {
  throw new Error('This subscription is fed by the log.');
}
