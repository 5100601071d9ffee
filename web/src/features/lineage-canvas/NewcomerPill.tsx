import { plural } from '@lingui/core/macro';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { GraphStore } from '../lineage-graph/graph-store.ts';
import { useNewcomers } from '../lineage-graph/use-graph-store.ts';
import { overlaps, shownBox, type Box, type Size, type Transform } from './geometry.ts';
import { useOnMove, type ViewControls } from './use-view.ts';
import styles from './NewcomerPill.module.css';

interface NewcomerPillProps {
  readonly store: GraphStore;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly controls: ViewControls;
  readonly onSeen: (ids: Iterable<string>) => void;
}

type Side = 'above' | 'below' | 'left' | 'right';

/** Points at what came in live outside the view; pressed, it goes there. */
export function NewcomerPill({ store, boxes, controls, onSeen }: NewcomerPillProps): React.ReactNode {
  const newcomers = useNewcomers(store);
  const outside = useOutside(newcomers, boxes, controls, onSeen);
  const nearest = outside[0] === undefined ? undefined : boxes.get(outside[0]);
  if (!nearest) return null;
  const side = sideOf(nearest, controls.shown());
  return (
    <button type="button" className={`${styles['pill']} ${styles[side]}`} onClick={() => controls.centre(nearest)}>
      {words(outside.length, side)}
    </button>
  );
}

function words(count: number, side: Side): string {
  switch (side) {
    case 'above':
      return plural(count, { one: '# new node above', other: '# new nodes above' });
    case 'below':
      return plural(count, { one: '# new node below', other: '# new nodes below' });
    case 'left':
      return plural(count, { one: '# new node upstream', other: '# new nodes upstream' });
    case 'right':
      return plural(count, { one: '# new node downstream', other: '# new nodes downstream' });
  }
}

function sideOf(box: Box, shown: Box): Side {
  if (box.minY >= shown.maxY) return 'below';
  if (box.maxY <= shown.minY) return 'above';
  return box.maxX <= shown.minX ? 'left' : 'right';
}

/** What has come into view is seen. Looked at when something came and once the view stands still. */
function useOutside(
  newcomers: readonly string[],
  boxes: ReadonlyMap<string, Box>,
  controls: ViewControls,
  onSeen: (ids: Iterable<string>) => void,
): readonly string[] {
  const [, setMoves] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const placed = newcomers.filter((id) => boxes.has(id));
  const some = placed.length > 0;
  const look = useCallback(
    (transform: Transform, size: Size) => {
      if (!some || size.width === 0) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const shown = shownBox(transform, size);
        const inside = placed.filter((id) => overlaps(boxes.get(id) ?? shown, shown));
        if (inside.length > 0) onSeen(inside);
        else setMoves((moves) => moves + 1);
      }, 200);
    },
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the list is another array after every change only
    [newcomers, boxes, onSeen, some],
  );
  useOnMove(look);
  useEffect(() => () => clearTimeout(timer.current), []);
  const shown = controls.shown();
  return placed.filter((id) => !overlaps(boxes.get(id) ?? shown, shown));
}
