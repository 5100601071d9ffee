import { datasetId } from '@hotpass/kernel';
import { columnLineageOf, explicitJobLineageOf, explicitLineageOf } from '@hotpass/openlineage';
import type { ColumnDependency, EntityName } from '@hotpass/openlineage';

/** A facet that tells what comes from what, and whose it is. */
export interface LineageTelling {
  readonly owner: EntityName;
  readonly kind: 'dataset' | 'job';
  readonly name: string;
  readonly json: unknown;
}

/** Columns by dataset id and path. */
export type NamedColumns = ReadonlyMap<string, ReadonlySet<string>>;

export function tellsLineage(facetName: string): boolean {
  return facetName === 'columnLineage' || facetName === 'lineage';
}

/** The columns these facets name: a column is one also where no schema has it. */
export function namedColumnsOf(tellings: readonly LineageTelling[]): NamedColumns {
  const named = new Map<string, Set<string>>();
  for (const { owner, kind, name, json } of tellings) {
    const facets = { [name]: json };
    if (kind === 'dataset') add(named, owner, name === 'lineage' ? explicitLineageOf(facets) : columnLineageOf(facets));
    else for (const { target, dependencies } of explicitJobLineageOf(facets, owner).targets) add(named, target, dependencies);
  }
  return named;
}

function add(named: Map<string, Set<string>>, target: EntityName, dependencies: readonly ColumnDependency[]): void {
  const columns = new Map<string, Set<string>>();
  const columnsOf = ({ namespace, name }: EntityName): Set<string> => {
    const key = `${namespace}\0${name}`;
    const known = columns.get(key) ?? setOf(named, datasetId(namespace, name));
    columns.set(key, known);
    return known;
  };
  for (const { source, sourceColumn, targetColumn } of dependencies) {
    if (sourceColumn !== null) columnsOf(source).add(sourceColumn);
    if (targetColumn !== null) columnsOf(target).add(targetColumn);
  }
}

function setOf(named: Map<string, Set<string>>, dataset: string): Set<string> {
  const known = named.get(dataset) ?? new Set<string>();
  named.set(dataset, known);
  return known;
}
