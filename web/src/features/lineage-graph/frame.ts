/** Does something before the next frame is drawn; in a hidden page, which draws none, a little later. */
export function inNextFrame(work: () => void): void {
  if (document.hidden) setTimeout(work, 250);
  else requestAnimationFrame(work);
}
