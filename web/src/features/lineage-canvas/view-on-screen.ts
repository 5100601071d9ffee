import type { View } from './opening-view.ts';

let last: { readonly rootId: string; readonly view: View } | null = null;
let isOpen = false;

/** What the canvas shows now, as `xyz` of an address says it; null while no canvas is open. For Share and export. */
export function viewOnScreen(): View | null {
  return isOpen ? (last?.view ?? null) : null;
}

/** Where the canvas of a subject was left last, for who comes back to it from the table or tree. */
export function viewLeftAt(rootId: string): View | null {
  return last?.rootId === rootId ? last.view : null;
}

export function setViewOnScreen(rootId: string, view: View): void {
  last = { rootId, view };
  isOpen = true;
}

export function canvasClosed(): void {
  isOpen = false;
}
