import { ViewportPortal } from '@xyflow/react';
import { useLingui } from '@lingui/react/macro';
import { Minimize2 } from 'lucide-react';
import { memo } from 'react';
import type { GroupFrame } from '../lineage-graph/layout/layout.ts';
import { useCanvas } from './canvas-context.ts';
import styles from './GroupFrames.module.css';

/** Around the vertices of each group that is unfolded, with its name and a way to fold it. */
export const GroupFrames = memo(function GroupFrames({ frames }: { readonly frames: readonly GroupFrame[] }): React.ReactNode {
  const { t } = useLingui();
  const { actions, graph, levelOfDetail } = useCanvas();
  if (frames.length === 0) return null;
  return (
    <ViewportPortal>
      {frames.map(({ group, x, y, width, height }) => {
        const name = graph.groups.get(group)?.namespace ?? group;
        return (
          <div key={group} className={styles['frame']} style={{ left: x, top: y, width, height }}>
            {levelOfDetail !== 'groups' && (
              <button
                type="button"
                tabIndex={-1}
                aria-label={t`Fold the group ${name}`}
                title={name}
                onClick={() => actions.toggleGroup(group, false)}
              >
                <bdi className="mono">{name}</bdi>
                <Minimize2 size={11} strokeWidth={1.8} aria-hidden="true" />
              </button>
            )}
          </div>
        );
      })}
    </ViewportPortal>
  );
});
