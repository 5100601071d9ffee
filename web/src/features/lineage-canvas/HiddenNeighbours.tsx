import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Check, Plus } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import { useQuery } from 'urql';
import { HiddenNeighboursDocument, type HiddenNeighboursQuery } from '../../generated/graphql/graphql.ts';
import { cutMiddle, formatNumber } from '../../ui/format.ts';
import type { GraphVertex } from '../lineage-graph/model.ts';
import { useCanvas } from './canvas-context.ts';
import styles from './HiddenNeighbours.module.css';

interface HiddenNeighboursProps {
  readonly anchor: React.RefObject<HTMLElement | null>;
  readonly vertex: GraphVertex;
  readonly side: 'down' | 'up';
  readonly onClose: () => void;
}

/** All neighbours on one side, most used first, to search in; a press shows one on the canvas. */
export function HiddenNeighbours({ anchor, vertex, side, onClose }: HiddenNeighboursProps): React.ReactNode {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { asOf } = useCanvas();
  const [{ data, error }] = useQuery({
    query: HiddenNeighboursDocument,
    variables: {
      id: vertex.id,
      direction: side === 'up' ? 'UPSTREAM' : 'DOWNSTREAM',
      text: asked === '' ? null : asked,
      asOf,
    },
  });
  return (
    <Popover
      triggerRef={anchor}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      placement="bottom"
      className={styles['popover'] ?? ''}
    >
      <Dialog
        aria-label={side === 'up' ? t`Upstream of ${vertex.name}` : t`Downstream of ${vertex.name}`}
        className={styles['dialog'] ?? ''}
      >
        <input
          type="search"
          autoFocus
          value={text}
          aria-label={t`Search by name`}
          placeholder={t`Search by name`}
          onChange={(event) => setText(event.target.value)}
        />
        {error ? (
          <p role="alert">
            <Trans>The list could not be loaded.</Trans>
          </p>
        ) : (
          <Found list={data?.neighbours} />
        )}
      </Dialog>
    </Popover>
  );
}

function Found({ list }: { readonly list: HiddenNeighboursQuery['neighbours'] | undefined }): React.ReactNode {
  const { graph, actions } = useCanvas();
  if (!list) return null;
  const total = formatNumber(list.totalCount);
  const more = list.totalCount - list.nodes.length;
  return (
    <>
      <p role="status">{plural(list.totalCount, { one: `${total} found, most used first`, other: `${total} found, most used first` })}</p>
      <ul>
        {list.nodes.map(({ id, name }) => {
          const isShown = graph.vertices.has(id);
          const Icon = isShown ? Check : Plus;
          return (
            <li key={id}>
              <button type="button" aria-disabled={isShown} title={name} onClick={() => isShown || actions.showVertex(id)}>
                <bdi className="mono">{cutMiddle(name, 34)}</bdi>
                <Icon size={13} strokeWidth={1.8} aria-hidden="true" />
                {isShown && (
                  <span className="visually-hidden">
                    <Trans>shown</Trans>
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
      {more > 0 && (
        <p>
          <Trans>The search finds the others.</Trans>
        </p>
      )}
    </>
  );
}
