import { layeredLayout } from './layered-layout.ts';
import type { LayoutRequest } from './layout.ts';

addEventListener('message', ({ data: request }: MessageEvent<LayoutRequest>) => {
  postMessage(layeredLayout.layout(request));
});
