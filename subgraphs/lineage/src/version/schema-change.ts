import type { SchemaColumn } from '@hotpass/openlineage';

/** A column of one schema, with its place in it. */
export interface PlacedColumn extends SchemaColumn {
  /** From 1. */
  readonly ordinal: number;
}

export interface ChangedColumn {
  readonly path: string;
  readonly before: PlacedColumn;
  readonly after: PlacedColumn;
}

/** What became of the columns of one schema in another. */
export interface SchemaDifference {
  readonly added: readonly PlacedColumn[];
  readonly removed: readonly PlacedColumn[];
  /** Those with another type or description. A column that only moved has not changed. */
  readonly changed: readonly ChangedColumn[];
}

export function placed(columns: readonly SchemaColumn[]): PlacedColumn[] {
  return columns.map((column, i) => ({ ...column, ordinal: i + 1 }));
}

export function schemaDifference(before: readonly SchemaColumn[], after: readonly SchemaColumn[]): SchemaDifference {
  const [old, now] = [placed(before), placed(after)];
  const [oldByPath, nowByPath] = [byPath(old), byPath(now)];
  return {
    added: now.filter((column) => !oldByPath.has(column.path)),
    removed: old.filter((column) => !nowByPath.has(column.path)),
    changed: now.flatMap((column) => {
      const earlier = oldByPath.get(column.path);
      const isSame = earlier?.type === column.type && earlier.description === column.description;
      return earlier === undefined || isSame ? [] : [{ path: column.path, before: earlier, after: column }];
    }),
  };
}

function byPath(columns: readonly PlacedColumn[]): Map<string, PlacedColumn> {
  return new Map(columns.map((column) => [column.path, column]));
}
