import type { TreeItem } from './tree-items.ts';

/** What a key does in a tree (WAI-ARIA APG, tree view). */
export type TreeMove =
  | { readonly to: number }
  | { readonly expand: readonly string[] }
  | { readonly collapse: string }
  | { readonly act: TreeItem }
  | null;

/** Arrows, Home, End, Enter, Space and `*`; a letter moves to the next line that begins with it. */
export function treeMove(key: string, items: readonly TreeItem[], place: number, textOf: (item: TreeItem) => string): TreeMove {
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
      return { expand: items.filter((one) => one.parentKey === item.parentKey && isClosed(one)).map((one) => one.key) };
    default:
      return key.length === 1 ? nextWith(key, items, place, textOf) : null;
  }
}

function isClosed(item: TreeItem): boolean {
  return (item.kind === 'vertex' || item.kind === 'branch') && item.isExpanded === false;
}

function openOrEnter(item: TreeItem, items: readonly TreeItem[], place: number): TreeMove {
  if (item.kind !== 'vertex' && item.kind !== 'branch') return null;
  if (item.isExpanded === false) return { expand: [item.key] };
  const next = items[place + 1];
  return item.isExpanded && next?.parentKey === item.key ? { to: place + 1 } : null;
}

function closeOrLeave(item: TreeItem, items: readonly TreeItem[]): TreeMove {
  if ((item.kind === 'vertex' || item.kind === 'branch') && item.isExpanded) return { collapse: item.key };
  const parent = items.findIndex((one) => one.key === item.parentKey);
  return parent < 0 ? null : { to: parent };
}

function nextWith(letter: string, items: readonly TreeItem[], place: number, textOf: (item: TreeItem) => string): TreeMove {
  const order = [...items.keys()].map((step) => (place + 1 + step) % items.length);
  const to = order.find((index) => textOf(items[index]!).toLowerCase().startsWith(letter.toLowerCase()));
  return to === undefined ? null : { to };
}
