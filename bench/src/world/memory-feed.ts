import type { EventFeed, FeedEntry, FeedSubscription } from '@hotpass/server';

/** A log of headers in memory: position 1, 2, 3 … */
export class MemoryFeed implements EventFeed {
  readonly #entries: FeedEntry[] = [];
  readonly #waiting = new Set<() => void>();

  append(): void {
    const position = this.#entries.length + 1;
    this.#entries.push({
      id: `ent_${position}`,
      cursor: String(position),
      position,
      type: 'openlineage.run_event',
      keys: [`run_${position}`],
      eventTime: null,
      receivedAt: new Date(),
      actor: 'local',
      onBehalfOf: null,
      decision: null,
      traceId: null,
      cause: null,
      aggregate: null,
      bodyHash: new Uint8Array(32),
    });
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  async head(): Promise<string> {
    return String(this.#entries.length);
  }

  subscribe(after: string): FeedSubscription {
    let position = Number(after);
    let isClosed = false;
    let wake: (() => void) | null = null;
    const next = async (): Promise<IteratorResult<readonly FeedEntry[], undefined>> => {
      for (;;) {
        if (isClosed) return { done: true, value: undefined };
        const entries = this.#entries.slice(position);
        position += entries.length;
        if (entries.length > 0) return { done: false, value: entries };
        await new Promise<void>((resolve) => {
          wake = resolve;
          this.#waiting.add(resolve);
        });
      }
    };
    return {
      [Symbol.asyncIterator]: () => ({ next }),
      close: () => {
        isClosed = true;
        wake?.();
      },
    };
  }
}
