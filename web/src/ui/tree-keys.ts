/** What keys need to know of a line of a tree: where it hangs, and whether it is open, when it can be. */
export interface KeyedTreeLine {
  readonly key: string;
  readonly parentKey: string | null;
  readonly isExpanded?: boolean | null;
}

/** What a key does in a tree (WAI-ARIA APG, tree view). */
export type TreeMove<Line> =
  | { readonly to: number }
  | { readonly expand: readonly string[] }
  | { readonly collapse: string }
  | { readonly act: Line }
  | null;

/** Arrows, Home, End, Enter, Space and `*`; a letter moves to the next line that begins with it. */
export function treeMove<Line extends KeyedTreeLine>(
  key: string,
  items: readonly Line[],
  place: number,
  textOf: (item: Line) => string,
): TreeMove<Line> {
  const item = items[place];
  if (!item) return items.length > 0 ? { to: 0 } : null;
  switch (key) {
    case 'ArrowDown':
      return { to: Math.min(items.length - 1, place + 1) };
    case 'ArrowUp':
      return { to: Math.max(0, place - 1) };
    case 'Home':
      return { to: 0 };
    case 'End':
      return { to: items.length - 1 };
    case 'ArrowRight':
      return openOrEnter(item, items, place);
    case 'ArrowLeft':
      return closeOrLeave(item, items);
    case 'Enter':
    case ' ':
      return { act: item };
    case '*':
      return { expand: items.filter((one) => one.parentKey === item.parentKey && one.isExpanded === false).map((one) => one.key) };
    default:
      return key.length === 1 ? nextWith(key, items, place, textOf) : null;
  }
}

function openOrEnter<Line extends KeyedTreeLine>(item: Line, items: readonly Line[], place: number): TreeMove<Line> {
  if (item.isExpanded === false) return { expand: [item.key] };
  const next = items[place + 1];
  return item.isExpanded && next?.parentKey === item.key ? { to: place + 1 } : null;
}

function closeOrLeave<Line extends KeyedTreeLine>(item: Line, items: readonly Line[]): TreeMove<Line> {
  if (item.isExpanded) return { collapse: item.key };
  const parent = items.findIndex((one) => one.key === item.parentKey);
  return parent < 0 ? null : { to: parent };
}

function nextWith<Line extends KeyedTreeLine>(
  letter: string,
  items: readonly Line[],
  place: number,
  textOf: (item: Line) => string,
): TreeMove<Line> {
  const order = [...items.keys()].map((step) => (place + 1 + step) % items.length);
  const to = order.find((index) => textOf(items[index]!).toLowerCase().startsWith(letter.toLowerCase()));
  return to === undefined ? null : { to };
}
