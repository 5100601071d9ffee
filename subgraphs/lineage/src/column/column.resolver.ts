import { BadUserInputError, columnId } from '@hotpass/kernel';
import { decodePageCursor, pageInfoOf, pageSize, wrongPageCursor } from '@hotpass/server';
import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { tagsByPeople } from '../annotation/tags-by-people.ts';
import { loadDataset } from '../dataset/dataset.resolver.ts';
import { Dataset } from '../dataset/dataset.type.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import { Tag } from '../tag/tag.type.ts';
import { ColumnTag } from './column-tag.type.ts';
import { Column, ColumnConnection, toColumn } from './column.type.ts';

type Context = RequestContext<LineageLoaders>;

/** What a list that is no connection shows at most. */
const shown = 100;

@Resolver(() => Column)
export class ColumnResolver {
  // type-graphql prints arguments in reverse order.
  @Query(() => Column, { nullable: true, description: 'One column, by its id or by its dataset and path.' })
  column(
    @Arg('name', () => String, { nullable: true, description: 'Its path, together with `datasetId`.' }) name: string | null,
    @Arg('datasetId', () => ID, { nullable: true, description: 'Id of its dataset, together with `name`.' }) datasetId: string | null,
    @Arg('id', () => ID, { nullable: true, description: 'Its id, instead of both.' }) id: string | null,
    @Ctx() { loaders }: Context,
  ): Promise<Column | null> {
    const by = identifyColumn(id, datasetId, name);
    return typeof by === 'string' ? loadColumn(loaders, by) : loadColumnOf(loaders, by.datasetId, by.name);
  }

  @FieldResolver(() => Dataset, { nullable: true, description: 'The dataset it is a column of.' })
  dataset(@Root() column: Column, @Ctx() { loaders }: Context): Promise<Dataset | null> {
    return loadDataset(loaders, column.datasetId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'What it holds, in words: of a person, else of its producer.' })
  async description(@Root() column: Column, @Ctx() { loaders }: Context): Promise<string | null> {
    return (await loaders.annotation.load(column.id))?.description ?? column.documentation;
  }

  @Directive('@listSize(assumedSize: 10)')
  @FieldResolver(() => [Tag], { description: 'Its tags, those of people first, a hundred in all.' })
  async tags(@Root() column: Column, @Ctx() { loaders }: Context): Promise<Tag[]> {
    const facetTags = loaders.facetTags.load({ entity: column.datasetId, field: column.name });
    const [people, reported] = await Promise.all([tagsByPeople(loaders, column.id), facetTags]);
    return [...people, ...reported.map((tag) => ({ ...tag, taggedBy: null }))].slice(0, shown);
  }
}

@Resolver(() => Dataset)
export class DatasetColumnsResolver {
  // type-graphql prints arguments in reverse order.
  @FieldResolver(() => ColumnConnection, {
    description: 'The columns of its newest schema, in their order, nested ones after what they are part of.',
  })
  async columns(
    @Root() { id }: Dataset,
    @Arg('after', () => String, { nullable: true, description: 'Page cursor to go on after.' }) after: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
    @Ctx() { loaders }: Context,
  ): Promise<ColumnConnection> {
    const from = after === null || after === undefined ? 0 : ordinalOf(after);
    const page = await loaders.columnsOfDataset.load({ dataset: id, size: pageSize(first), after: from });
    const pageInfo = pageInfoOf(page.rows, ({ ordinal }) => [ordinal], { hasNextPage: page.hasNextPage, hasPreviousPage: from > 0 });
    return Object.assign(new ColumnConnection(), { datasetId: id, nodes: page.rows.map(toColumn), pageInfo, cursor: page.cursor });
  }

  @FieldResolver(() => Column, { nullable: true, description: 'One of its columns.' })
  column(
    @Root() { id }: Dataset,
    @Arg('name', () => String, { description: 'Its path: field names from the outside in, joined by dots.' }) name: string,
    @Ctx() { loaders }: Context,
  ): Promise<Column | null> {
    return loadColumnOf(loaders, id, name);
  }

  @Directive('@listSize(assumedSize: 10)')
  @FieldResolver(() => [ColumnTag], {
    description: 'What its columns are tagged with, each once, the most frequent first; the first hundred.',
  })
  async columnTags(@Root() { id }: Dataset, @Ctx() { loaders }: Context): Promise<ColumnTag[]> {
    const rows = await loaders.columnTags.load(id);
    return rows.map(({ key, value, count }) => ({ key, value, columnCount: count }));
  }
}

@Resolver(() => ColumnConnection)
export class ColumnConnectionResolver {
  @FieldResolver(() => Int, { nullable: true, description: 'How many columns there are.' })
  totalCount(@Root() { datasetId }: ColumnConnection, @Ctx() { loaders }: Context): Promise<number> {
    return loaders.columnCount.load(datasetId);
  }
}

export async function loadColumn(loaders: LineageLoaders, id: string): Promise<Column | null> {
  const row = await loaders.column.load(id);
  return row && toColumn(row);
}

/** A column by its path, whichever name of the dataset it was told of: of a schema before one that is only named. */
async function loadColumnOf(loaders: LineageLoaders, dataset: string, path: string): Promise<Column | null> {
  const names = await loaders.namesOfDataset.load(dataset);
  const rows = (await Promise.all(names.map((name) => loaders.column.load(columnId(name, path))))).filter((row) => row !== null);
  const row = rows.find(({ ordinal }) => ordinal !== null) ?? rows[0];
  return row ? toColumn(row) : null;
}

interface ColumnName {
  readonly datasetId: string;
  readonly name: string;
}

/** @throws BadUserInputError unless exactly one way is used, and wholly. */
function identifyColumn(
  id: string | null | undefined,
  datasetId: string | null | undefined,
  name: string | null | undefined,
): string | ColumnName {
  const isNamed = typeof datasetId === 'string' || typeof name === 'string';
  if (typeof id === 'string' && !isNamed) return id;
  if (typeof id !== 'string' && typeof datasetId === 'string' && typeof name === 'string') return { datasetId, name };
  throw new BadUserInputError('Give either `id`, or `datasetId` and `name` together.', { arguments: ['id', 'datasetId', 'name'] });
}

/** @throws BadUserInputError when the text is no cursor of such a list. */
function ordinalOf(after: string): number {
  const [ordinal] = decodePageCursor(after, 1);
  if (typeof ordinal === 'number' && Number.isInteger(ordinal) && ordinal > 0 && ordinal < 2 ** 31) return ordinal;
  throw wrongPageCursor();
}
