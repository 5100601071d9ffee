import { datasetId } from '@hotpass/kernel';
import { columnLineageOf, explicitJobLineageOf, explicitLineageOf } from '@hotpass/openlineage';
import type { ColumnDependency, EntityName, EventView } from '@hotpass/openlineage';

/** Columns by dataset id and path. */
export type NamedColumns = Map<string, Set<string>>;

/** Adds the columns that an event names where it tells what comes from what: a column is one also where no schema has it. */
export function addNamedColumns(named: NamedColumns, event: EventView): void {
  for (const dataset of event.dataset ? [event.dataset] : event.outputs) {
    add(named, dataset, explicitLineageOf(dataset.facets));
    add(named, dataset, columnLineageOf(dataset.facets));
  }
  if (!event.job) return;
  for (const { target, dependencies } of explicitJobLineageOf(event.job.facets, event.job).targets) add(named, target, dependencies);
}

function add(named: NamedColumns, target: EntityName, dependencies: readonly ColumnDependency[]): void {
  if (dependencies.length === 0) return;
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

function setOf(named: NamedColumns, dataset: string): Set<string> {
  const known = named.get(dataset) ?? new Set<string>();
  named.set(dataset, known);
  return known;
}
