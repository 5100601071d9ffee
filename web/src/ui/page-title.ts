import { useEffect, useSyncExternalStore } from 'react';

/** What the page shows, for the title of the window and the trail in the top bar. */
export interface PageTitle {
  /** Of the window: “dedupe_entities, run 8f2c”. */
  readonly title: string;
  /** After the name of the screen in the trail; names of things in mono. */
  readonly trail: readonly { readonly text: string; readonly isName: boolean }[];
}

let current: PageTitle = { title: '', trail: [] };
const listeners = new Set<() => void>();

function set(next: PageTitle): void {
  current = next;
  document.title = next.title === '' ? 'Hotpass' : `${next.title} · Hotpass`;
  for (const listener of listeners) listener();
}

/** Names the page for as long as the component is there. */
export function usePageTitle(title: string, trail: PageTitle['trail'] = []): void {
  const key = JSON.stringify([title, trail]);
  useEffect(() => {
    const [named, parts] = JSON.parse(key) as [string, PageTitle['trail']];
    set({ title: named, trail: parts });
    return () => set({ title: '', trail: [] });
  }, [key]);
}

/** What the page on the screen is called. */
export function useCurrentPageTitle(): PageTitle {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => current,
  );
}
