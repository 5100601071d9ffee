import type { NodeProps } from '@xyflow/react';
import { memo, useLayoutEffect, useRef } from 'react';
import { useCard } from '../lineage-graph/use-graph-store.ts';
import { useCanvas } from './canvas-context.ts';
import type { VertexNode } from './canvas-nodes.ts';
import { DatasetCard } from './DatasetCard.tsx';
import { JobCard } from './JobCard.tsx';
import { Ring } from './Ring.tsx';
import { useNow } from './use-now.ts';
import { statusOf, vertexLabel } from './vertex-words.ts';
import styles from './VertexCard.module.css';

/** One dataset or job at the level of detail of the moment. It renders when its own entry of the store changes. */
export const VertexCard = memo(function VertexCard({ id, data }: NodeProps<VertexNode>): React.ReactNode {
  const { store, levelOfDetail, trace } = useCanvas();
  const card = useCard(store, id);
  const running = card?.run?.state === 'RUNNING';
  const now = useNow(running ? 1_000 : 15_000);
  const frame = useRef<HTMLDivElement>(null);
  useFocusOn(frame, data.takesFocus, data.currentColumn);
  const { vertex } = data;
  const changedAt = card?.changedAt ?? null;
  const full = levelOfDetail === 'full';
  const traced = trace.columns.has(id) || trace.jobs.has(id);
  return (
    <div
      ref={frame}
      role="group"
      tabIndex={data.isCurrent ? 0 : -1}
      aria-label={vertexLabel(vertex, card, data.degree, now)}
      aria-current={data.isSelected ? 'true' : undefined}
      className={`${styles['frame']} ${full ? '' : styles['block']}`}
      data-vertex={id}
      data-kind={vertex.kind}
      data-status={statusOf(card?.run ?? null)}
      data-subject={data.isSubject || undefined}
      data-traced={traced || undefined}
      data-selected={data.isSelected || undefined}
    >
      {full &&
        (vertex.kind === 'DATASET' ? <DatasetCard data={data} card={card} now={now} /> : <JobCard data={data} card={card} now={now} />)}
      {changedAt !== null && <Ring key={changedAt} at={changedAt} />}
    </div>
  );
});

/** Moves the focus of the page to what the keys have reached. */
function useFocusOn(frame: React.RefObject<HTMLDivElement | null>, takesFocus: boolean, column: string | null): void {
  useLayoutEffect(() => {
    const element = frame.current;
    if (!takesFocus || !element) return;
    const target = column === null ? element : element.querySelector<HTMLElement>(`[data-column="${CSS.escape(column)}"]`);
    (target ?? element).focus({ preventScroll: true });
  }, [frame, takesFocus, column]);
}
