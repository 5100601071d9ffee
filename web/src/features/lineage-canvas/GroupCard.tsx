import type { NodeProps } from '@xyflow/react';
import { plural, t } from '@lingui/core/macro';
import { Layers, Maximize2 } from 'lucide-react';
import { memo, useRef } from 'react';
import { formatNumber } from '../../ui/format.ts';
import { useCanvas } from './canvas-context.ts';
import type { GroupNode } from './canvas-nodes.ts';
import { useFocusOn } from './use-focus-on.ts';
import styles from './GroupCard.module.css';

/** A folded group as a stack of cards with its counts; a press unfolds it. */
export const GroupCard = memo(function GroupCard({ id, data }: NodeProps<GroupNode>): React.ReactNode {
  const { actions } = useCanvas();
  const card = useRef<HTMLButtonElement>(null);
  useFocusOn(card, data.takesFocus, null);
  const { key, namespace, datasetCount, jobCount } = data.group;
  const datasets = plural(datasetCount, { one: `${formatNumber(datasetCount)} dataset`, other: `${formatNumber(datasetCount)} datasets` });
  const jobs = plural(jobCount, { one: `${formatNumber(jobCount)} job`, other: `${formatNumber(jobCount)} jobs` });
  const counts = jobCount === 0 ? datasets : `${datasets} · ${jobs}`;
  return (
    <button
      ref={card}
      type="button"
      tabIndex={data.isCurrent ? 0 : -1}
      className={styles['card']}
      aria-label={t`Group ${namespace} ${counts}: unfold`}
      aria-expanded={false}
      title={namespace}
      data-vertex={id}
      data-group={key}
      onClick={() => actions.toggleGroup(key, true)}
    >
      <Layers size={16} strokeWidth={1.6} aria-hidden="true" />
      <span className={styles['words']}>
        <bdi className={`mono ${styles['name']}`}>{namespace}</bdi> <span className={styles['counts']}>{counts}</span>
      </span>
      <Maximize2 size={13} strokeWidth={1.6} aria-hidden="true" />
    </button>
  );
});
