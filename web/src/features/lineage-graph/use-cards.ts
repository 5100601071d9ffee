import { useEffect, useState } from 'react';
import type { GraphStore } from './graph-store.ts';

/** Cards are told of in bursts; lists that show all of them are drawn again at most this often. */
const everyMs = 300;

/** Draws the caller again when cards of these vertices have changed; for lists that read them all from the store. */
export function useCards(store: GraphStore, ids: readonly string[]): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setVersion((count) => count + 1);
      }, everyMs);
    };
    const ends = ids.map((id) => store.onCard(id, soon));
    return () => {
      clearTimeout(timer);
      for (const end of ends) end();
    };
  }, [store, ids]);
  return version;
}
