import type { Client } from '@urql/core';
import type { LineageAddress } from '../../address/lineage-address.ts';
import { combineParts, type OpenedPart } from './combine-parts.ts';
import type { GraphChange } from './graph-change.ts';
import { baseInput, openedEntries, openedInput, type OpenedEntry } from './graph-request.ts';
import { ringSince, type LiveGraphStore } from './live-graph-store.ts';
import type { GraphTopology } from './model.ts';
import { chosenNeighbours, orderOfNeighbours } from './neighbour-order.ts';
import { PartFeed, type GraphLive, type PartFailure } from './part-feed.ts';

/** How the graph on show came to be, or why there is none. */
export interface SessionState {
  readonly status: 'loading' | 'ready' | 'not-found' | 'malformed' | 'failed';
  readonly failure: PartFailure | null;
  /** Something is being loaded while what was there stays on show. */
  readonly isRefreshing: boolean;
  /** What is shown is followed no more, since the hub refused to. */
  readonly isStale: boolean;
  /** Opened entries that could not be loaded. */
  readonly failedEntries: ReadonlyMap<string, PartFailure>;
}

/** Before anything is known. */
export const loadingState: SessionState = {
  status: 'loading',
  failure: null,
  isRefreshing: true,
  isStale: false,
  failedEntries: new Map(),
};

/** Does something once in the next frame. */
export type Frame = (work: () => void) => void;

export interface SessionParts {
  readonly client: Client;
  readonly live: GraphLive | null;
  readonly store: LiveGraphStore;
  readonly frame: Frame;
  /** Told once a frame which vertices came in or changed live. */
  readonly onChanged?: (ids: ReadonlySet<string>) => void;
}

interface Opened {
  readonly entry: OpenedEntry;
  readonly feed: PartFeed;
  /** Neighbours of the root of the part, most relevant first; null while they are not known. */
  order: readonly string[] | null;
}

const agesMs = 1_000;

/** The graph of one address: its base slice, what was opened beyond it, loaded, followed, and put together once a frame. */
export class LineageSession implements Disposable {
  readonly #on: SessionParts;
  readonly #listeners = new Set<() => void>();
  readonly #opened = new Map<string, Opened>();
  #base: { readonly key: string; readonly feed: PartFeed } | null = null;
  #rootId: string | null = null;
  #state: SessionState = loadingState;
  #isWaiting = false;
  #isDisposed = false;
  #cameLive = false;
  #pathPart: GraphTopology | null = null;
  #changed = new Set<string>();
  #publishedAt = -Infinity;
  #ages: ReturnType<typeof setTimeout> | undefined;
  /** The base on show, and what it was asked with. */
  #shownBase: GraphTopology | null = null;
  #shownKey: string | null = null;

  constructor(on: SessionParts) {
    this.#on = on;
  }

  get state(): SessionState {
    return this.#state;
  }

