import { BadUserInputError } from '@hotpass/kernel';
import { decodePageCursor, mutationResult, pageInfoOf, pageSize, wrongPageCursor, type RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { EventLoaders } from '../events/event.loaders.ts';
import { LineageEvent, toLineageEvent } from '../events/event.type.ts';
import type { QuarantineKey, QuarantineService } from './quarantine.service.ts';
import {
  QuarantineConnection,
  QuarantinedEntryType,
  ReplayQuarantinedInput,
  ReplayQuarantinedPayload,
  toQuarantinedEntry,
} from './quarantine.type.ts';

type Context = RequestContext<EventLoaders>;

@Resolver(() => QuarantinedEntryType)
export class QuarantineResolver {
  readonly #service: QuarantineService;

  constructor(service: QuarantineService) {
    this.#service = service;
  }

  // type-graphql prints arguments in reverse order.
  @Query(() => QuarantineConnection, { description: 'Entries that consumers have set aside, by consumer and in the order of the log.' })
  async quarantine(
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last entry of the page before.' }) after: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, at most 100; 25 unless given.' }) first: number | null,
    @Arg('consumer', () => String, { nullable: true, description: 'Only of this consumer, for example `runs.openlineage`.' }) consumer:
      | string
      | null,
  ): Promise<QuarantineConnection> {
    if (consumer?.includes('\0')) throw new BadUserInputError('No consumer has such a name.', { argument: 'consumer' });
    const page = { after: after ? placeOf(after) : null, limit: pageSize(first) };
    const { entries, hasMore, cursor } = await this.#service.page(consumer ?? null, page);
    const sides = { hasNextPage: hasMore, hasPreviousPage: after !== null && after !== undefined };
    const pageInfo = pageInfoOf(entries, (entry) => [entry.consumer, entry.position], sides);
    return { nodes: entries.map(toQuarantinedEntry), pageInfo, cursor };
  }

  @Mutation(() => ReplayQuarantinedPayload, {
    description: 'Gives an entry to its consumer again, and those held back behind it in order; done where the consumer runs.',
  })
  async replayQuarantined(
    @Arg('input', () => ReplayQuarantinedInput, { description: 'The entry.' }) { id }: ReplayQuarantinedInput,
    @Ctx() { principal }: Context,
  ): Promise<ReplayQuarantinedPayload> {
    return mutationResult<ReplayQuarantinedPayload>(
      async () => ({ ...(await this.#service.replay(principal, id)), errors: [] }),
      (errors) => ({ entryId: null, count: null, errors }),
    );
  }

  @FieldResolver(() => LineageEvent, { nullable: true, description: 'The event, when it is one and could be listed.' })
  async event(@Root() { entryId }: QuarantinedEntryType, @Ctx() { loaders }: Context): Promise<LineageEvent | null> {
    const event = await loaders.event.load(entryId);
    return event && toLineageEvent(event);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Its bytes as they stand in the log; bounded as `LineageEvent.body` is.' })
  body(@Root() { entryId }: QuarantinedEntryType, @Ctx() { loaders }: Context): Promise<string | null> {
    return loaders.eventBody.load(entryId);
  }
}

/** @throws BadUserInputError when it is no cursor of this list. */
function placeOf(pageCursor: string): QuarantineKey {
  const [consumer, position] = decodePageCursor(pageCursor, 2);
  if (typeof consumer !== 'string' || consumer.includes('\0') || typeof position !== 'number' || !Number.isSafeInteger(position)) {
    throw wrongPageCursor();
  }
  return { consumer, position };
}
