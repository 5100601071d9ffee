import { isEncodable } from '@hotpass/openlineage';
import { decodePageCursor, pageInfoOf, pageSize, wrongPageCursor } from '@hotpass/server';
import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { loadDataset } from '../dataset/dataset.resolver.ts';
import { Dataset } from '../dataset/dataset.type.ts';
import { loadJob } from '../job/job.resolver.ts';
import { Job } from '../job/job.type.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import type { ChangePlace } from './change.repository.ts';
import type { ChangeService } from './change.service.ts';
import { Change, ChangeConnection, toChange } from './change.type.ts';

@Resolver(() => Change)
export class ChangeResolver {
  readonly #service: ChangeService;

  constructor(service: ChangeService) {
    this.#service = service;
  }

  // type-graphql prints arguments in reverse order.
  @Query(() => ChangeConnection, { description: 'What changed last in the newest state of the graph: what was told last comes first.' })
  async recentChanges(
    @Arg('after', () => String, { nullable: true, description: 'Page cursor to go on after.' }) after: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
    @Ctx() { principal, minPosition }: RequestContext,
  ): Promise<ChangeConnection> {
    const place = after === null || after === undefined ? null : placeOf(after);
    await this.#service.reached(minPosition);
    const page = await this.#service.recent(principal, place, pageSize(first));
    const sides = { hasNextPage: page.hasNextPage, hasPreviousPage: place !== null };
    const pageInfo = pageInfoOf(page.changes, (change) => [change.position, change.place], sides);
    return { nodes: page.changes.map(toChange), pageInfo, cursor: page.cursor };
  }

  @FieldResolver(() => Dataset, { nullable: true, description: 'The dataset that changed, or that a job reads or writes.' })
  async dataset(@Root() { row }: Change, @Ctx() { loaders }: RequestContext<LineageLoaders>): Promise<Dataset | null> {
    return row.dataset === null ? null : loadDataset(loaders, row.dataset);
  }

  @FieldResolver(() => Job, { nullable: true, description: 'The job that changed.' })
  async job(@Root() { row }: Change, @Ctx() { loaders }: RequestContext<LineageLoaders>): Promise<Job | null> {
    return row.job === null ? null : loadJob(loaders, row.job);
  }
}

/** @throws BadUserInputError when the text is no cursor of this list. */
function placeOf(cursor: string): ChangePlace {
  const [position, place] = decodePageCursor(cursor, 2);
  const isPlace = typeof position === 'number' && Number.isSafeInteger(position) && typeof place === 'string' && isEncodable(place);
  if (!isPlace) throw wrongPageCursor();
  return { position, place };
}
