import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { rangeKeeping } from '../../ui/range-keeping.ts';
import type { NamedStep } from './Waterfall.tsx';
import type { WaterfallRow } from './waterfall-layout.ts';

export const rowHeight = 33;
/** From this many rows on they scroll in a box of their own, of which only those in sight are in the page. */
const longFrom = 120;

type Row = WaterfallRow<NamedStep>;

/** Which rows are in the page, which of them has the tab stop, and the keys that walk them: arrows, Home and End. */
export function useStepsInSight(root: React.RefObject<HTMLDivElement | null>, rows: readonly Row[], selected: string | null) {
  const isLong = rows.length >= longFrom;
  const [focused, setFocused] = useState<string | null>(null);
  const current = Math.max(
    0,
    rows.findIndex(({ step }) => step.id === (focused ?? selected)),
  );
  const virtual = useVirtualizer({
    enabled: isLong,
    count: rows.length,
    getScrollElement: () => root.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.step.id ?? index,
    overscan: 10,
    rangeExtractor: rangeKeeping(current),
  });
  const focusSoon = useFocusSoon(root);
  const walkTo = (index: number): void => {
    const id = rows[index]?.step.id;
    if (id === undefined) return;
    if (isLong) virtual.scrollToIndex(index);
    setFocused(id);
    focusSoon(id);
  };
  const inSight = isLong ? virtual.getVirtualItems() : rows.map((_, index) => ({ index, start: index * rowHeight }));
  return {
    isLong,
    height: virtual.getTotalSize(),
    items: inSight.flatMap(({ index, start }) => (rows[index] ? [{ index, start, row: rows[index] }] : [])),
    current,
    measure: isLong ? virtual.measureElement : undefined,
    onFocus: ({ target }: React.FocusEvent): void => setFocused((target as HTMLElement).dataset['row'] ?? null),
    onKeyDown: (event: React.KeyboardEvent): void => {
      const next = placeAfter(event, current, rows.length);
      if (next === null) return;
      event.preventDefault();
      walkTo(next);
    },
  };
}

/** Focuses a row as soon as it is in the page, which one further down comes into by scrolling. */
function useFocusSoon(root: React.RefObject<HTMLDivElement | null>): (id: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const row = root.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(wanted.current)}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus();
    row.scrollIntoView({ block: 'nearest' });
  });
  return (id) => {
    wanted.current = id;
  };
}

function placeAfter(event: React.KeyboardEvent, current: number, count: number): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
  switch (event.key) {
    case 'ArrowDown':
      return Math.min(count - 1, current + 1);
    case 'ArrowUp':
      return Math.max(0, current - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
