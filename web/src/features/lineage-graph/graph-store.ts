import type { ColumnPath, GraphTopology, VertexCard } from './model.ts';

/**
 * What the views of one graph read: topology, cards with one listener an id, and the traced path. React reads it through
 * `useTopology`, `useCard`, `useColumnPath` and `useNewcomers`.
 */
export interface GraphStore {
  /** Null until the first answer. */
  readonly topology: GraphTopology | null;
  readonly columnPath: ColumnPath | null;
  card(id: string): VertexCard | undefined;
  /** Ids of vertices that came in live and have not been seen yet, newest last. Another array after every change. */
  readonly newcomers: readonly string[];
  /** Told when the topology or the newcomers are others. */
  onTopology(listener: () => void): () => void;
  onCard(id: string, listener: () => void): () => void;
  onColumnPath(listener: () => void): () => void;
}
