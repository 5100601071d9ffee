import type { ColumnSegment } from '../lineage-graph/layout/layout.ts';
import { overlaps, type Box } from './geometry.ts';
import { transformationWords, type Trace } from './trace.ts';

/** Words on the canvas, above the end of their line. */
interface PlacedWords {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly words: readonly string[];
}

/** How wide a letter is at 9.5 px, and how far apart lines are. */
const letter = 4.3;
const lineHeight = 10;

/** The words of each line, in the gap where it arrives; where two would lie over each other the later ones are left to the list of steps. */
export function placedWords(paths: readonly ColumnSegment[], trace: Trace): readonly PlacedWords[] {
  const taken: Box[] = [];
  return paths.flatMap((path) => {
    const words = transformationWords(trace, path);
    const from = path.points.at(-2);
    const to = path.points.at(-1);
    if (words.length === 0 || !from || !to) return [];
    const x = (from.x + to.x) / 2;
    const half = (Math.max(...words.map(({ length }) => length)) * letter) / 2;
    const box = { minX: x - half, maxX: x + half, minY: to.y - 4 - words.length * lineHeight, maxY: to.y - 4 };
    if (taken.some((other) => overlaps(other, box))) return [];
    taken.push(box);
    return [{ id: path.id, x, y: to.y, words }];
  });
}
