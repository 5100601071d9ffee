import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import type { ColumnSegment, Point } from '../lineage-graph/layout/layout.ts';
import { useCanvas } from './canvas-context.ts';
import { overlaps } from './geometry.ts';
import { isAside, isIndirect } from './trace.ts';
import { placedWords } from './trace-words.ts';
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
  const { trace } = useCanvas();
  const indirect = isIndirect(trace, path);
  const aside = isAside(trace, path);
  const ends = path.part === 'in' ? undefined : 'url(#lineage-arrow-traced)';
  return (
    <path d={path.d} className={styles['line']} data-indirect={indirect || undefined} data-aside={aside || undefined} markerEnd={ends} />
  );
}

/** One circle a place, however many lines meet there, and the words of each line. */
function Ports({ paths }: { readonly paths: readonly ColumnSegment[] }): React.ReactNode {
  const { trace } = useCanvas();
  const ends = new Map<string, { readonly at: Point; readonly isInput: boolean }>();
  for (const { points, part } of paths) {
    for (const [index, at] of [points[0], points.at(-1)].entries()) {
      if (at) ends.set(`${at.x},${at.y}`, { at, isInput: part === 'in' && index === 1 });
    }
  }
  return (
    <>
      {placedWords(paths, trace).map(({ id, x, y, words }) => (
        <text key={id} x={x} y={y} className={styles['words']} textAnchor="middle">
          {words.map((word, index) => (
            <tspan key={word} x={x} dy={index === 0 ? 0 : 10}>
              {word}
            </tspan>
          ))}
        </text>
      ))}
      {[...ends].map(([key, { at, isInput }]) => (
        <circle key={key} cx={at.x} cy={at.y} r={isInput ? 2.4 : 3.2} className={styles['port']} />
      ))}
    </>
  );
}
