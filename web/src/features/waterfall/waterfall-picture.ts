import { cutMiddle, formatDuration } from '../../ui/format.ts';
import type { Ink, Picture, PicturePart, Shape } from '../lineage-export/picture.ts';
import { linkPaths } from './link-paths.ts';
import { scaleTicks, type TimeScale } from './time-scale.ts';
import type { WaterfallLayout, WaterfallRow, WaterfallStep } from './waterfall-layout.ts';

const left = 280;
const track = 800;
const right = 100;
const head = 74;
const rowHeight = 28;

interface Named extends WaterfallStep {
  readonly name: string;
}

/** The waterfall as a picture, from its layout: every row, whatever is in sight. */
export function waterfallPicture<Step extends Named>(layout: WaterfallLayout<Step>, title: string): Picture {
  const height = head + layout.rows.length * rowHeight + 12;
  const caption: PicturePart = {
    kind: 'other',
    id: 'caption',
    title: null,
    shapes: [words(16, 30, cutMiddle(title, 110), { size: 15, weight: 600 }), ...axisShapes(layout.scale, height), ...linkShapes(layout)],
  };
  return {
    title,
    x: 0,
    y: 0,
    width: left + track + right,
    height,
    background: 'surface',
    parts: [caption, ...layout.rows.map(rowPart)],
    caption: [],
    clip: null,
  };
}

function linkShapes(layout: WaterfallLayout): readonly Shape[] {
  const { plain, critical } = linkPaths(layout, { left, top: head, track, rowHeight });
  return [
    ...(plain === null ? [] : [{ kind: 'path', d: plain, stroke: 'control', width: 1.3 } as const]),
    ...(critical === null ? [] : [{ kind: 'path', d: critical, stroke: 'ink-2', width: 2 } as const]),
  ];
}

function axisShapes(scale: TimeScale, height: number): readonly Shape[] {
  const ticks = scaleTicks(scale).flatMap(({ place, ms, afterFold }): readonly Shape[] => {
    const x = left + place * track;
    const line: Shape = { kind: 'path', d: `M${x} ${head - 8}V${height - 8}`, stroke: 'line', width: 1 };
    return [line, words(x + 3, head - 14, `${afterFold ? '+' : ''}${formatDuration(ms)}`, { size: 10.5, fill: 'ink-3' })];
  });
  const folds = scale.folds.flatMap(({ start, width, fromMs, toMs }): readonly Shape[] => [
    { kind: 'rect', x: left + start * track, y: head - 8, w: width * track, h: height - head, fill: 'sunken' },
    words(left + start * track + 3, head - 14, formatDuration(toMs - fromMs), { size: 10.5, fill: 'ink-2' }),
  ]);
  return [...ticks, ...folds];
}

const inks: Readonly<Record<string, Ink>> = {
  COMPLETED: 'completed',
  RUNNING: 'running',
  FAILED: 'failed',
  ABORTED: 'aborted',
  UNKNOWN: 'queued',
};

function rowPart({ step, indent, start, width }: WaterfallRow<Named>, row: number): PicturePart {
  const middle = head + row * rowHeight + rowHeight / 2;
  const isFailed = step.state === 'FAILED';
  const h = isFailed ? 16 : 12;
  const bar = { kind: 'rect', x: left + start * track, y: middle - h / 2, w: Math.max(3, width * track), h, radius: 2 } as const;
  const ink = inks[step.state] ?? 'queued';
  const isHollow = step.state === 'ABORTED' || step.state === 'UNKNOWN' || step.state === 'RUNNING';
  const took = step.durationMs === null ? step.state.toLowerCase() : formatDuration(step.durationMs);
  return {
    kind: 'node',
    id: step.id,
    title: `${step.name}, ${step.state.toLowerCase()}, ${took}`,
    shapes: [
      words(16 + Math.min(indent, 8) * 14, middle + 4, cutMiddle(step.name, 34 - Math.min(indent, 8) * 2), { font: 'mono' }),
      isHollow ? { ...bar, stroke: ink, width: 1.5, ...(step.state === 'UNKNOWN' ? { dash: [3, 2] } : {}) } : { ...bar, fill: ink },
      ...(isFailed ? [cross(bar.x + Math.max(3, bar.w) - 8, middle)] : []),
      words(left + track + right - 14, middle + 4, isFailed ? `× ${took}` : took, {
        anchor: 'end',
        fill: isFailed ? 'failed-text' : 'ink-2',
      }),
    ],
  };
}

function cross(x: number, y: number): Shape {
  return { kind: 'path', d: `M${x - 3} ${y - 3}L${x + 3} ${y + 3}M${x + 3} ${y - 3}L${x - 3} ${y + 3}`, stroke: 'surface', width: 1.5 };
}

type Look = Partial<Pick<Extract<Shape, { kind: 'text' }>, 'font' | 'size' | 'weight' | 'fill' | 'anchor'>>;

function words(x: number, y: number, text: string, look: Look): Shape {
  return { kind: 'text', x, y, text, font: 'ui', size: 12, weight: 400, fill: 'ink', ...look };
}
