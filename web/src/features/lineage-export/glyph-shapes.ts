import type { Status } from '../../ui/StatusGlyph.tsx';
import type { Shape } from './picture.ts';

/** The shape of a state with its top left corner at a point, 14 wide and high, as `StatusGlyph` draws it. */
export function glyphShapes(status: Status, x: number, y: number): readonly Shape[] {
  const fill = status === 'unknown' ? 'queued' : status;
  const ring = { kind: 'circle', x: x + 7, y: y + 7, stroke: fill, width: 1.6 } as const;
  const mark = (d: string): Shape => ({ kind: 'path', d, x, y, stroke: 'surface', width: 1.7 });
  switch (status) {
    case 'completed':
      return [{ kind: 'circle', x: x + 7, y: y + 7, r: 6, fill }, mark('M4 7.2 6.2 9.3 10 5.1')];
    case 'running':
      return [
        { ...ring, r: 5.3 },
        { kind: 'path', d: 'M7 1.7a5.3 5.3 0 0 1 0 10.6z', x, y, fill },
      ];
    case 'late':
      return [{ kind: 'path', d: 'M7 1.2 13.2 12.4H.8z', x, y, fill }, mark('M7 5v3.4M7 9.9v1')];
    case 'failed':
      return [{ kind: 'rect', x: x + 1.2, y: y + 1.2, w: 11.6, h: 11.6, radius: 1.5, fill }, mark('M4.4 4.4l5.2 5.2M9.6 4.4 4.4 9.6')];
    case 'aborted':
      return [
        { ...ring, r: 5.2 },
        { kind: 'path', d: 'M3.4 10.6l7.2-7.2', x, y, stroke: fill, width: 1.6 },
      ];
    case 'queued':
    case 'unknown':
      return [{ ...ring, r: 5.2, dash: [2.2, 1.9] }];
  }
}
