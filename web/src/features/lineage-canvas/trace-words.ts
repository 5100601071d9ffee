import type { ColumnSegment } from '../lineage-graph/layout/layout.ts';
import { overlaps, type Box } from './geometry.ts';
import { transformationWords, type Trace } from './trace.ts';

/** Words on the canvas; `y` is the baseline of the first. */
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
    const y = firstBaseline(from.y, to.y, words.length);
    const half = (Math.max(...words.map(({ length }) => length)) * letter) / 2;
    const box = { minX: x - half, maxX: x + half, minY: y - 8, maxY: y + (words.length - 1) * lineHeight + 2 };
    if (taken.some((other) => overlaps(other, box))) return [];
    taken.push(box);
    return [{ id: path.id, x, y, words }];
  });
}

/** On the side of the line that it does not come from: beneath its end when it falls steeply, else above. */
function firstBaseline(fromY: number, toY: number, lines: number): number {
  if (fromY < toY - 30) return toY + 13;
  const top = fromY > toY + 30 ? toY : Math.min(fromY, toY);
  return top - 6 - (lines - 1) * lineHeight;
}
