import type { Client, OperationResult } from '@urql/core';
import {
  GraphCardColumnsDocument,
  GraphDatasetCardsDocument,
  GraphJobCardsDocument,
  type CardRunFragment,
  type GraphCardColumnsQuery,
} from '../../generated/graphql/graphql.ts';
import type { LiveGraphStore } from './live-graph-store.ts';
import type { CardColumn, RunSummary, VertexCard, VertexKind } from './model.ts';

type Tags = VertexCard['tags'];

const batchSize = 100;
/** Batches on their way at the same time. */
const batchesAtOnce = 2;
/** What fails is asked for again after this long, doubled up to a minute. */
const retryMs = 4_000;
const longestRetryMs = 60_000;
/** What changes in quick succession is asked for once; of a steady stream once a second. */
const gatherMs = 120;
const steadyMs = 1_000;
/** A card of a dataset with more columns than this shows how many more there are. */
const mostColumns = 400;

/** Fetches what cards show beside names, in batches, after the graph is drawn; again when it has changed or has failed. */
export class CardLoader implements Disposable {
  readonly #client: Client;
  readonly #store: LiveGraphStore;
  /** Without runs: of a graph in the past the latest run would be one of its future. */
  readonly #isPast: boolean;
  readonly #kinds = new Map<string, VertexKind>();
  readonly #waiting = new Set<string>();
  readonly #columnsOf = new Set<string>();
  readonly #columnsWaiting = new Set<string>();
  #columnsWorking = 0;
  readonly #retries = new Map<string, number>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #isGathering = false;
  #gatheredAt = -Infinity;
  #working = 0;
  #isDisposed = false;

  constructor(client: Client, store: LiveGraphStore, isPast: boolean) {
    this.#client = client;
    this.#store = store;
    this.#isPast = isPast;
  }

  /** These are on show; those that are not known are asked for, in this order. */
  need(vertices: Iterable<{ readonly id: string; readonly kind: VertexKind }>): void {
    for (const { id, kind } of vertices) {
      if (this.#kinds.has(id)) continue;
      this.#kinds.set(id, kind);
      this.#waiting.add(id);
    }
    this.#gather();
  }

  /** What is known of these may be old. */
  refresh(ids: Iterable<string>): void {
    for (const id of ids) {
      if (!this.#kinds.has(id)) continue;
      this.#waiting.add(id);
      if (this.#columnsOf.has(id)) this.#columnsWaiting.add(id);
    }
    this.#gather();
    this.#workOnColumns();
  }

  /** The columns of these datasets are on show. */
  needColumns(ids: Iterable<string>): void {
    for (const id of ids) {
      if (this.#columnsOf.has(id)) continue;
      this.#columnsOf.add(id);
      this.#columnsWaiting.add(id);
    }
    this.#workOnColumns();
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #gather(): void {
    if (this.#isGathering || this.#waiting.size === 0) return;
    this.#isGathering = true;
    this.#later(Math.max(gatherMs, this.#gatheredAt + steadyMs - performance.now()), () => {
      this.#isGathering = false;
      this.#gatheredAt = performance.now();
      this.#work();
    });
  }

  #later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!this.#isDisposed) work();
    }, ms);
    this.#timers.add(timer);
  }

  #work(): void {
    while (this.#working < batchesAtOnce && this.#waiting.size > 0 && !this.#isDisposed) {
      const [first] = this.#waiting;
      const kind = this.#kinds.get(first!)!;
      const ids = [...this.#waiting].filter((id) => this.#kinds.get(id) === kind).slice(0, batchSize);
      for (const id of ids) this.#waiting.delete(id);
      this.#working += 1;
      void this.#load(kind, ids);
    }
  }

  async #load(kind: VertexKind, ids: readonly string[]): Promise<void> {
    const answers = kind === 'DATASET' ? await this.#datasets(ids) : await this.#jobs(ids);
    this.#working -= 1;
    if (this.#isDisposed) return;
    const failed: string[] = [];
    for (const id of ids) {
      const answer = answers?.get(id);
      if (answer) this.#store.setCard(id, (card) => withAnswer(card, answer, this.#isPast));
      else {
        failed.push(id);
        this.#store.setCard(id, (card) => (card.status === 'unknown' ? card : { ...card, status: 'unknown' }));
      }
    }
    if (failed.length > 0) this.#retry(failed);
    for (const id of ids) if (!failed.includes(id)) this.#retries.delete(id);
    this.#work();
  }

