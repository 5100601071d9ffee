const listeners = new Set<() => void>();

/** Opens the search over everything. */
export function openSearch(): void {
  for (const listener of listeners) listener();
}

/** Calls the listener when a page asks for the search; ends when what it returns is called. */
export function onOpenSearch(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
