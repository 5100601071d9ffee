import type { View } from './opening-view.ts';

let shown: View | null = null;

/** What the canvas shows now, as `xyz` of an address says it; null while no canvas is open. For Share and export. */
export function viewOnScreen(): View | null {
  return shown;
}

export function setViewOnScreen(view: View | null): void {
  shown = view;
}
