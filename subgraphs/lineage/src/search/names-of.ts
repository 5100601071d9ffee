import { datasetsOf } from '@hotpass/openlineage';
import type { EventView, Facets } from '@hotpass/openlineage';

/** Columns of one dataset that are looked at; the words of the others are most likely among theirs. */
const maxFields = 2_000;
const maxDepth = 20;

/** Every name an event holds that search finds: of namespaces, jobs, datasets and columns. */
export function namesOf(event: EventView): string[] {
  const datasets = datasetsOf(event);
  const named = event.job ? [...datasets, event.job] : datasets;
  return [...named.flatMap(({ namespace, name }) => [namespace, name]), ...datasets.flatMap(({ facets }) => fieldNames(facets))];
}

function fieldNames(facets: Facets): string[] {
  const names: string[] = [];
  collect(facets['schema'], names, 0);
  return names;
}

function collect(holder: unknown, names: string[], depth: number): void {
  if (depth > maxDepth || typeof holder !== 'object' || holder === null || !('fields' in holder) || !Array.isArray(holder.fields)) return;
  for (const field of holder.fields as readonly unknown[]) {
    if (names.length >= maxFields) return;
    if (typeof field === 'object' && field !== null && 'name' in field && typeof field.name === 'string') names.push(field.name);
    collect(field, names, depth + 1);
  }
}
