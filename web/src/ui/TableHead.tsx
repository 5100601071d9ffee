import { ArrowDown, ArrowUp } from 'lucide-react';
import type { TableColumn, TableSort } from './table-model.ts';
import styles from './VirtualTable.module.css';

interface TableHeadProps<Row> {
  readonly columns: readonly TableColumn<Row>[];
  readonly tracks: string;
  readonly sort: TableSort | null;
  readonly onSort: ((sort: TableSort) => void) | undefined;
}

/** The names of the columns; one that can be sorted by is a press, a second press turns the order round. */
export function TableHead<Row>({ columns, tracks, sort, onSort }: TableHeadProps<Row>): React.ReactNode {
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1} className={styles['headRow']} style={{ gridTemplateColumns: tracks }}>
        {columns.map(({ key, name, align, compare, startsDescending = false }, column) => {
          const isSorted = sort?.key === key;
          const order = isSorted ? (sort.isDescending ? 'descending' : 'ascending') : 'none';
          return (
            <div
              key={key}
              role="columnheader"
              aria-colindex={column + 1}
              aria-sort={compare && onSort ? order : undefined}
              data-align={align}
            >
              {compare && onSort ? (
                <button type="button" onClick={() => onSort({ key, isDescending: isSorted ? !sort.isDescending : startsDescending })}>
                  {name}
                  {order === 'ascending' && <ArrowUp size={12} aria-hidden />}
                  {order === 'descending' && <ArrowDown size={12} aria-hidden />}
                </button>
              ) : (
                name
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
