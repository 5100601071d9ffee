import { useEffect, useRef } from 'react';
import { onOpenSearch } from '../../features/omnibox/open-search.ts';

/** Ctrl K and ⌘ K open the search from anywhere, fields included, and so do pages that offer it. */
export function useOmniboxKeys(onOpen: () => void): void {
  const open = useRef(onOpen);
  useEffect(() => {
    open.current = onOpen;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      open.current();
    };
    const end = onOpenSearch(() => open.current());
    document.addEventListener('keydown', onKey);
    return () => {
      end();
      document.removeEventListener('keydown', onKey);
    };
  }, []);
}
