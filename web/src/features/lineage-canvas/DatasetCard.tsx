import { plural } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { memo } from 'react';
import { Name } from '../../ui/Name.tsx';
import { cutMiddle, formatNumber } from '../../ui/format.ts';
import type { CardColumn, VertexCard } from '../lineage-graph/model.ts';
import { useCanvas } from './canvas-context.ts';
import type { CardProps, VertexNode } from './canvas-nodes.ts';
import { namespaceColour } from './namespace-colour.ts';
import { PiiTag } from './PiiTag.tsx';
import { freshness, statusOf } from './vertex-words.ts';
import styles from './DatasetCard.module.css';

/** A dataset: its name, namespace and freshness, and the columns that are open. */
export function DatasetCard({ data, card, now }: CardProps): React.ReactNode {
  const { vertex } = data;
  const gone = card?.state === 'DROPPED' || card?.state === 'RENAMED';
  const pii = card?.piiColumnCount ?? 0;
  return (
    <div className={`${styles['card']} ${gone ? styles['gone'] : ''} ${data.isSubject ? styles['subject'] : ''}`}>
      <div className={styles['head']} style={{ '--spine': namespaceColour(vertex.namespace) } as React.CSSProperties}>
        <div className={styles['line']}>
          <bdi className={`mono ${styles['name']}`} title={vertex.name}>
            {cutMiddle(vertex.name, 22)}
          </bdi>
        </div>
        <div className={styles['meta']}>
          <bdi className={styles['namespace']} title={vertex.namespace}>
            {vertex.namespace}
          </bdi>
          <Freshness card={card} now={now} />
          {pii > 0 ? <PiiTag count={pii} /> : card?.hasPii && <PiiTag />}
        </div>
      </div>
      {data.rows.rows.length > 0 && <Columns data={data} />}
    </div>
  );
}

/** Marked in place when it could not be read; nothing while it is still asked for. */
function Freshness({ card, now }: { readonly card: VertexCard | undefined; readonly now: number }): React.ReactNode {
  if (!card || card.status === 'loading') return null;
  if (card.status === 'unknown') {
    return (
      <span className={`${styles['fresh']} ${styles['unknown']}`}>
        <Trans>status unknown</Trans>
      </span>
    );
  }
  const words = freshness(card, now);
  return words === '' ? null : <span className={`${styles['fresh']} ${styles[statusOf(card.run)]}`}>{words}</span>;
}

/** The rows that have ports, in their order, and how many more there are. */
function Columns({ data: { vertex, rows, currentColumn } }: { readonly data: VertexNode['data'] }): React.ReactNode {
  const { trace } = useCanvas();
  const chosen = trace.of?.datasetId === vertex.id ? trace.of.column : null;
  return (
    <ul className={styles['columns']}>
      {rows.rows.map(({ name, column, isTraced }) => (
        <ColumnRow
          key={name}
          name={name}
          column={column}
          isTraced={isTraced}
          isChosen={chosen === name}
          isCurrent={currentColumn === name}
        />
      ))}
      {rows.more > 0 && <MoreColumns more={rows.more} />}
    </ul>
  );
}

function MoreColumns({ more }: { readonly more: number }): React.ReactNode {
  return (
    <li className={styles['more']}>
      <button type="button" tabIndex={-1} data-more-columns="">
        {plural(more, { one: `+ ${formatNumber(more)} more column`, other: `+ ${formatNumber(more)} more columns` })}
      </button>
    </li>
  );
}

interface ColumnRowProps {
  readonly name: string;
  readonly column: CardColumn | null;
  readonly isTraced: boolean;
  readonly isChosen: boolean;
  readonly isCurrent: boolean;
}

const ColumnRow = memo(function ColumnRow({ name, column, isTraced, isChosen, isCurrent }: ColumnRowProps) {
  const isPii = column?.isPii ?? false;
  return (
    <li>
      <button
        type="button"
        tabIndex={isCurrent ? 0 : -1}
        aria-pressed={isChosen}
        className={`${styles['column']} ${isTraced ? styles['traced'] : ''} ${isChosen ? styles['chosen'] : ''}`}
        data-column={name}
        title={column?.type ? `${name} · ${column.type}` : name}
      >
        <Name most={isPii ? 17 : 21}>{name}</Name>
        {isPii && <PiiTag />}
        {isTraced && (
          <span className="visually-hidden">
            <Trans>on the traced path</Trans>
          </span>
        )}
      </button>
    </li>
  );
});
