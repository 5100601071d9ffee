import { cutPage, decodePageCursor, pageInfoOf, pageSize, wrongPageCursor } from '@hotpass/server';
import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { loadDataset } from '../dataset/dataset.resolver.ts';
import { Dataset } from '../dataset/dataset.type.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import {
  DatasetVersion,
  DatasetVersionConnection,
  SchemaChange,
  SchemaColumn,
  SchemaColumnChange,
  SchemaColumnConnection,
  toDatasetVersion,
} from './dataset-version.type.ts';
import { placed, schemaDifference } from './schema-change.ts';
import type { ChangedColumn, PlacedColumn } from './schema-change.ts';

type Context = RequestContext<LineageLoaders>;

const first = { nullable: true, description: 'How many, 1 to 100; 25 when not given.' };
const after = { nullable: true, description: 'Page cursor to go on after.' };

// type-graphql prints arguments in reverse order.
@Resolver(() => Dataset)
export class DatasetVersionsResolver {
  @FieldResolver(() => DatasetVersionConnection, { description: 'What each run that wrote it left, newest first.' })
  async versions(
    @Root() { id }: Dataset,
    @Arg('after', () => String, after) afterCursor: string | null,
    @Arg('first', () => Int, first) size: number | null,
    @Ctx() { loaders }: Context,
  ): Promise<DatasetVersionConnection> {
    const from = placeOf(afterCursor);
    const page = await loaders.versionsOfDataset.load({ dataset: id, size: pageSize(size), after: from });
    const sides = { hasNextPage: page.hasNextPage, hasPreviousPage: from !== null };
    const pageInfo = pageInfoOf(page.rows, (row) => [row.at.toISOString(), row.id], sides);
    return { nodes: page.rows.map(toDatasetVersion), pageInfo, cursor: page.cursor };
  }
}

@Resolver(() => DatasetVersion)
export class DatasetVersionResolver {
  @FieldResolver(() => Dataset, { nullable: true, description: 'The dataset it is a version of.' })
  dataset(@Root() { row }: DatasetVersion, @Ctx() { loaders }: Context): Promise<Dataset | null> {
    return loadDataset(loaders, row.dataset);
  }

  @FieldResolver(() => SchemaColumnConnection, { nullable: true, description: 'Its columns; null when the run does not tell them.' })
  async columns(
    @Root() { row }: DatasetVersion,
    @Arg('after', () => String, after) afterCursor: string | null,
    @Arg('first', () => Int, first) size: number | null,
    @Ctx() { loaders }: Context,
  ): Promise<SchemaColumnConnection | null> {
    const place = { start: ordinalOf(afterCursor), size: pageSize(size) };
    const columns = row.schemaHash === null ? null : await loaders.schema.load(row.schemaHash);
    if (columns === null) return null;
    const { items, pageInfo } = cutPage(placed(columns), place, ({ ordinal }) => [ordinal]);
    return { nodes: items, pageInfo, totalCount: columns.length };
  }

  @FieldResolver(() => SchemaChange, {
    nullable: true,
    description: 'What changed in its columns since the version before; null when this one or all before it tell no columns.',
  })
  async schemaChange(@Root() { row }: DatasetVersion, @Ctx() { loaders }: Context): Promise<SchemaChange | null> {
    if (row.schemaHash === null || row.run === null) return null;
    const before = await loaders.schemaBefore.load(row);
    if (before === null) return null;
    const [old, now] = await Promise.all([loaders.schema.load(before), loaders.schema.load(row.schemaHash)]);
    if (old === null || now === null) return null;
    const { added, removed, changed } = before === row.schemaHash ? { added: [], removed: [], changed: [] } : schemaDifference(old, now);
    const counts = { addedCount: added.length, removedCount: removed.length, changedCount: changed.length };
    return Object.assign(new SchemaChange(), { ...counts, addedColumns: added, removedColumns: removed, changedColumns: changed });
  }
}

@Resolver(() => SchemaChange)
export class SchemaChangeResolver {
  @FieldResolver(() => [SchemaColumn], { description: 'Columns that are new.' })
  added(@Root() change: SchemaChange, @Arg('first', () => Int, first) size: number | null): readonly PlacedColumn[] {
    return change.addedColumns.slice(0, pageSize(size));
  }

  @FieldResolver(() => [SchemaColumn], { description: 'Columns that are gone.' })
  removed(@Root() change: SchemaChange, @Arg('first', () => Int, first) size: number | null): readonly PlacedColumn[] {
    return change.removedColumns.slice(0, pageSize(size));
  }

  @FieldResolver(() => [SchemaColumnChange], { description: 'Columns with another type or description.' })
  changed(@Root() change: SchemaChange, @Arg('first', () => Int, first) size: number | null): readonly ChangedColumn[] {
    return change.changedColumns.slice(0, pageSize(size));
  }
}

export async function loadDatasetVersion(loaders: LineageLoaders, id: string): Promise<DatasetVersion | null> {
  const row = await loaders.version.load(id);
  return row && toDatasetVersion(row);
}

/** @throws BadUserInputError when the text is no cursor of such a list. */
function placeOf(cursor: string | null | undefined): readonly [string, string] | null {
  if (cursor === null || cursor === undefined) return null;
  const [at, id] = decodePageCursor(cursor, 2);
  const isPlace = typeof at === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) && !Number.isNaN(Date.parse(at));
  if (isPlace && typeof id === 'string' && /^\w+$/.test(id)) return [at, id];
  throw wrongPageCursor();
}

/** @throws BadUserInputError when the text is no cursor of such a list. */
function ordinalOf(cursor: string | null | undefined): number {
  if (cursor === null || cursor === undefined) return 0;
  const [ordinal] = decodePageCursor(cursor, 1);
  if (typeof ordinal === 'number' && Number.isInteger(ordinal) && ordinal > 0) return ordinal;
  throw wrongPageCursor();
}
