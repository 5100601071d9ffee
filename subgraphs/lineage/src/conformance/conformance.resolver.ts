import { BadUserInputError } from '@hotpass/kernel';
import { decodePageCursor, encodePageCursor, pageSize, type RequestContext } from '@hotpass/server';
import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { ConformanceReport } from './conformance-report.ts';
import type { ConformanceService } from './conformance.service.ts';
import { ConformanceReportConnection, ConformanceReportFilter, ConformanceReportType } from './conformance.type.ts';

@Resolver()
export class ConformanceResolver {
  readonly #service: ConformanceService;

  constructor(service: ConformanceService) {
    this.#service = service;
  }

  @Query(() => ConformanceReportType, { nullable: true, description: 'How one stored event stands to the OpenLineage schemas.' })
  async conformanceReport(
    @Arg('entryId', () => ID, { description: 'The id ingest answered with.' }) entryId: string,
    @Ctx() { principal, minPosition }: RequestContext,
  ): Promise<ConformanceReport | null> {
    await this.#service.reached(minPosition);
    return this.#service.report(principal, entryId);
  }

  // type-graphql prints arguments in reverse order.
  @Query(() => ConformanceReportConnection, { description: 'Conformance reports of stored events, newest first.' })
  async conformanceReports(
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last report of the page before.' }) after: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, at most 100; 25 unless given.' }) first: number | null,
    @Arg('filter', () => ConformanceReportFilter, { nullable: true, description: 'Which reports.' }) filter: ConformanceReportFilter | null,
    @Ctx() { principal, minPosition }: RequestContext,
  ): Promise<ConformanceReportConnection> {
    const query = { conforms: filter?.conforms ?? null, after: after ? positionOf(after) : null, limit: pageSize(first) };
    await this.#service.reached(minPosition);
    const { reports, hasMore, cursor } = await this.#service.page(principal, query);
    const [newest, oldest] = [reports.at(0), reports.at(-1)];
    return {
      nodes: reports,
      pageInfo: {
        hasNextPage: hasMore,
        hasPreviousPage: after !== null && after !== undefined,
        startCursor: newest ? encodePageCursor([newest.position]) : null,
        endCursor: oldest ? encodePageCursor([oldest.position]) : null,
      },
      cursor,
    };
  }
}

/** @throws BadUserInputError when it is no cursor of this list. */
function positionOf(pageCursor: string): number {
  const [position] = decodePageCursor(pageCursor, 1);
  if (typeof position !== 'number' || !Number.isSafeInteger(position)) {
    throw new BadUserInputError('This is not a page cursor of this list.', { argument: 'after' });
  }
  return position;
}
