import { useEffect, useRef, useState } from 'react';
import type { GraphStore } from '../../features/lineage-graph/graph-store.ts';
import { useNewcomers } from '../../features/lineage-graph/use-graph-store.ts';
import { newsWords } from './news-words.ts';

/** At most one message in this time. */
const pauseMs = 5_000;

/** Tells politely what came in live, summed up. */
export function LineageNews({ store }: { readonly store: GraphStore }): React.ReactNode {
  const newcomers = useNewcomers(store);
  const [words, setWords] = useState('');
  const told = useRef({ ids: new Set<string>(), at: -Infinity });
  useEffect(() => {
    const fresh = newcomers.filter((id) => !told.current.ids.has(id));
    if (fresh.length === 0) return undefined;
    const wait = Math.max(0, told.current.at + pauseMs - performance.now());
    const timer = setTimeout(() => {
      const vertices = fresh.flatMap((id) => store.topology?.vertices.get(id) ?? []);
      for (const id of fresh) told.current.ids.add(id);
      told.current.at = performance.now();
      setWords(newsWords(vertices));
    }, wait);
    return () => clearTimeout(timer);
  }, [newcomers, store]);
  return (
    <div role="status" aria-live="polite" className="visually-hidden" data-lineage-news="">
      {words}
    </div>
  );
}
