import type { EventRoot, RequestContext } from '@hotpass/server';
import { Arg, Ctx, Directive, Resolver, Root, Subscription } from 'type-graphql';
import { LineageInput } from '../graph/lineage.input.ts';
import { LineageUpdatedEvent, toLineageUpdatedEvent } from './lineage-updated.type.ts';
import type { UpdatesService } from './updates.service.ts';

@Resolver()
export class LineageUpdatedResolver {
  readonly #service: UpdatesService;

  constructor(service: UpdatesService) {
    this.#service = service;
  }

  @Directive('@topic(name: "graph", coalesceMs: 100)')
  @Directive('@sizedBy(argument: "input.maxNodes", most: 500)')
  @Subscription(() => LineageUpdatedEvent, {
    nullable: true,
    subscribe: fedByTheLog,
    description:
      'What changes in the part of the graph that `lineage` answers for the same input, from its `cursor` on. ' +
      'A root that nobody has named yet is waited for. A slice with `asOf` or `since` cannot be followed. RESYNC when an entry was taken in late that corrects what was shown, ' +
      'and when an event would tell of more than 500 vertices, edges or dependencies: load the slice again.',
  })
  async lineageUpdated(
    @Root() event: EventRoot,
    @Ctx() context: RequestContext,
    @Arg('input', () => LineageInput, { description: 'Which part of the graph.' }) input: LineageInput,
    @Arg('after', () => String, { nullable: true, description: 'Log position to go on after; only what is new when not given.' }) _after:
      | string
      | null,
  ): Promise<LineageUpdatedEvent | null> {
    const { change, watch } = await this.#service.changeAt(context.principal, event, input);
    context.renewWatch(watch);
    return change && toLineageUpdatedEvent(event.cursor, change);
  }
}

function fedByTheLog(): never {
  throw new Error('This subscription is fed by the log.');
}
