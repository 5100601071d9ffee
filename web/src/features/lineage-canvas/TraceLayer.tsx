import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import type { ColumnSegment, Point } from '../lineage-graph/layout/layout.ts';
import { useCanvas } from './canvas-context.ts';
import { overlaps } from './geometry.ts';
import { isIndirect, transformationWords } from './trace.ts';
import { useSnappedBox } from './use-view.ts';
import styles from './TraceLayer.module.css';

/** The traced path: its lines beneath the cards, its ports and what happens to the values above them. */
export const TraceLayer = memo(function TraceLayer({ paths }: { readonly paths: readonly ColumnSegment[] }): React.ReactNode {
  const { levelOfDetail } = useCanvas();
  const box = useSnappedBox();
  if (paths.length === 0 || levelOfDetail === 'groups') return null;
  const near = paths.filter((path) => overlaps(path, box));
  const full = levelOfDetail === 'full' || levelOfDetail === 'plain';
  return (
    <ViewportPortal>
      <svg className={`${styles['layer']} ${full ? '' : styles['far']}`} width="1" height="1" aria-hidden="true">
        {near.map(({ id, d }) => (
          <path key={`casing ${id}`} d={d} className={styles['casing']} />
        ))}
        {near.map((path) => (
          <TraceLine key={path.id} path={path} />
        ))}
      </svg>
      {full && (
        <svg className={`${styles['layer']} ${styles['above']}`} width="1" height="1" aria-hidden="true">
          <Ports paths={near} />
        </svg>
      )}
    </ViewportPortal>
  );
});

function TraceLine({ path }: { readonly path: ColumnSegment }): React.ReactNode {
  const indirect = isIndirect(useCanvas().trace, path);
  const ends = path.part === 'in' ? undefined : 'url(#lineage-arrow-traced)';
  return <path d={path.d} className={styles['line']} data-indirect={indirect || undefined} markerEnd={ends} />;
}

/** One circle a place, however many lines meet there, and the words of each line. */
function Ports({ paths }: { readonly paths: readonly ColumnSegment[] }): React.ReactNode {
  const { trace } = useCanvas();
  const ends = new Map<string, Point>();
  for (const { points } of paths) {
    for (const end of [points[0], points.at(-1)]) if (end) ends.set(`${end.x},${end.y}`, end);
  }
  return (
    <>
      {paths.map((path) => (
        <Words key={path.id} at={middleOf(path)} words={transformationWords(trace, path)} />
      ))}
      {[...ends].map(([key, { x, y }]) => (
        <circle key={key} cx={x} cy={y} r="3.2" className={styles['port']} />
      ))}
    </>
  );
}

/** Stacked above their line, since the gap between two hops is narrow. */
function Words({ at, words }: { readonly at: Point; readonly words: readonly string[] }): React.ReactNode {
  if (words.length === 0) return null;
  return (
    <text x={at.x} y={at.y - 7 - (words.length - 1) * 10} className={styles['words']} textAnchor="middle">
      {words.map((word, index) => (
        <tspan key={word} x={at.x} dy={index === 0 ? 0 : 10}>
          {word}
        </tspan>
      ))}
    </text>
  );
}

/** In the gap where the line arrives. */
function middleOf({ points }: ColumnSegment): Point {
  const [from, to] = [points.at(-2), points.at(-1)];
  return { x: ((from?.x ?? 0) + (to?.x ?? 0)) / 2, y: ((from?.y ?? 0) + (to?.y ?? 0)) / 2 };
}
