import type { ColumnSource, DatasetSpec } from './model.ts';

function source(dataset: DatasetSpec, field: string, type: ColumnSource['type'], subtype: string, description?: string): ColumnSource {
  return { dataset, field, type, subtype, masking: false, ...(description === undefined ? {} : { description }) };
}

export function identity(dataset: DatasetSpec, field: string): ColumnSource {
  return source(dataset, field, 'DIRECT', 'IDENTITY');
}

export function transformed(dataset: DatasetSpec, field: string, description?: string): ColumnSource {
  return source(dataset, field, 'DIRECT', 'TRANSFORMATION', description);
}

export function aggregated(dataset: DatasetSpec, field: string, description?: string): ColumnSource {
  return source(dataset, field, 'DIRECT', 'AGGREGATION', description);
}

/** A value nobody can read back: the facet's `masking`. */
export function masked(dataset: DatasetSpec, field: string, description: string): ColumnSource {
  return { ...source(dataset, field, 'DIRECT', 'TRANSFORMATION', description), masking: true };
}

export function joinedOn(dataset: DatasetSpec, field: string): ColumnSource {
  return source(dataset, field, 'INDIRECT', 'JOIN');
}

export function filteredBy(dataset: DatasetSpec, field: string): ColumnSource {
  return source(dataset, field, 'INDIRECT', 'FILTER');
}

export function groupedBy(dataset: DatasetSpec, field: string): ColumnSource {
  return source(dataset, field, 'INDIRECT', 'GROUP_BY');
}

export function sortedBy(dataset: DatasetSpec, field: string): ColumnSource {
  return source(dataset, field, 'INDIRECT', 'SORT');
}

/** One of several sources is taken, and this field decides which. */
export function chosenBy(dataset: DatasetSpec, field: string): ColumnSource {
  return source(dataset, field, 'INDIRECT', 'CONDITIONAL');
}

/** Columns that go through under their own names. */
export function unchanged(dataset: DatasetSpec, ...fields: readonly string[]): Record<string, readonly ColumnSource[]> {
  return Object.fromEntries(fields.map((field) => [field, [identity(dataset, field)]]));
}
