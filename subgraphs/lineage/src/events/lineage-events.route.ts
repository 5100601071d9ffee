import { BadUserInputError, localPrincipal } from '@hotpass/kernel';
import { parseEventTime } from '@hotpass/openlineage';
import type { FastifyInstance } from 'fastify';
import type { EventListing, ListingQuery } from './event-listing.ts';

const url = '/api/v1/events/lineage';
const limits = { events: 1_000, offset: 100_000 } as const;
const defaultLimit = 100;

/** The Marquez reading of stored events: `GET /api/v1/events/lineage`. */
export function registerEventRoutes(app: FastifyInstance, listing: EventListing): void {
  app.get(url, async (request, reply) => {
    const query = readQuery(new URLSearchParams(request.url.split('?')[1] ?? ''));
    const { json, count, totalCount } = await listing.list(localPrincipal, query);
    const next = query.offset + count;
    // The answer may hold fewer events than asked for: where it is cut is said here.
    if (count > 0 && next < totalCount) reply.header('link', `<${url}?${nextPage(request.url, next)}>; rel="next"`);
    return reply.type('application/json').send(json);
  });
}

function nextPage(asked: string, offset: number): string {
  const parameters = new URLSearchParams(asked.split('?')[1] ?? '');
  parameters.set('offset', String(offset));
  return parameters.toString();
}

function readQuery(parameters: URLSearchParams): ListingQuery {
  const direction = (parameters.get('sortDirection') ?? 'desc').toLowerCase();
  if (direction !== 'asc' && direction !== 'desc') throw wrong('sortDirection', 'is `asc` or `desc`');
  return {
    direction,
    limit: readNumber(parameters, 'limit', defaultLimit, limits.events),
    offset: readNumber(parameters, 'offset', 0, limits.offset),
    range: { gte: readTime(parameters, 'after'), lt: readTime(parameters, 'before') },
  };
}

function readNumber(parameters: URLSearchParams, name: string, otherwise: number, greatest: number): number {
  const text = parameters.get(name);
  if (text === null) return otherwise;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number <= greatest)) throw wrong(name, `is a whole number from 0 to ${greatest}`);
  return number;
}

function readTime(parameters: URLSearchParams, name: string): Date | null {
  const text = parameters.get(name);
  if (text === null) return null;
  // A plus sign in a query is a space once it is decoded; a time has none elsewhere.
  const { time } = parseEventTime(text.replace(/ (?=\d{2}:\d{2}$)/, '+'));
  if (!time) throw wrong(name, 'is a time as in RFC 3339');
  return time;
}

function wrong(argument: string, what: string): BadUserInputError {
  return new BadUserInputError(`\`${argument}\` ${what}.`, { argument });
}
