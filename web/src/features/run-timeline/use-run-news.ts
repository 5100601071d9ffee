import { useEffect, useRef, useState } from 'react';
import { useLive } from '../../client/live-context.ts';
import { RunNewsDocument, type RunFilter } from '../../generated/graphql/graphql.ts';
import { newsOf } from './lanes-of.ts';
import type { RunNews } from './lanes.ts';

/** Figures change at most so often. */
const leastMs = 500;

/** How long what has just changed is ringed. */
const ringMs = 1_200;

export interface RunNewsOptions {
  /** The place in the log of what is shown; nothing is followed without. */
  readonly after: string | null;
  readonly filter?: RunFilter | null;
  /** News since, in order, together, at most twice a second. */
  readonly onNews: (news: readonly RunNews[]) => void;
  /** What is shown has to be loaded again. */
  readonly onResync: () => void;
}

/** Follows runs from a place in the log; answers with the ids of those that have just changed. */
export function useRunNews({ after, filter = null, onNews, onResync }: RunNewsOptions): ReadonlySet<string> {
  const live = useLive();
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const handlers = useRef({ onNews, onResync });
  useEffect(() => {
    handlers.current = { onNews, onResync };
  });
  const wanted = JSON.stringify(filter);
  useEffect(() => {
    if (after === null) return undefined;
    let waiting: RunNews[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    let flushedAt = -Infinity;
    const flush = (): void => {
      flushedAt = performance.now();
      timer = undefined;
      const news = waiting;
      waiting = [];
      const ids = new Set(news.map(({ id }) => id));
      handlers.current.onNews(news);
      setTouched(ids);
      setTimeout(() => {
        setTouched((now) => (now === ids ? new Set() : now));
      }, ringMs);
    };
    const end = live.subscribe(
      RunNewsDocument,
      { filter: JSON.parse(wanted) as RunFilter | null, after },
      {
        onEvent({ runUpdated }) {
          const news = runUpdated?.run ? newsOf(runUpdated.run) : null;
          if (!news) return;
          waiting.push(news);
          timer ??= setTimeout(flush, Math.max(50, flushedAt + leastMs - performance.now()));
        },
        onResync() {
          handlers.current.onResync();
        },
        onError() {},
      },
    );
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [live, after, wanted]);
  return touched;
}
