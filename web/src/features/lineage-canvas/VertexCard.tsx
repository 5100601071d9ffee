import type { NodeProps } from '@xyflow/react';
import { memo, useRef } from 'react';
import { useCard } from '../lineage-graph/use-graph-store.ts';
import { useCanvas } from './canvas-context.ts';
import type { CardProps, VertexNode } from './canvas-nodes.ts';
import { DatasetCard } from './DatasetCard.tsx';
import { JobCard } from './JobCard.tsx';
import { PlainCard } from './PlainCard.tsx';
import { Ring } from './Ring.tsx';
import { useFocusOn } from './use-focus-on.ts';
import { useNow } from '../../ui/use-now.ts';
import { statusOf, vertexLabel } from './vertex-words.ts';
import styles from './VertexCard.module.css';

/** One dataset or job at the level of detail of the moment. It renders when its own entry of the store changes. */
export const VertexCard = memo(function VertexCard({ id, data }: NodeProps<VertexNode>): React.ReactNode {
  const { store, levelOfDetail, trace, asOf } = useCanvas();
  const card = useCard(store, id);
  const running = card?.run?.state === 'RUNNING';
  const now = useNow(running ? 1_000 : 15_000);
  const frame = useRef<HTMLDivElement>(null);
  useFocusOn(frame, data.takesFocus, data.currentColumn);
  const { vertex } = data;
  const changedAt = card?.changedAt ?? null;
  const isBlock = levelOfDetail === 'blocks' || levelOfDetail === 'groups';
  const traced = trace.columns.has(id) || trace.jobs.has(id);
  return (
    <div
      ref={frame}
      role="group"
      tabIndex={data.isCurrent ? 0 : -1}
      aria-label={vertexLabel(vertex, card, data.degree, now, asOf !== null)}
      aria-current={data.isSelected ? 'true' : undefined}
      className={`${styles['frame']} ${isBlock ? styles['block'] : ''}`}
      data-vertex={id}
      data-kind={vertex.kind}
      data-status={statusOf(card?.run ?? null)}
      data-subject={data.isSubject || undefined}
      data-traced={traced || undefined}
      data-selected={data.isSelected || undefined}
    >
      {levelOfDetail === 'full' && <FullCard data={data} card={card} now={now} />}
      {levelOfDetail === 'plain' && <PlainCard data={data} />}
      {changedAt !== null && <Ring key={changedAt} at={changedAt} />}
    </div>
  );
});

function FullCard(props: CardProps): React.ReactNode {
  return props.data.vertex.kind === 'DATASET' ? <DatasetCard {...props} /> : <JobCard {...props} />;
}
