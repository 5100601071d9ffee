import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef } from 'react';
import { TableHead } from './TableHead.tsx';
import { placeAfterKey, type TableColumn, type TableSort } from './table-model.ts';
import { useMedia } from './use-media.ts';
import styles from './VirtualTable.module.css';

export interface VirtualTableProps<Row> {
  /** What the table lists, for who cannot see it. */
  readonly label: string;
  /** In the order they are shown; `sortRows` makes it. */
  readonly rows: readonly Row[];
  readonly columns: readonly TableColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  /** How many rows there are in all, where not all of them are loaded. */
  readonly totalCount?: number | undefined;
  readonly sort?: TableSort | null;
  readonly onSort?: (sort: TableSort) => void;
  /** Key of the selected row. */
  readonly selected?: string | null;
  readonly onSelect?: (row: Row) => void;
  /** Enter, or a double press. */
  readonly onOpen?: (row: Row) => void;
  /** Called when the last rows come into sight. */
  readonly onEnd?: (() => void) | undefined;
  /** Keys of rows that have just changed. */
  readonly ringed?: ReadonlySet<string> | undefined;
  /** Told whether the first row is in sight, as it changes. */
  readonly onTop?: ((isAtTop: boolean) => void) | undefined;
  /** Goes to the first row whenever it changes. */
  readonly toTop?: number | undefined;
  readonly className?: string | undefined;
}

const rowHeight = 33;

/**
 * A grid of any number of rows, of which only those in sight are in the page: one tab stop, moved through by arrows, Home, End,
 * Page keys; Space selects, Enter opens. Where it is narrow, cells stand under each other.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>): React.ReactNode {
  const { label, rows, columns, totalCount, onSelect, onOpen } = props;
  const id = useId();
  const { scroll, virtual, active, isStacked, onKeyDown } = useTableRows(props);
  const tracks = columns.map(({ width }) => width).join(' ');
  return (
    <div
      ref={scroll}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={(totalCount ?? rows.length) + 1}
      aria-colcount={columns.length}
      aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
      className={`${styles['table']} ${isStacked ? styles['stacked'] : ''} ${props.className ?? ''}`}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget }) => props.onTop?.(currentTarget.scrollTop < rowHeight)}
    >
      <TableHead columns={columns} tracks={tracks} sort={props.sort ?? null} onSort={props.onSort} />
      <div role="rowgroup" className={styles['body']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => (
          <TableRow
            key={key}
            id={`${id}-${index}`}
            index={index}
            measure={isStacked ? virtual.measureElement : undefined}
            style={isStacked ? { top: start } : { top: start, height: rowHeight, gridTemplateColumns: tracks }}
            row={rows[index]!}
            columns={columns}
            isSelected={index === active}
            isRinged={props.ringed?.has(String(key)) ?? false}
            onSelect={onSelect}
            onOpen={onOpen}
          />
        ))}
      </div>
    </div>
  );
}

/** Which rows are in sight, which one is active, and what keys do. */
function useTableRows<Row>({ rows, columns, rowKey, selected, onSelect, onOpen, onEnd, toTop = 0 }: VirtualTableProps<Row>) {
  const scroll = useRef<HTMLDivElement>(null);
  const isStacked = useMedia('(max-width: 760px)');
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => (isStacked ? columns.length * 22 + 12 : rowHeight),
    getItemKey: (index) => rowKey(rows[index]!),
    overscan: 12,
    onChange: ({ range }) => {
      if (range && range.endIndex >= rows.length - 1) onEnd?.();
    },
  });
  useEffect(() => {
    if (toTop > 0) scroll.current?.scrollTo(0, 0);
  }, [toTop]);
  const active = rows.findIndex((row) => rowKey(row) === selected);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    // From the first row k leads to what stands above the table, on screens that walk from part to part.
    if (event.key === 'k' && active === 0) return;
    const row = rows[active];
    const page = Math.floor((scroll.current?.clientHeight ?? 330) / rowHeight) - 1;
    const to = placeAfterKey(event.key, active, rows.length, page);
    if (event.key === 'Enter' && row !== undefined) onOpen?.(row);
    else if (to === null) return;
    else {
      virtual.scrollToIndex(to, { align: 'auto' });
      onSelect?.(rows[to]!);
    }
    event.preventDefault();
  };
  return { scroll, virtual, active, isStacked, onKeyDown };
}

interface TableRowProps<Row> extends Pick<VirtualTableProps<Row>, 'columns' | 'onSelect' | 'onOpen'> {
  readonly id: string;
  readonly index: number;
  readonly measure: ((element: HTMLElement | null) => void) | undefined;
  readonly style: React.CSSProperties;
  readonly row: Row;
  readonly isSelected: boolean;
  readonly isRinged: boolean;
}

function TableRow<Row>({
  id,
  index,
  measure,
  style,
  row,
  columns,
  isSelected,
  isRinged,
  onSelect,
  onOpen,
}: TableRowProps<Row>): React.ReactNode {
  return (
    // Keys are the grid's, which points here by aria-activedescendant.
    <div
      id={id}
      ref={measure}
      role="row"
      tabIndex={-1}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={`${styles['row']} ${isRinged ? styles['ringed'] : ''}`}
      style={style}
      onClick={() => onSelect?.(row)}
      onDoubleClick={() => onOpen?.(row)}
    >
      {columns.map(({ key, name, align, cell }, column) => (
        <div key={key} role="gridcell" aria-colindex={column + 1} data-name={name} data-align={align}>
          {cell(row)}
        </div>
      ))}
    </div>
  );
}
