import type { View } from './opening-view.ts';

let left: { readonly rootId: string; readonly view: View } | null = null;

/** Where the canvas of a subject was left last, for who comes back to it from the table or tree. */
export function viewLeftAt(rootId: string): View | null {
  return left?.rootId === rootId ? left.view : null;
}

export function leaveViewAt(rootId: string, view: View): void {
  left = { rootId, view };
}
