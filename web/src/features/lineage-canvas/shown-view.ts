import { shownBox, type Box } from './geometry.ts';
import { viewOf, type View } from './opening-view.ts';

/** What of the canvas on the page shows, for those who stand beside it; null where no canvas does. */
export function shownView(): { readonly box: Box; readonly view: View } | null {
  const canvas = document.querySelector<HTMLElement>('.react-flow');
  const viewport = canvas?.querySelector<HTMLElement>('.react-flow__viewport');
  if (!canvas || !viewport) return null;
  const { a: zoom, e: x, f: y } = new DOMMatrix(getComputedStyle(viewport).transform);
  const size = { width: canvas.clientWidth, height: canvas.clientHeight };
  if (!(zoom > 0) || size.width === 0) return null;
  return { box: shownBox({ x, y, zoom }, size), view: viewOf({ x, y, zoom }, size) };
}
