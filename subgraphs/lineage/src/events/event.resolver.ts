import { mutationResult, type RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { loadDataset } from '../dataset/dataset.resolver.ts';
import { Dataset } from '../dataset/dataset.type.ts';
import { Run } from '../external/run.type.ts';
import { loadJob } from '../job/job.resolver.ts';
import { Job } from '../job/job.type.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import { LineageEventFilter } from './event-filter.input.ts';
import { eventConnection, eventQuery } from './event-page.ts';
import type { EventLoaders } from './event.loaders.ts';
import type { EventService } from './event.service.ts';
import { AcceptLineageEventInput, AcceptLineageEventPayload, LineageEvent, LineageEventConnection, toLineageEvent } from './event.type.ts';

type Context = RequestContext<LineageLoaders & EventLoaders>;

@Resolver(() => LineageEvent)
export class EventResolver {
  readonly #service: EventService;

  constructor(service: EventService) {
    this.#service = service;
  }

  @Query(() => LineageEvent, { nullable: true, description: 'One event as it came in.' })
  async event(
    @Arg('id', () => ID, { description: 'The id ingest answered with.' }) id: string,
    @Ctx() { loaders, minPosition }: Context,
  ): Promise<LineageEvent | null> {
    await this.#service.reached(minPosition);
    const event = await loaders.event.load(id);
    return event && toLineageEvent(event);
  }

  // type-graphql prints arguments in reverse order.
  @Query(() => LineageEventConnection, { description: 'Events as they came in, those stored last first.' })
  async events(
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last event of the page before.' }) after: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, at most 100; 25 unless given.' }) first: number | null,
    @Arg('filter', () => LineageEventFilter, { nullable: true, description: 'Which events.' }) filter: LineageEventFilter | null,
    @Ctx() { principal, minPosition }: Context,
  ): Promise<LineageEventConnection> {
    const query = eventQuery(filter ?? {}, { first, after });
    await this.#service.reached(minPosition);
    return eventConnection(await this.#service.page(principal, query), after, toLineageEvent);
  }

  @Mutation(() => AcceptLineageEventPayload, { description: 'Takes in an event that waits since its time is suspect or unreadable.' })
  async acceptLineageEvent(
    @Arg('input', () => AcceptLineageEventInput, { description: 'The event.' }) { eventId, eventTime }: AcceptLineageEventInput,
    @Ctx() { principal }: Context,
  ): Promise<AcceptLineageEventPayload> {
    return mutationResult<AcceptLineageEventPayload>(
      async () => ({ entryId: await this.#service.accept(principal, eventId, eventTime ?? null), errors: [] }),
      (errors) => ({ entryId: null, errors }),
    );
  }

  @FieldResolver(() => Job, { nullable: true, description: 'The job it is about; null while that is not projected.' })
  async job(@Root() { jobId }: LineageEvent, @Ctx() { loaders }: Context): Promise<Job | null> {
    return jobId === null ? null : loadJob(loaders, jobId);
  }

  @FieldResolver(() => Dataset, { nullable: true, description: 'The dataset a DatasetEvent is about; null while that is not projected.' })
  async dataset(@Root() { datasetId }: LineageEvent, @Ctx() { loaders }: Context): Promise<Dataset | null> {
    return datasetId === null ? null : loadDataset(loaders, datasetId);
  }

  @FieldResolver(() => Run, { nullable: true, description: 'The run it is about; null when it does not count.' })
  run(@Root() { runId, projected }: LineageEvent): Run | null {
    return runId === null || !projected ? null : { id: runId };
  }

  @FieldResolver(() => LineageEvent, { nullable: true, description: 'The event that was accepted with this entry.' })
  async acceptedFrom(@Root() { record }: LineageEvent, @Ctx() { loaders }: Context): Promise<LineageEvent | null> {
    const event = record.cause === null ? null : (await loaders.relatedEvents.load(record.cause)).of;
    return event && toLineageEvent(event);
  }

  @FieldResolver(() => LineageEvent, { nullable: true, description: 'The entry with which it was accepted, when it was.' })
  async acceptedAs(@Root() { record }: LineageEvent, @Ctx() { loaders }: Context): Promise<LineageEvent | null> {
    const event = record.projected ? null : (await loaders.relatedEvents.load(record.position)).again;
    return event && toLineageEvent(event);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Its bytes as received. The bodies of one answer make at most 8 MiB; beyond, each is an error with code LIMIT_EXCEEDED.',
  })
  body(@Root() { id }: LineageEvent, @Ctx() { loaders }: Context): Promise<string | null> {
    return loaders.eventBody.load(id);
  }
}
