import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { eventConnection, eventQuery } from '../events/event-page.ts';
import type { EventService } from '../events/event.service.ts';
import { LineageEvent, toLineageEvent } from '../events/event.type.ts';
import {
  ConformanceReport,
  ConformanceReportConnection,
  ConformanceReportFilter,
  toConformanceReport,
  toEventFilter,
} from './conformance.type.ts';

@Resolver(() => ConformanceReport)
export class ConformanceResolver {
  readonly #service: EventService;

  constructor(service: EventService) {
    this.#service = service;
  }

  @Query(() => ConformanceReport, { nullable: true, description: 'How one stored event stands to the OpenLineage schemas.' })
  async conformanceReport(
    @Arg('entryId', () => ID, { description: 'The id ingest answered with.' }) entryId: string,
    @Ctx() { principal, minPosition }: RequestContext,
  ): Promise<ConformanceReport | null> {
    await this.#service.reached(minPosition);
    const event = await this.#service.find(principal, entryId);
    return event && toConformanceReport(event);
  }

  // type-graphql prints arguments in reverse order.
  @Query(() => ConformanceReportConnection, { description: 'Conformance reports of stored events, newest first.' })
  async conformanceReports(
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last report of the page before.' }) after: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, at most 100; 25 unless given.' }) first: number | null,
    @Arg('filter', () => ConformanceReportFilter, { nullable: true, description: 'Which reports.' }) filter: ConformanceReportFilter | null,
    @Ctx() { principal, minPosition }: RequestContext,
  ): Promise<ConformanceReportConnection> {
    const query = eventQuery(toEventFilter(filter), { first, after });
    await this.#service.reached(minPosition);
    return eventConnection(await this.#service.page(principal, query), after, toConformanceReport);
  }

  @FieldResolver(() => LineageEvent, { description: 'The event.' })
  event(@Root() { record }: ConformanceReport): LineageEvent {
    return toLineageEvent(record);
  }
}
