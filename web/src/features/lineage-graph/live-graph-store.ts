import type { GraphStore } from './graph-store.ts';
import type { ColumnPath, GraphTopology, VertexCard } from './model.ts';

type Listener = () => void;

/** The store behind the views: one topology, one card an id, one traced path, each with its own listeners. */
export class LiveGraphStore implements GraphStore {
  #topology: GraphTopology | null = null;
  #columnPath: ColumnPath | null = null;
  #newcomers: readonly string[] = [];
  readonly #cards = new Map<string, VertexCard>();
  readonly #onTopology = new Set<Listener>();
  readonly #onColumnPath = new Set<Listener>();
  readonly #onCard = new Map<string, Set<Listener>>();

  get topology(): GraphTopology | null {
    return this.#topology;
  }

  get columnPath(): ColumnPath | null {
    return this.#columnPath;
  }

  get newcomers(): readonly string[] {
    return this.#newcomers;
  }

  card(id: string): VertexCard | undefined {
    return this.#cards.get(id);
  }

  onTopology(listener: Listener): () => void {
    return listenIn(this.#onTopology, listener);
  }

  onColumnPath(listener: Listener): () => void {
    return listenIn(this.#onColumnPath, listener);
  }

  onCard(id: string, listener: Listener): () => void {
    const listeners = this.#onCard.get(id) ?? new Set();
    this.#onCard.set(id, listeners);
    const stop = listenIn(listeners, listener);
    return () => {
      stop();
      if (listeners.size === 0 && this.#onCard.get(id) === listeners) this.#onCard.delete(id);
    };
  }

  /** Another graph on show; `newcomers` are those of its vertices that came in live. */
  setTopology(topology: GraphTopology | null, newcomers: readonly string[] = []): void {
    if (topology === this.#topology) return;
    const kept = this.#newcomers.filter((id) => topology?.vertices.has(id) && !newcomers.includes(id));
    this.#topology = topology;
    if (newcomers.length > 0 || kept.length !== this.#newcomers.length) this.#newcomers = [...kept, ...newcomers];
    tell(this.#onTopology);
  }

  /** These have been seen, or need not be pointed out any more. */
  seen(ids: Iterable<string>): void {
    const gone = new Set(ids);
    const kept = this.#newcomers.filter((id) => !gone.has(id));
    if (kept.length === this.#newcomers.length) return;
    this.#newcomers = kept;
    tell(this.#onTopology);
  }

  setColumnPath(path: ColumnPath | null): void {
    if (path === this.#columnPath) return;
    this.#columnPath = path;
    tell(this.#onColumnPath);
  }

  /** Makes another card of what is known of a vertex, or its first; only its own listeners are told. */
  setCard(id: string, change: (card: VertexCard) => VertexCard): void {
    const known = this.#cards.get(id);
    const card = change(known ?? unknownCard(id));
    if (card === known) return;
    this.#cards.set(id, card);
    tell(this.#onCard.get(id) ?? []);
  }
}

/** What changes all the time rings once in this time; a picture that flickers everywhere points at nothing. */
const ringMs = 5_000;

/** Since when a card rings that changes live at this time. */
export function ringSince(card: VertexCard, now: number): number {
  return card.changedAt !== null && now - card.changedAt < ringMs ? card.changedAt : now;
}

/** The card of a vertex of which only the name is known. */
export function unknownCard(id: string): VertexCard {
  return {
    id,
    state: null,
    tags: [],
    piiColumnCount: 0,
    hasPii: false,
    run: null,
    columns: null,
    columnCount: null,
    changedAt: null,
    status: 'loading',
  };
}

function listenIn(listeners: Set<Listener>, listener: Listener): () => void {
  // Wrapped, so that one function may listen twice and leave once.
  const own = (): void => listener();
  listeners.add(own);
  return () => listeners.delete(own);
}

function tell(listeners: Iterable<Listener>): void {
  for (const listener of [...listeners]) listener();
}
