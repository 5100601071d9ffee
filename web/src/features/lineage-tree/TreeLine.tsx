import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Box, ChevronDown, ChevronRight, CornerUpLeft, Database, Plus } from 'lucide-react';
import { PiiTag } from '../lineage-canvas/PiiTag.tsx';
import { hopWords, stateWords, statusOf } from '../lineage-canvas/vertex-words.ts';
import type { GraphVertex, VertexCard } from '../lineage-graph/model.ts';
import { Name } from '../../ui/Name.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import styles from './LineageTree.module.css';
import type { TreeItem } from './tree-items.ts';

export interface TreeLineProps {
  readonly id: string;
  readonly top: number;
  readonly item: TreeItem;
  readonly card: VertexCard | undefined;
  readonly nowMs: number;
  readonly isActive: boolean;
  readonly isTraced: boolean;
  readonly onPoint: () => void;
  readonly onToggle: () => void;
  readonly onAct: () => void;
}

/** One line. Keys are the tree's, which points here by aria-activedescendant. */
export function TreeLine({ id, top, item, isActive, isTraced, onPoint, onToggle, onAct, ...rest }: TreeLineProps): React.ReactNode {
  const { t } = useLingui();
  const isExpanded = item.kind === 'vertex' || item.kind === 'branch' ? item.isExpanded : null;
  const Chevron = isExpanded ? ChevronDown : ChevronRight;
  return (
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={item.level}
      aria-posinset={item.place}
      aria-setsize={item.ofHowMany}
      aria-expanded={isExpanded ?? undefined}
      aria-selected={isActive}
      className={`${styles['line']} ${isTraced ? styles['traced'] : ''}`}
      style={{ top, paddingInlineStart: (item.level - 1) * 20 + 4 }}
      onClick={onPoint}
      onDoubleClick={onAct}
    >
      {isExpanded === null ? (
        <span className={styles['gap']} />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className={styles['toggle']}
          aria-label={isExpanded ? t`Close` : t`Open`}
          onClick={alone(onToggle)}
          onDoubleClick={alone()}
        >
          <Chevron size={14} aria-hidden />
        </button>
      )}
      <LineWords item={item} {...rest} onAct={onAct} />
    </div>
  );
}

/** What a press within a line does is all it does: the line itself is not pressed. */
function alone(act?: () => void): (event: React.MouseEvent) => void {
  return (event) => {
    event.stopPropagation();
    act?.();
  };
}

function LineWords({ item, card, nowMs, onAct }: Pick<TreeLineProps, 'item' | 'card' | 'nowMs' | 'onAct'>): React.ReactNode {
  switch (item.kind) {
    case 'branch':
      return (
        <b>
          {item.side === 'up' ? <Trans>Upstream: where it comes from</Trans> : <Trans>Downstream: where it goes</Trans>}{' '}
          <span className={styles['meta']}>{item.count}</span>
        </b>
      );
    case 'vertex':
      return <VertexWords vertex={item.vertex} card={card} nowMs={nowMs} />;
    case 'seen':
      return (
        <button type="button" tabIndex={-1} className={styles['link']} onClick={alone(onAct)} onDoubleClick={alone()}>
          <CornerUpLeft size={13} aria-hidden /> <Name most={60}>{item.vertex.name}</Name> <Trans>seen above</Trans>
        </button>
      );
    case 'column':
      return (
        <>
          <Name most={60}>{item.column.name}</Name>
          {item.column.isPii && (
            <span>
              <PiiTag />
            </span>
          )}
          <span className={styles['meta']}>{item.column.type}</span>
        </>
      );
    case 'more':
      return (
        <button type="button" tabIndex={-1} className={styles['link']} onClick={alone(onAct)} onDoubleClick={alone()}>
          <Plus size={13} aria-hidden />{' '}
          {item.side === 'up' ? (
            <Plural value={item.count} one="# more upstream" other="# more upstream" />
          ) : (
            <Plural value={item.count} one="# more downstream" other="# more downstream" />
          )}
        </button>
      );
  }
}

function VertexWords({ vertex, card, nowMs }: Pick<TreeLineProps, 'card' | 'nowMs'> & { readonly vertex: GraphVertex }): React.ReactNode {
  const { t } = useLingui();
  const isJob = vertex.kind === 'JOB';
  const Icon = isJob ? Box : Database;
  const state = stateWords(vertex.kind, card, nowMs);
  return (
    <>
      <Icon size={14} strokeWidth={1.7} role="img" aria-label={isJob ? t`Job` : t`Dataset`} />
      <Name most={60}>{vertex.name}</Name>
      {card?.hasPii && (
        <span>
          <PiiTag />
        </span>
      )}
      <span className={styles['meta']}>
        {card?.run && <StatusGlyph status={statusOf(card.run)} size={11} />} {state} · {hopWords(vertex.hop)}
      </span>
    </>
  );
}
