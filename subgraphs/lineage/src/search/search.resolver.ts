import { pageInfoOf, pageSize } from '@hotpass/server';
import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { loadColumn } from '../column/column.resolver.ts';
import { Column } from '../column/column.type.ts';
import { Dataset, toDataset } from '../dataset/dataset.type.ts';
import { Job, toJob } from '../job/job.type.ts';
import { Namespace, toNamespace } from '../namespace/namespace.type.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import type { NodeRow } from '../node/node.row.ts';
import { decodeSearchPlace, searchKey } from './search-page.ts';
import type { SearchKind } from './search-text.ts';
import type { SearchService } from './search.service.ts';
import { SearchConnection, SearchResult, SearchTypeEnum, toSearchResult } from './search.type.ts';

const text =
  'What to look for; of more than 2,000 characters the first. Prefixes: `ds:`, `job:`, `col:` for what to look for, `ns:` for the namespace ' +
  '(alone it finds namespaces), `tag:key` or `tag:key=value`; a value with blanks stands in double quotes. Without a word and without a prefix nothing is found.';

@Resolver(() => SearchResult)
export class SearchResolver {
  readonly #service: SearchService;

  constructor(service: SearchService) {
    this.#service = service;
  }

  // type-graphql prints arguments in reverse order.
  @Query(() => SearchConnection, {
    description:
      'Datasets, jobs, namespaces and columns whose names meet a text: the whole name first, then its beginning, then words and parts, then other spellings. ' +
      'Of equal ones columns come last, and the rest is by name.',
  })
  async search(
    @Arg('after', () => String, { nullable: true, description: 'Page cursor to go on after.' }) after: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
    @Arg('types', () => [SearchTypeEnum], { nullable: true, description: 'What to look for; everything when not given.' })
    types: SearchKind[] | null,
    @Arg('text', () => String, { description: text }) typed: string,
    @Ctx() { principal }: RequestContext,
  ): Promise<SearchConnection> {
    const place = decodeSearchPlace(after);
    const page = await this.#service.search(principal, { text: typed, types: types ?? null, size: pageSize(first), after: place });
    const pageInfo = pageInfoOf(page.hits, searchKey, { hasNextPage: page.hasNextPage, hasPreviousPage: place !== null });
    return { nodes: page.hits.map(toSearchResult), pageInfo, cursor: page.cursor };
  }

  @FieldResolver(() => Dataset, { nullable: true, description: 'The dataset that was found, or the one whose column was.' })
  async dataset(@Root() { hit }: SearchResult, @Ctx() context: RequestContext<LineageLoaders>): Promise<Dataset | null> {
    const row = await vertexOf(hit, context);
    return row?.kind === 'dataset' ? toDataset(row) : null;
  }

  @FieldResolver(() => Column, { nullable: true, description: 'The column that was found.' })
  async column(@Root() { hit }: SearchResult, @Ctx() { loaders }: RequestContext<LineageLoaders>): Promise<Column | null> {
    return hit.kind === 'column' ? loadColumn(loaders, hit.id) : null;
  }

  @FieldResolver(() => Job, { nullable: true, description: 'The job that was found.' })
  async job(@Root() { hit }: SearchResult, @Ctx() context: RequestContext<LineageLoaders>): Promise<Job | null> {
    const row = await vertexOf(hit, context);
    return row?.kind === 'job' ? toJob(row) : null;
  }

  @FieldResolver(() => Namespace, { nullable: true, description: 'The namespace that was found, or the one it is in.' })
  async namespace(@Root() { hit }: SearchResult, @Ctx() context: RequestContext<LineageLoaders>): Promise<Namespace | null> {
    if (hit.kind !== 'namespace') {
      const row = await vertexOf(hit, context);
      return row && { id: row.namespaceId, name: row.namespace };
    }
    const row = await context.loaders.namespace.load(hit.id);
    return row && toNamespace(row);
  }
}

async function vertexOf(hit: SearchResult['hit'], { loaders }: RequestContext<LineageLoaders>): Promise<NodeRow | null> {
  return hit.kind === 'namespace' ? null : loaders.node.load(hit.dataset ?? hit.id);
}
