import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import type { EdgePath, Point } from '../lineage-graph/layout/layout.ts';
import { useCanvas } from './canvas-context.ts';
import { overlaps } from './geometry.ts';
import { stepOf, transformationWords } from './trace.ts';
import { useSnappedBox } from './use-view.ts';
import styles from './TraceLayer.module.css';

/** The traced path: its lines beneath the cards, its ports and what happens to the values above them. */
export const TraceLayer = memo(function TraceLayer({ paths }: { readonly paths: readonly EdgePath[] }): React.ReactNode {
  const { levelOfDetail } = useCanvas();
  const box = useSnappedBox();
  if (paths.length === 0 || levelOfDetail === 'groups') return null;
  const near = paths.filter((path) => overlaps(path, box));
  const full = levelOfDetail === 'full';
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

function TraceLine({ path: { id, d } }: { readonly path: EdgePath }): React.ReactNode {
  const step = stepOf(useCanvas().trace, id);
  return <path d={d} className={styles['line']} data-type={step?.type ?? undefined} />;
}

/** One circle a place and one line of words, however many steps meet there. */
function Ports({ paths }: { readonly paths: readonly EdgePath[] }): React.ReactNode {
  const { trace } = useCanvas();
  const ends = new Map<string, Point>();
  const words = new Map<string, { readonly at: Point; readonly all: Set<string> }>();
  for (const path of paths) {
    const first = path.points[0];
    const last = path.points.at(-1);
    if (!first || !last) continue;
    for (const end of [first, last]) ends.set(`${end.x},${end.y}`, end);
    const said = transformationWords(stepOf(trace, path.id), path.id);
    if (said === null) continue;
    const at = { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 };
    const place = words.get(`${at.x},${at.y}`) ?? { at, all: new Set() };
    words.set(`${at.x},${at.y}`, { at, all: place.all.add(said) });
  }
  return (
    <>
      {[...words].map(([key, { at, all }]) => (
        <text key={key} x={at.x} y={at.y - 7} className={styles['words']} textAnchor="middle">
          {[...all].join(', ')}
        </text>
      ))}
      {[...ends].map(([key, { x, y }]) => (
        <circle key={key} cx={x} cy={y} r="3.2" className={styles['port']} />
      ))}
    </>
  );
}
