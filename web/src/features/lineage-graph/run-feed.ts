import { GraphRunChangedDocument } from '../../generated/graphql/graphql.ts';
import { runOf } from './card-loader.ts';
import { ringSince, type LiveGraphStore } from './live-graph-store.ts';
import type { RunSummary, VertexCard } from './model.ts';
import type { GraphLive } from './part-feed.ts';

/** As many jobs as a filter of runs takes; of more the feed follows every run and keeps those it shows. */
const mostInFilter = 100;

/** Follows the runs of the jobs on show; cards change in place, once a frame however much comes. */
export class RunFeed implements Disposable {
  readonly #live: GraphLive;
  readonly #store: LiveGraphStore;
  readonly #frame: (work: () => void) => void;
  /** What has come in since the last frame, by job. */
  readonly #waiting = new Map<string, RunSummary>();
  #cursor: string | null = null;
  #key = '';
  #jobIds: ReadonlySet<string> = new Set();
  #datasetIds: readonly string[] = [];
  #isWaiting = false;
  #stop: () => void = () => {};

  constructor(live: GraphLive, store: LiveGraphStore, frame: (work: () => void) => void) {
    this.#live = live;
    this.#store = store;
    this.#frame = frame;
  }

  /** Follows these jobs from the place in the log of the graph that shows them, or from where it has come to. */
  follow(jobIds: readonly string[], datasetIds: readonly string[], cursor: string, onResync: () => void): void {
    this.#jobIds = new Set(jobIds);
    this.#datasetIds = datasetIds;
    const filter = jobIds.length <= mostInFilter ? { jobId: { in: [...jobIds].toSorted() } } : null;
    const key = JSON.stringify(filter);
    if (key === this.#key || jobIds.length === 0) return;
    this.#key = key;
    this.#cursor ??= cursor;
    this.#stop();
    this.#stop = this.#live.subscribe(
      GraphRunChangedDocument,
      { filter, after: this.#cursor },
      {
        onEvent: ({ runUpdated }) => {
          if (!runUpdated) return;
          this.#cursor = runUpdated.cursor;
          const run = runOf(runUpdated.run);
          const jobId = runUpdated.run?.job?.id;
          if (run && jobId !== undefined && this.#jobIds.has(String(jobId))) this.#take(String(jobId), run);
        },
        onResync: () => {
          this.#cursor = null;
          this.#key = '';
          onResync();
        },
        onError: () => {},
      },
    );
  }

  [Symbol.dispose](): void {
    this.#stop();
  }

  #take(jobId: string, run: RunSummary): void {
    const known = this.#waiting.get(jobId);
    if (!known || isAsNew(run, known)) this.#waiting.set(jobId, run);
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#frame(() => {
      this.#isWaiting = false;
      this.#flush();
    });
  }

  #flush(): void {
    const now = performance.now();
    const byRun = new Map<string, RunSummary>();
    for (const [jobId, run] of this.#waiting) {
      byRun.set(run.id, run);
      this.#store.setCard(jobId, (card) =>
        !card.run || isAsNew(run, card.run) ? { ...card, run, changedAt: ringSince(card, now), status: 'known' } : card,
      );
    }
    this.#waiting.clear();
    const written = (card: VertexCard): VertexCard => ({ ...card, run: byRun.get(card.run!.id)!, changedAt: ringSince(card, now) });
    for (const id of this.#datasetIds) {
      const last = this.#store.card(id)?.run;
      if (last && byRun.has(last.id)) this.#store.setCard(id, written);
    }
  }
}

/** Whether a run is the one that is shown, or began after it. */
function isAsNew(run: RunSummary, shown: RunSummary): boolean {
  return run.id === shown.id || (run.startedAt ?? '') >= (shown.startedAt ?? '');
}
