import type { LayoutRequest, LayoutResult } from './layout.ts';

/** Lays out somewhere else than in the page. */
export interface LayoutWorker extends Disposable {
  /** Null when a newer request has overtaken this one. */
  layout(request: LayoutRequest): Promise<LayoutResult | null>;
}

/** One request is worked on at a time; of those that come meanwhile only the newest is kept. */
export function createLayoutWorker(): LayoutWorker {
  const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
  return queueBefore({
    send: (request) => worker.postMessage(request, []),
    onAnswer(listener) {
      worker.addEventListener('message', ({ data }: MessageEvent<LayoutResult>) => listener(data));
      worker.addEventListener('error', () => listener(null));
    },
    [Symbol.dispose]: () => worker.terminate(),
  });
}

/** What a worker is, as far as the queue needs to know. */
export interface LayoutPort extends Disposable {
  send(request: LayoutRequest): void;
  /** Null when it could not answer. */
  onAnswer(listener: (result: LayoutResult | null) => void): void;
}

interface Waiting {
  readonly request: LayoutRequest;
  readonly resolve: (result: LayoutResult | null) => void;
}

/** Drops requests that are overtaken before they are sent, and answers that are overtaken before they come. */
export function queueBefore(port: LayoutPort): LayoutWorker {
  let working: Waiting | null = null;
  let next: Waiting | null = null;
  const start = (waiting: Waiting): void => {
    working = waiting;
    port.send(waiting.request);
  };
  port.onAnswer((result) => {
    working?.resolve(next ? null : result);
    working = null;
    if (next) start(next);
    next = null;
  });
  return {
    layout: (request) =>
      new Promise((resolve) => {
        next?.resolve(null);
        next = null;
        if (working) next = { request, resolve };
        else start({ request, resolve });
      }),
    [Symbol.dispose]: () => port[Symbol.dispose](),
  };
}
