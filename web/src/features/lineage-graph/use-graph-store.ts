import { useCallback, useSyncExternalStore } from 'react';
import type { GraphStore } from './graph-store.ts';
import type { ColumnPath, GraphTopology, VertexCard } from './model.ts';

/** The graph on show; null until the first answer. */
export function useTopology(store: GraphStore): GraphTopology | null {
  return useSyncExternalStore(
    useCallback((listener) => store.onTopology(listener), [store]),
    () => store.topology,
  );
}

/** What is known of one vertex; the caller is drawn again for this vertex alone. */
export function useCard(store: GraphStore, id: string): VertexCard | undefined {
  return useSyncExternalStore(
    useCallback((listener) => store.onCard(id, listener), [store, id]),
    () => store.card(id),
  );
}

/** The traced path; null where no column is traced. */
export function useColumnPath(store: GraphStore): ColumnPath | null {
  return useSyncExternalStore(
    useCallback((listener) => store.onColumnPath(listener), [store]),
    () => store.columnPath,
  );
}

/** Ids of vertices that came in live and have not been seen yet. */
export function useNewcomers(store: GraphStore): readonly string[] {
  return useSyncExternalStore(
    useCallback((listener) => store.onTopology(listener), [store]),
    () => store.newcomers,
  );
}
