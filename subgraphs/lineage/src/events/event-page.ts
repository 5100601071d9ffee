import { BadUserInputError } from '@hotpass/kernel';
import { isEncodable } from '@hotpass/openlineage';
import { decodePageCursor, pageInfoOf, pageSize, wrongPageCursor, type PageInfo } from '@hotpass/server';
import type { EventFilter } from './event-filter.ts';
import type { EventRecord } from './event-record.ts';
import type { EventQuery } from './event.repository.ts';
import type { EventPage } from './event.service.ts';

export interface PageArguments {
  readonly first: number | null;
  readonly after: string | null;
}

const filterLimits = { producerLength: 4_096 } as const;

/** @throws BadUserInputError when the page or the filter cannot be. */
export function eventQuery(filter: EventFilter, { first, after }: PageArguments): EventQuery {
  const { producer } = filter;
  if (producer && (producer.length > filterLimits.producerLength || !isEncodable(producer))) {
    throw new BadUserInputError('No producer is written like this.', { argument: 'filter' });
  }
  return { filter, after: after ? positionOf(after) : null, limit: pageSize(first) };
}

interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
  readonly cursor: string;
}

export function eventConnection<Node>(page: EventPage, after: string | null, show: (event: EventRecord) => Node): Connection<Node> {
  const { events, hasMore, cursor } = page;
  const sides = { hasNextPage: hasMore, hasPreviousPage: after !== null && after !== undefined };
  return { nodes: events.map(show), pageInfo: pageInfoOf(events, ({ position }) => [position], sides), cursor };
}

/** @throws BadUserInputError when it is no cursor of this list. */
function positionOf(pageCursor: string): number {
  const [position] = decodePageCursor(pageCursor, 1);
  if (typeof position !== 'number' || !Number.isSafeInteger(position)) {
    throw wrongPageCursor();
  }
  return position;
}