  #retry(ids: readonly string[]): void {
    const tries = Math.max(...ids.map((id) => this.#retries.get(id) ?? 0)) + 1;
    for (const id of ids) this.#retries.set(id, tries);
    this.#later(Math.min(longestRetryMs, retryMs * 2 ** (tries - 1)), () => this.refresh(ids));
  }

  async #datasets(ids: readonly string[]): Promise<ReadonlyMap<string, Answer> | null> {
    const { data } = await this.#client.query(GraphDatasetCardsDocument, { ids: [...ids] }).toPromise();
    if (!data) return null;
    return new Map(
      data.datasets.nodes.map((node) => [
        String(node.id),
        { state: node.state, tags: node.tags, run: this.#isPast ? null : runOf(node.lastWrittenBy) },
      ]),
    );
  }

  async #jobs(ids: readonly string[]): Promise<ReadonlyMap<string, Answer> | null> {
    const { data } = await this.#client.query(GraphJobCardsDocument, { ids: [...ids] }).toPromise();
    if (!data) return null;
    return new Map(
      data.jobs.nodes.map((node) => [String(node.id), { state: null, tags: node.tags, run: this.#isPast ? null : runOf(node.latestRun) }]),
    );
  }

  #columnsAgain(id: string): void {
    this.#columnsWaiting.add(id);
    this.#workOnColumns();
  }

  #workOnColumns(): void {
    for (const id of this.#columnsWaiting) {
      if (this.#columnsWorking >= batchesAtOnce * 2) return;
      this.#columnsWaiting.delete(id);
      this.#columnsWorking += 1;
      void this.#loadColumns(id).finally(() => {
        this.#columnsWorking -= 1;
        this.#workOnColumns();
      });
    }
  }

  async #loadColumns(id: string): Promise<void> {
    const columns: CardColumn[] = [];
    let after: string | null = null;
    for (let total = Infinity; columns.length < Math.min(total, mostColumns);) {
      const answer: OperationResult<GraphCardColumnsQuery> = await this.#client.query(GraphCardColumnsDocument, { id, after }).toPromise();
      if (this.#isDisposed) return;
      const page = answer.data?.dataset?.columns;
      if (!page) return this.#later(retryMs, () => this.#columnsAgain(id));
      columns.push(...page.nodes.map(cardColumn));
      total = page.totalCount ?? columns.length;
      after = page.pageInfo.endCursor ?? null;
      const isWhole = !page.pageInfo.hasNextPage || columns.length >= mostColumns;
      if (isWhole) return this.#store.setCard(id, (card) => withColumns(card, columns, total));
    }
    return undefined;
  }
}

interface Answer {
  readonly state: VertexCard['state'];
  readonly tags: Tags;
  readonly run: RunSummary | null;
}

function withAnswer(card: VertexCard, { state, tags, run }: Answer, isPast: boolean): VertexCard {
  const hasPii = card.hasPii || tags.some(isPii);
  if (isPast) return { ...card, state: null, tags, run: null, hasPii, status: 'past' };
  // A run that came in live meanwhile is newer than the answer.
  const isOlder = run !== null && card.run !== null && (card.run.startedAt ?? '') > (run.startedAt ?? '');
  const next: VertexCard = { ...card, state, tags, run: isOlder ? card.run : run, hasPii, status: 'known' };
  // The same again draws nothing again.
  return JSON.stringify(next) === JSON.stringify(card) ? card : next;
}

function withColumns(card: VertexCard, columns: readonly CardColumn[], columnCount: number): VertexCard {
  const piiColumnCount = columns.filter((column) => column.isPii).length;
  return { ...card, columns, columnCount, piiColumnCount, hasPii: piiColumnCount > 0 || card.tags.some(isPii) };
}

function cardColumn({ id, name, type, tags }: { id: string | number; name: string; type?: string | null; tags: Tags }): CardColumn {
  return { id: String(id), name, type: type ?? null, tags, isPii: tags.some(isPii) };
}

/** Personal data is tagged `pii`, as key or as value, however it is written. */
export function isPii({ key, value }: Tags[number]): boolean {
  return key.toLowerCase() === 'pii' || value.toLowerCase() === 'pii';
}

/** A run as cards show it. */
export function runOf(run: CardRunFragment | null | undefined): RunSummary | null {
  if (!run) return null;
  const { id, state, health, startedAt, endedAt, durationMs, error } = run;
  return {
    id: String(id),
    state,
    health,
    startedAt: startedAt ?? null,
    endedAt: endedAt ?? null,
    durationMs: durationMs ?? null,
    error: error?.message ?? null,
  };
}
