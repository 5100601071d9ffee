import { useEffect, useState } from 'react';
import type { LayoutResult } from '../lineage-graph/layout/layout.ts';

/** True for a moment after vertices that stood already were placed anew: only then they glide. */
export function useTidying(layout: LayoutResult): boolean {
  const [known, setKnown] = useState(layout);
  const [isTidying, setTidying] = useState(false);
  if (known !== layout) {
    setKnown(layout);
    if (hasMoved(known, layout)) setTidying(true);
  }
  useEffect(() => {
    if (!isTidying) return;
    const timer = setTimeout(() => {
      setTidying(false);
    }, 260);
    return () => {
      clearTimeout(timer);
    };
  }, [isTidying, layout]);
  return isTidying;
}

function hasMoved(before: LayoutResult, after: LayoutResult): boolean {
  for (const [id, { x, y }] of before.positions) {
    const to = after.positions.get(id);
    if (to && (to.x !== x || to.y !== y)) return true;
  }
  return false;
}
