import { datasetId } from '@hotpass/kernel';
import { datasetsOf, symlinksOf, type EventView } from '@hotpass/openlineage';

/** Two names of one dataset, as an event says. Nothing takes it back. */
export interface Symlink {
  readonly datasetId: string;
  readonly targetId: string;
}

/** What an event of any kind says of other names of the datasets it describes, each once. */
export function readSymlinks(event: EventView): Symlink[] {
  if (event.eventTime === null) return [];
  return datasetsOf(event).flatMap((dataset) => {
    const symlinks = symlinksOf(dataset.facets);
    if (symlinks.length === 0) return [];
    const id = datasetId(dataset.namespace, dataset.name);
    const targets = new Set(symlinks.map(({ namespace, name }) => datasetId(namespace, name)));
    return [...targets].filter((targetId) => targetId !== id).map((targetId) => ({ datasetId: id, targetId }));
  });
}
