/** How far the hub's clock is ahead of the browser's, in ms. Ages are told by the hub's, since it stamps the events. */
let aheadMs = 0;

/** Answers carry the time of the hub to the second; less than this apart the two clocks agree. */
const toleratedMs = 2_000;

/** Learns the clock of the hub from an answer it sent just now. */
export function learnServerClock(response: Response, nowMs: number = Date.now()): void {
  const told = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(told)) return;
  // The header names the second that had begun.
  const apartMs = told + 500 - nowMs;
  aheadMs = Math.abs(apartMs) < toleratedMs ? 0 : apartMs;
}

/** The hub's time in ms since 1970, as `Date.now()` would tell it there. */
export function serverNow(): number {
  return Date.now() + aheadMs;
}
