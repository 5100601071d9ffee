import type { NodeProps } from '@xyflow/react';
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Plus, Search } from 'lucide-react';
import { lazy, memo, Suspense, useRef, useState } from 'react';
import { stubKey } from '../lineage-graph/layout/layout.ts';
import { formatNumber } from '../../ui/format.ts';
import { useCanvas } from './canvas-context.ts';
import type { StubNode } from './canvas-nodes.ts';
import { useFocusOn } from './use-focus-on.ts';
import styles from './StubPill.module.css';

const HiddenNeighbours = lazy(() => import('./HiddenNeighbours.tsx').then(({ HiddenNeighbours }) => ({ default: HiddenNeighbours })));

/** Neighbours that are not shown: the first press opens the most relevant of them, after that a list to search in. */
export const StubPill = memo(function StubPill({ data }: NodeProps<StubNode>): React.ReactNode {
  const { t } = useLingui();
  const { levelOfDetail, opened, actions } = useCanvas();
  const pill = useRef<HTMLButtonElement>(null);
  const [isListed, setListed] = useState(false);
  useFocusOn(pill, data.takesFocus, null);
  const { stub, vertex, count } = data;
  const key = stubKey(stub);
  const isOpened = opened.has(key);
  const words = wordsOf(count, stub.side);
  const Icon = isOpened ? Search : Plus;
  return (
    <>
      <button
        ref={pill}
        type="button"
        tabIndex={data.isCurrent ? 0 : -1}
        className={styles['pill']}
        aria-label={isOpened ? t`${words} of ${vertex.name}: search` : t`${words} of ${vertex.name}: show`}
        aria-haspopup={isOpened ? 'dialog' : undefined}
        aria-expanded={isOpened ? isListed : undefined}
        data-stub={key}
        onClick={() => (isOpened ? setListed(true) : actions.expand(vertex.id, stub.side))}
      >
        {levelOfDetail === 'blocks' ? null : (
          <>
            <Icon size={12} strokeWidth={2} aria-hidden="true" />
            {words}
          </>
        )}
      </button>
      {isListed && (
        <Suspense>
          <HiddenNeighbours anchor={pill} vertex={vertex} side={stub.side} onClose={() => setListed(false)} />
        </Suspense>
      )}
    </>
  );
});

function wordsOf(count: number, side: 'down' | 'up'): string {
  const shown = formatNumber(count);
  return side === 'up'
    ? plural(count, { one: `${shown} more upstream`, other: `${shown} more upstream` })
    : plural(count, { one: `${shown} more downstream`, other: `${shown} more downstream` });
}