  onState(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Shows what an address says; what is loaded already is not loaded again. */
  show(rootId: string, address: LineageAddress, maxNodes: number): void {
    const input = baseInput(rootId, address, maxNodes);
    const key = JSON.stringify(input);
    if (rootId !== this.#rootId) this.#reset(rootId);
    if (key !== this.#base?.key) {
      this.#base?.feed[Symbol.dispose]();
      const feed = this.#feed(input, (failure) => this.#baseFailed(failure));
      this.#base = { key, feed };
      this.#set({ isRefreshing: true, isStale: false });
      void feed.load();
    }
    this.#open(openedEntries(address.open), address);
  }

  /** Shows what a traced path runs through, beside the rest; null shows it no more. */
  setPathPart(part: GraphTopology | null): void {
    if (part === this.#pathPart) return;
    this.#pathPart = part;
    this.#touch();
  }

  /** Something opened beyond the base could not be loaded; null when it could. */
  entryFailed(key: string, failure: PartFailure | null): void {
    if (!failure && !this.#state.failedEntries.has(key)) return;
    const others = [...this.#state.failedEntries].filter(([other]) => other !== key);
    this.#set({ failedEntries: new Map(failure ? [...others, [key, failure]] : others) });
  }

  /** Loads everything again, as “Retry” asks for. */
  reload(): void {
    this.#set({ isRefreshing: true, isStale: false, failedEntries: new Map() });
    void this.#base?.feed.load();
    for (const { feed } of this.#opened.values()) if (!feed.part) void feed.load();
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    clearTimeout(this.#ages);
    this.#base?.feed[Symbol.dispose]();
    for (const { feed } of this.#opened.values()) feed[Symbol.dispose]();
  }

  #reset(rootId: string): void {
    this.#rootId = rootId;
    this.#shownBase = null;
    this.#shownKey = null;
    this.#pathPart = null;
    clearTimeout(this.#ages);
    this.#changed.clear();
    this.#on.store.setTopology(null);
    this.#set({ status: 'loading', failure: null });
  }

  #open(entries: readonly OpenedEntry[], address: LineageAddress): void {
    const wanted = new Map(entries.map((entry) => [`${entry.key} ${address.at ?? ''}`, entry]));
    for (const [key, { feed }] of this.#opened) {
      if (wanted.has(key)) continue;
      feed[Symbol.dispose]();
      this.#opened.delete(key);
      this.#touch();
    }
    for (const [key, entry] of wanted) if (!this.#opened.has(key)) this.#openOne(key, entry, address);
  }

  #openOne(key: string, entry: OpenedEntry, address: LineageAddress): void {
    const failed = (failure: PartFailure): void => this.entryFailed(entry.key, failure);
    const opened: Opened = { entry, feed: this.#feed(openedInput(entry, address), failed), order: null };
    this.#opened.set(key, opened);
    void opened.feed.load();
    if (entry.what === 'vertex') return;
    void this.#rank(opened, entry.what, address.at);
  }

  async #rank(opened: Opened, side: 'up' | 'down', at: string | null): Promise<void> {
    opened.order = await orderOfNeighbours(this.#on.client, opened.entry.id, side, at);
    this.#touch();
  }

  #feed(input: ReturnType<typeof baseInput>, onFailure: (failure: PartFailure) => void): PartFeed {
    return new PartFeed(this.#on.client, this.#on.live, input, {
      onPart: (_, change) => this.#partChanged(change),
      onFailure,
      onStale: () => this.#set({ isStale: true }),
    });
  }

  #baseFailed(failure: PartFailure): void {
    // What was loaded stays readable; the failure is told beside it.
    const status = this.#shownBase && failure.kind === 'failed' ? 'ready' : failure.kind;
    if (status !== 'ready') this.#on.store.setTopology(null);
    this.#set({ status, failure, isRefreshing: false });
  }

  #partChanged(change: GraphChange | null): void {
    if (change) {
      this.#cameLive = true;
      for (const { id } of change.vertices) this.#changed.add(id);
    }
    this.#touch();
  }

  /** However much comes in between, the graph is put together once a frame. */
  #touch(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#on.frame(() => {
      this.#isWaiting = false;
      if (!this.#isDisposed) this.#flush();
    });
  }

  #flush(): void {
    const base = this.#base?.feed.part ?? this.#shownBase;
    if (!base) return;
    const { store } = this.#on;
    const before = store.topology;
    const topology = combineParts(base, this.#openedParts(base), before);
    // The same slice loaded once more tells what was missed, just as events do.
    const isAgain = base !== this.#shownBase && this.#shownKey === this.#base?.key;
    const isLive = this.#cameLive || isAgain;
    const newcomers = isLive && before ? [...topology.vertices.keys()].filter((id) => !before.vertices.has(id)) : [];
    const changed = this.#ring([...this.#changed, ...newcomers].filter((id) => topology.vertices.has(id)));
    if (base === this.#base?.feed.part) this.#shownKey = this.#base.key;
    this.#shownBase = base;
    this.#publish(topology, newcomers);
    if (changed.size > 0) this.#on.onChanged?.(changed);
    this.#set(this.#base?.feed.part ? { status: 'ready', failure: null, isRefreshing: false } : { status: 'ready' });
  }

  /** That edges were seen again is worth a drawing once a second, however many events say so. */
  #publish(topology: GraphTopology, newcomers: readonly string[]): void {
    const { store } = this.#on;
    clearTimeout(this.#ages);
    const wait = this.#publishedAt + agesMs - performance.now();
    if (wait > 0 && isOnlyOlder(store.topology, topology)) {
      this.#ages = setTimeout(() => this.#publish(topology, []), wait);
      return;
    }
    this.#publishedAt = performance.now();
    store.setTopology(topology, newcomers);
  }

  #ring(ids: readonly string[]): ReadonlySet<string> {
    const now = performance.now();
    for (const id of ids) {
      this.#on.store.setCard(id, (card) => {
        const changedAt = ringSince(card, now);
        return changedAt === card.changedAt ? card : { ...card, changedAt };
      });
    }
    this.#cameLive = false;
    this.#changed.clear();
    return new Set(ids);
  }

  #openedParts(base: GraphTopology): readonly OpenedPart[] {
    const path = this.#pathPart ? [{ part: this.#pathPart, onlyRoot: false, chosen: null }] : [];
    const opened = [...this.#opened.values()].flatMap(({ entry, feed, order }): readonly OpenedPart[] => {
      if (!feed.part) return [];
      if (entry.what === 'vertex') return [{ part: feed.part, onlyRoot: true, chosen: null }];
      // Shown when it is known which are the most relevant: nothing is shown to be taken away again.
      return order ? [{ part: feed.part, onlyRoot: false, chosen: chosenNeighbours(feed.part, base, order) }] : [];
    });
    return [...opened, ...path];
  }

  #set(change: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Whether two states of a graph differ in nothing but when something was seen. */
function isOnlyOlder(before: GraphTopology | null, after: GraphTopology): boolean {
  if (!before || before.rootId !== after.rootId || before.truncated !== after.truncated) return false;
  if (before.vertices.size !== after.vertices.size || before.edges.size !== after.edges.size) return false;
  for (const [id, vertex] of after.vertices) if (before.vertices.get(id) !== vertex) return false;
  for (const [id, { basis }] of after.edges) if (before.edges.get(id)?.basis !== basis) return false;
  return true;
}
