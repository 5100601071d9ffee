import { CombinedError, type Client } from '@urql/core';
import type { LineageAddress } from '../../address/lineage-address.ts';
import { GraphTaggedDocument } from '../../generated/graphql/graphql.ts';
import { CardLoader } from './card-loader.ts';
import { parseColumnRef } from './column-ref.ts';
import { tracedColumns } from './column-rows.ts';
import { baseInput, limits } from './graph-request.ts';
import { columnsEntry, pathEntry } from './lineage-actions.ts';
import type { Frame, LineageSession } from './lineage-session.ts';
import type { LiveGraphStore } from './live-graph-store.ts';
import type { GraphLive } from './part-feed.ts';
import { loadPathPart } from './path-part.ts';
import { RunFeed } from './run-feed.ts';
import { loadPaths, loadTrace } from './trace-loader.ts';

export interface EnrichmentParts {
  readonly client: Client;
  readonly live: GraphLive;
  readonly store: LiveGraphStore;
  readonly session: LineageSession;
  readonly frame: Frame;
}

/** How long after a change the traced path and the tags are asked for again. */
const againMs = 1_000;

/** What is fetched after the graph is drawn: cards, columns, runs, and the traced path. */
export class LineageEnrichment implements Disposable {
  readonly #on: EnrichmentParts;
  readonly #stops: (() => void)[];
  #cards: CardLoader | null = null;
  #runs: RunFeed | null = null;
  #address: LineageAddress | null = null;
  #rootId = '';
  #at: string | null | undefined;
  #traceKey = '';
  #taggedKey = '';
  #again: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;

  constructor(on: EnrichmentParts) {
    this.#on = on;
    this.#stops = [on.store.onTopology(() => this.#topologyChanged()), on.store.onColumnPath(() => this.#needColumns())];
  }

  show(rootId: string, address: LineageAddress): void {
    if (address.at !== this.#at) this.#travel(address.at);
    if (rootId !== this.#rootId) this.#on.store.setColumnPath(null);
    this.#rootId = rootId;
    this.#address = address;
    this.#topologyChanged();
    const key = JSON.stringify([rootId, address.col, address.to, address.at, address.open.includes(pathEntry)]);
    if (key !== this.#traceKey) {
      this.#traceKey = key;
      void this.#trace(key);
    }
    this.#needColumns();
  }

  /** These came in or changed live: what is known of them may be old, and the traced path may run elsewhere. */
  changed(ids: ReadonlySet<string>): void {
    this.#cards?.refresh(ids);
    // Not put off again by what comes meanwhile, or a steady stream would put it off for ever.
    this.#again ??= setTimeout(() => {
      this.#again = undefined;
      this.#taggedKey = '';
      void this.#markTagged();
      if (this.#address?.col !== null) void this.#trace(this.#traceKey);
    }, againMs);
  }

  /** Asks again for what failed. */
  reload(): void {
    void this.#trace(this.#traceKey);
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    clearTimeout(this.#again);
    for (const stop of this.#stops) stop();
    this.#cards?.[Symbol.dispose]();
    this.#runs?.[Symbol.dispose]();
  }

  /** Cards of another moment are other cards. */
  #travel(at: string | null): void {
    const { client, live, store, frame } = this.#on;
    this.#at = at;
    this.#cards?.[Symbol.dispose]();
    this.#runs?.[Symbol.dispose]();
    this.#cards = new CardLoader(client, store, at !== null);
    this.#runs = at === null ? new RunFeed(live, store, frame) : null;
  }

  #topologyChanged(): void {
    const { topology } = this.#on.store;
    if (!topology || topology.rootId !== this.#rootId) return;
    const vertices = [...topology.vertices.values()];
    this.#cards?.need(vertices);
    const ids = (kind: string): string[] => vertices.filter((vertex) => vertex.kind === kind).map(({ id }) => id);
    const jobs = ids('JOB');
    this.#runs?.follow(jobs, ids('DATASET'), topology.cursor, () => {
      this.#cards?.refresh(jobs);
      this.#topologyChanged();
    });
    void this.#markTagged();
    this.#needColumns();
  }

  /** Columns are fetched of the subject, and of what is opened or traced, and nothing else. */
  #needColumns(): void {
    const { topology, columnPath } = this.#on.store;
    const address = this.#address;
    if (!topology || !address || topology.rootId !== this.#rootId) return;
    const traced = tracedColumns(columnPath);
    const isShown = (id: string): boolean => id === this.#rootId || traced.has(id) || address.open.includes(columnsEntry(id));
    const datasets = [...topology.vertices.values()].filter(({ id, kind }) => kind === 'DATASET' && isShown(id));
    // The columns of the subject are listed beside the graph at any level.
    const needed = address.level === 'column' ? datasets : datasets.filter(({ id }) => id === this.#rootId);
    this.#cards?.needColumns(needed.map(({ id }) => id));
  }

  /** A slice of what is tagged as personal tells which datasets have such a column, without fetching any. */
  async #markTagged(): Promise<void> {
    const { client, store } = this.#on;
    const address = this.#address;
    if (!address || !store.topology) return;
    const key = JSON.stringify([this.#rootId, address.up, address.down, address.at, store.topology.vertices.size]);
    if (key === this.#taggedKey) return;
    this.#taggedKey = key;
    const input = { ...baseInput(this.#rootId, address, limits.grouped), tags: ['pii', 'PII', 'Pii'] };
    const { data } = await client.query(GraphTaggedDocument, { input }).toPromise();
    if (this.#isDisposed || !data) return;
    for (const id of data.lineageSlice.ids.map(String)) {
      if (id !== this.#rootId && id.startsWith('ds_')) store.setCard(id, (card) => (card.hasPii ? card : { ...card, hasPii: true }));
    }
  }

  async #trace(key: string): Promise<void> {
    const { client, store, session } = this.#on;
    const address = this.#address;
    if (!address) return;
    if (address.col === null) {
      store.setColumnPath(null);
      session.setPathPart(null);
      session.entryFailed(pathEntry, null);
      return;
    }
    const of = parseColumnRef(this.#rootId, address.col);
    const to = address.to === null ? null : parseColumnRef(this.#rootId, address.to);
    const path = await (to ? loadPaths(client, of, to, address.at) : loadTrace(client, of, address.at));
    if (this.#isDisposed || key !== this.#traceKey) return;
    if (path instanceof CombinedError) {
      const isUnknown = path.graphQLErrors.some(({ extensions }) => extensions['code'] === 'NOT_FOUND');
      session.entryFailed(pathEntry, { kind: isUnknown ? 'not-found' : 'failed', error: path });
      // What was traced of the same column before stays on show; the failure is told beside it.
      if (isUnknown || JSON.stringify(store.columnPath?.of) !== JSON.stringify(of)) store.setColumnPath(null);
      return;
    }
    session.entryFailed(pathEntry, null);
    store.setColumnPath(path);
    const part = address.open.includes(pathEntry) ? await loadPathPart(client, path) : null;
    if (!this.#isDisposed && key === this.#traceKey) session.setPathPart(part);
  }
}
