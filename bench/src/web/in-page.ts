/** Runs in the page before everything else: notes when the graph's data was there and when its first vertex was drawn. */
export const noteFirstPaint = `(() => {
  const marks = { data: null, painted: null };
  window.__marks = marks;
  const original = window.fetch;
  window.fetch = async (...request) => {
    const isSlice = String(request[1]?.body ?? '').includes('GraphSlice');
    const answer = await original(...request);
    if (isSlice && marks.data === null) {
      const text = answer.text.bind(answer);
      answer.text = async () => {
        const body = await text();
        marks.data = performance.now();
        return body;
      };
    }
    return answer;
  };
  const observer = new MutationObserver(() => {
    if (marks.painted !== null || !document.querySelector('.react-flow__node')) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => (marks.painted = performance.now())));
  });
  observer.observe(document, { childList: true, subtree: true });
})()`;

/** Milliseconds from the data to its first vertex on the screen; null while one of the two has not happened. */
export const firstPaintMs = `(() => {
  const { data, painted } = window.__marks;
  return data === null || painted === null ? null : painted - data;
})()`;

/** Pans to and fro for some time, a step each frame; frames a second. */
export function panned(ms: number): string {
  return `new Promise((resolve) => {
    const pane = document.querySelector('.react-flow__pane') ?? document.querySelector('.react-flow');
    const box = pane.getBoundingClientRect();
    const start = performance.now();
    let frames = 0;
    let way = 1;
    const step = () => {
      frames += 1;
      if (frames % 25 === 0) way = -way;
      pane.dispatchEvent(new WheelEvent('wheel', { deltaX: 22 * way, deltaY: 9 * way, bubbles: true, cancelable: true,
        clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 }));
      if (performance.now() - start < ${ms}) requestAnimationFrame(step);
      else resolve((frames * 1000) / (performance.now() - start));
    };
    requestAnimationFrame(step);
  })`;
}

/** Elements of the whole page. */
export const elementCount = `document.querySelectorAll('*').length`;

/** What the jobs in sight say of themselves. */
export const jobLabels = `[...document.querySelectorAll('.react-flow__node [aria-label], .react-flow__node[aria-label]')]
  .map((node) => node.getAttribute('aria-label')).filter((label) => label.startsWith('Job '))`;
