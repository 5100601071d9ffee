import { decodePageCursor, pageInfoOf, pageSize, wrongPageCursor } from '@hotpass/server';
import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { LineageInput } from '../graph/lineage.input.ts';
import type { CoverageLoaders } from './coverage.loaders.ts';
import type { CoverageService } from './coverage.service.ts';
import { LineageCoverage, Producer, ProducerConnection, ProducerCoverage, producerKey, toProducer } from './coverage.type.ts';

@Resolver(() => Producer)
export class CoverageResolver {
  readonly #service: CoverageService;

  constructor(service: CoverageService) {
    this.#service = service;
  }

  @Query(() => LineageCoverage, {
    description: 'How completely a part of the graph is reported: whether its picture can be trusted to be whole.',
  })
  async lineageCoverage(
    @Arg('input', () => LineageInput, { description: 'Which part of the graph.' }) input: LineageInput,
    @Ctx() { principal, minPosition }: RequestContext,
  ): Promise<LineageCoverage> {
    await this.#service.reached(minPosition);
    return this.#service.ofSlice(principal, input);
  }

  // type-graphql prints arguments in reverse order.
  @Query(() => ProducerConnection, { description: 'Everybody who sends events, those heard of last first.' })
  async producers(
    @Arg('after', () => String, { nullable: true, description: 'Page cursor to go on after.' }) after: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
    @Ctx() { principal, minPosition }: RequestContext,
  ): Promise<ProducerConnection> {
    const place = after === null || after === undefined ? null : placeOf(after);
    await this.#service.reached(minPosition);
    const page = await this.#service.producers(principal, place, pageSize(first));
    const sides = { hasNextPage: page.hasNextPage, hasPreviousPage: place !== null };
    const pageInfo = pageInfoOf(page.producers, ({ lastSeen, id }) => [lastSeen.getTime(), id], sides);
    return { nodes: page.producers.map(toProducer), pageInfo, cursor: page.cursor };
  }

  @FieldResolver(() => ProducerCoverage, { nullable: true, description: 'How completely it reports.' })
  coverage(@Root() producer: Producer, @Ctx() { loaders }: RequestContext<CoverageLoaders>): Promise<ProducerCoverage> {
    return loaders.producerCoverage.load(producerKey(producer));
  }
}

/** @throws BadUserInputError when the text is no cursor of this list. */
function placeOf(cursor: string): [lastSeen: string, id: string] {
  const [time, id] = decodePageCursor(cursor, 2);
  const date = new Date(typeof time === 'number' ? time : Number.NaN);
  const isPlace = date.getTime() >= 0 && date.getUTCFullYear() <= 9999 && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
  if (!isPlace) throw wrongPageCursor();
  return [date.toISOString(), id];
}
