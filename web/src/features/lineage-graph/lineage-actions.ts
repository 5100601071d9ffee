import type { LineageAddress } from '../../address/lineage-address.ts';

/** Changes of what is on show. Those that belong to the view stand in the address. */
export interface LineageActions {
  /** Opens the most relevant hidden neighbours of a vertex on one side. */
  expand(id: string, side: 'up' | 'down'): void;
  /** Takes away what was opened from a vertex, on one side or on both. */
  collapse(id: string, side?: 'up' | 'down'): void;
  /** Shows one neighbour found in the list of hidden ones. */
  showVertex(id: string): void;
  /** Shows or hides the columns of a dataset. */
  toggleColumns(id: string): void;
  /** Folds or unfolds a group, which stands folded or unfolded by itself. */
  toggleGroup(key: string, isFolded: boolean): void;
  /** Lays everything out anew; only this moves what is placed. */
  tidy(): void;
  /** Shows what the traced path runs through and is not shown yet. */
  loadRest(): void;
  /** Draws a graph that is larger than can be read. */
  drawAnyway(): void;
  reload(): void;
  /** Newcomers that have been seen. */
  seen(ids: Iterable<string>): void;
}

/** The entry of `open` that stands for the vertices of the traced path. */
export const pathEntry = 'path';

/** The entry of `open` that shows the columns of a dataset. */
export function columnsEntry(id: string): string {
  return `${id}:columns`;
}

/** The entry of `open` that unfolds a group. */
export function groupEntry(key: string): string {
  return `${key}:group`;
}

/** What is opened after an entry was added; one that is there stays where it is. */
function withEntry(open: readonly string[], entry: string): readonly string[] {
  return open.includes(entry) ? open : [...open, entry];
}

/** The actions that only change the address. */
export function addressActions(
  address: () => LineageAddress,
  change: (change: Partial<LineageAddress>) => void,
): Pick<LineageActions, 'collapse' | 'expand' | 'loadRest' | 'showVertex' | 'toggleColumns' | 'toggleGroup'> {
  const add = (entry: string): void => change({ open: withEntry(address().open, entry) });
  const remove = (gone: readonly string[]): void => change({ open: address().open.filter((entry) => !gone.includes(entry)) });
  return {
    expand: (id, side) => add(`${id}:${side}`),
    collapse: (id, side) => remove(side ? [`${id}:${side}`] : [`${id}:up`, `${id}:down`, `${id}:vertex`]),
    showVertex: (id) => add(`${id}:vertex`),
    toggleColumns(id) {
      const entry = columnsEntry(id);
      if (address().open.includes(entry)) remove([entry]);
      else add(entry);
    },
    toggleGroup(key, isFolded) {
      const { open, shut } = address();
      const entry = groupEntry(key);
      if (isFolded) change({ open: withEntry(open, entry), shut: shut.filter((other) => other !== key) });
      else change({ open: open.filter((other) => other !== entry), shut: withEntry(shut, key) });
    },
    loadRest: () => add(pathEntry),
  };
}
