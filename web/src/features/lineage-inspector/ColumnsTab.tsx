import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useMemo, useState } from 'react';
import type { LineageAddress } from '../../address/lineage-address.ts';
import { InspectorColumnsDocument, type InspectorColumnsQuery } from '../../generated/graphql/graphql.ts';
import { Button } from '../../ui/Button.tsx';
import { Name } from '../../ui/Name.tsx';
import { PiiTag } from '../lineage-canvas/PiiTag.tsx';
import { columnRefText } from '../lineage-graph/column-ref.ts';
import { isPii } from '../lineage-graph/card-loader.ts';
import styles from './Inspector.module.css';
import { Answer } from './Section.tsx';
import { useAsked } from './use-asked.ts';

type Column = NonNullable<InspectorColumnsQuery['dataset']>['columns']['nodes'][number];

/** Every column, to be filtered and traced. */
export function ColumnsTab({
  id,
  rootId,
  address,
  onAddress,
}: {
  readonly id: string;
  readonly rootId: string;
  readonly address: LineageAddress;
  readonly onAddress: (change: Partial<LineageAddress>) => void;
}): React.ReactNode {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  return (
    <div className={styles['section']}>
      <input
        type="search"
        className={styles['filter']}
        value={text}
        placeholder={t`Filter columns`}
        aria-label={t`Filter columns`}
        onChange={(event) => setText(event.target.value)}
      />
      {pages.map((after) => (
        <ColumnPage
          key={after ?? ''}
          id={id}
          after={after}
          text={text}
          tracedOf={(column) => address.col === columnRefText(rootId, { datasetId: id, column: column.name })}
          onTrace={(column, isTraced) =>
            onAddress(
              isTraced
                ? { col: null, to: null }
                : { level: 'column', col: columnRefText(rootId, { datasetId: id, column: column.name }), to: null },
            )
          }
          onMore={(cursor) => setPages((known) => (known.includes(cursor) ? known : [...known, cursor]))}
          isLast={after === pages.at(-1)}
        />
      ))}
    </div>
  );
}

interface ColumnPageProps {
  readonly id: string;
  readonly after: string | null;
  readonly text: string;
  readonly tracedOf: (column: Column) => boolean;
  readonly onTrace: (column: Column, isTraced: boolean) => void;
  readonly onMore: (cursor: string) => void;
  readonly isLast: boolean;
}

function ColumnPage({ id, after, text, tracedOf, onTrace, onMore, isLast }: ColumnPageProps): React.ReactNode {
  const asked = useAsked(InspectorColumnsDocument, { id, after });
  const columns = asked[0].data?.dataset?.columns;
  const met = useMemo(() => columns?.nodes.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())) ?? [], [columns, text]);
  return (
    <Answer asked={asked} of={(data) => data.dataset?.columns}>
      {({ totalCount, pageInfo, nodes }) => (
        <>
          {after === null && (
            <p className={styles['meta']}>
              <Plural value={totalCount ?? nodes.length} one="# column" other="# columns" />
            </p>
          )}
          {nodes.length === 0 && (
            <p className={styles['quiet']}>
              <Trans>Its producer has not told any columns.</Trans>
            </p>
          )}
          <ul className={styles['columns']}>
            {met.map((column) => (
              <ColumnRow key={column.id} column={column} isTraced={tracedOf(column)} onTrace={onTrace} />
            ))}
          </ul>
          {met.length < nodes.length && (
            <p className={styles['quiet']} role="status">
              <Plural value={nodes.length - met.length} one="The name hides # column" other="The name hides # columns" />
              {isLast && pageInfo.hasNextPage ? <Trans>; those that are not loaded yet are not searched.</Trans> : '.'}
            </p>
          )}
          {isLast && pageInfo.hasNextPage && pageInfo.endCursor && (
            <Button onClick={() => onMore(pageInfo.endCursor!)}>
              <Trans>Load more columns</Trans>
            </Button>
          )}
        </>
      )}
    </Answer>
  );
}

function ColumnRow({
  column,
  isTraced,
  onTrace,
}: { readonly column: Column; readonly isTraced: boolean } & Pick<ColumnPageProps, 'onTrace'>): React.ReactNode {
  return (
    <li title={column.description ?? undefined}>
      <button type="button" aria-pressed={isTraced} onClick={() => onTrace(column, isTraced)}>
        <Name most={30}>{column.name}</Name>
        {column.tags.some(isPii) && <PiiTag />}
        <span className={styles['type']}>{column.type}</span>
        <span className={styles['trace']}>{isTraced ? <Trans>Stop tracing</Trans> : <Trans>Trace</Trans>}</span>
      </button>
    </li>
  );
}
