import { useLingui } from '@lingui/react/macro';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { LineageAddress } from '../../address/lineage-address.ts';
import { displayGraph } from '../lineage-graph/display-graph.ts';
import type { GraphStore } from '../lineage-graph/graph-store.ts';
import type { LineageActions } from '../lineage-graph/lineage-actions.ts';
import type { GraphTopology } from '../lineage-graph/model.ts';
import { useCards } from '../lineage-graph/use-cards.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './LineageTree.module.css';
import { TreeLine } from './TreeLine.tsx';
import { treeItems, type TreeItem } from './tree-items.ts';
import { treeMove } from '../../ui/tree-keys.ts';

export interface LineageTreeProps {
  readonly store: GraphStore;
  readonly topology: GraphTopology;
  readonly address: LineageAddress;
  readonly onAddress: (change: Partial<LineageAddress>, how?: { readonly replace: boolean }) => void;
  readonly actions: Pick<LineageActions, 'expand'> & { makeSubject(id: string): void };
}

const lineHeight = 33;

/** The same set as the graph, as a tree from the subject: up to where data comes from, down to where it goes. */
export function LineageTree(props: LineageTreeProps): React.ReactNode {
  const { t } = useLingui();
  const { store, address, topology } = props;
  const id = useId();
  const now = useNow(10_000);
  const { items, active, virtual, scroll, go, act, toggle, onKeyDown } = useTreeMoves(props);
  return (
    <div
      ref={scroll}
      role="tree"
      tabIndex={0}
      aria-label={t`Lineage as a tree`}
      aria-activedescendant={items[active] ? `${id}-${active}` : undefined}
      className={styles['tree']}
      onKeyDown={onKeyDown}
    >
      <div role="none" className={styles['body']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index]!;
          return (
            <TreeLine
              key={key}
              id={`${id}-${index}`}
              top={start}
              item={item}
              card={item.kind === 'vertex' || item.kind === 'seen' ? store.card(item.vertex.id) : undefined}
              nowMs={now}
              isActive={index === active}
              isTraced={item.kind === 'column' && columnKey(item, topology.rootId) === address.col}
              onPoint={() => go(index)}
              onToggle={() => toggle(item)}
              onAct={() => act(item)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** What presses and keys do to the lines. */
function useTreeMoves(props: LineageTreeProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const { items, setExpanded } = useTree(props);
  const { active, move } = useActive(items, props);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => lineHeight,
    getItemKey: (index) => items[index]!.key,
    overscan: 15,
  });
  const go = (place: number): void => {
    const item = items[place];
    if (!item) return;
    virtual.scrollToIndex(place, { align: 'auto' });
    move(item);
  };
  const toggle = (item: TreeItem): void => setExpanded([item.key], !('isExpanded' in item && item.isExpanded));
  const act = (item: TreeItem): void => {
    if (item.kind === 'seen') go(items.findIndex(({ key }) => key === item.seenKey));
    else if (item.kind === 'more') props.actions.expand(item.vertexId, item.side);
    else if (item.kind === 'column') props.onAddress({ level: 'column', col: columnKey(item, props.topology.rootId) });
    else if (item.kind === 'branch') toggle(item);
    else props.actions.makeSubject(item.vertex.id);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = treeMove(event.key, items, active, nameOf);
    if (!move) return;
    event.preventDefault();
    if ('to' in move) go(move.to);
    else if ('expand' in move) setExpanded(move.expand, true);
    else if ('collapse' in move) setExpanded([move.collapse], false);
    else act(move.act);
  };
  return { items, active, virtual, scroll, go, act, toggle, onKeyDown };
}

/** The lines, and how they are opened and closed. */
function useTree({ store, topology, address }: LineageTreeProps) {
  const [expanded, setOpen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const ids = useMemo(() => [...topology.vertices.keys()], [topology]);
  const version = useCards(store, ids);
  const { state, q, level } = address;
  const items = useMemo(() => {
    const shown = displayGraph(topology, { group: 'none', open: [], shut: [], state, q }, (id) => store.card(id));
    return treeItems({
      topology,
      expanded,
      isShown: (id) => shown.vertices.has(id),
      columnsOf: (id) => (level === 'column' ? (store.card(id)?.columns ?? []) : []),
    });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the version stands for the cards, which are read from the store
  }, [topology, expanded, state, q, level, store, version]);
  return {
    items,
    setExpanded: (keys: readonly string[], isOpen: boolean) =>
      setOpen((before) => new Map([...before, ...keys.map((key) => [key, isOpen] as const)])),
  };
}

/** The place of the line that keys start from. It follows what is selected elsewhere, and what is moved to here is selected. */
function useActive(items: readonly TreeItem[], { topology, address: { sel }, onAddress }: LineageTreeProps) {
  const [key, setKey] = useState<string>(topology.rootId);
  // The address follows keys that are pressed in quick succession late: what comes from them is no selection of elsewhere.
  const own = useRef({ all: new Set<string>(), last: '' });
  const [followed, setFollowed] = useState<string | null>(null);
  useEffect(() => {
    const { all, last } = own.current;
    if (sel === null || all.has(sel)) {
      if (sel === last) all.clear();
    } else setFollowed(sel);
  }, [sel]);
  const wanted = followed === null ? -1 : items.findIndex((item) => item.kind === 'vertex' && item.vertex.id === followed);
  // A line that was closed away leaves its place to what it hung under.
  const place = wanted >= 0 ? wanted : items.findLastIndex((item) => item.key === key || key.startsWith(`${item.key}/`));
  const move = (item: TreeItem): void => {
    setKey(item.key);
    setFollowed(null);
    if (item.kind !== 'vertex') return;
    own.current.all.add(item.vertex.id);
    own.current.last = item.vertex.id;
    onAddress({ sel: item.vertex.id }, { replace: true });
  };
  return { active: Math.max(0, place), move };
}

function nameOf(item: TreeItem): string {
  if (item.kind === 'vertex' || item.kind === 'seen') return item.vertex.name;
  return item.kind === 'column' ? item.column.name : '';
}

/** How the address names a column: that of the subject by its name alone. */
function columnKey({ datasetId, column }: Extract<TreeItem, { kind: 'column' }>, rootId: string): string {
  return datasetId === rootId ? column.name : `${datasetId}.${column.name}`;
}
