import { useLingui } from '@lingui/react/macro';
import { shownView } from '../../features/lineage-canvas/shown-view.ts';
import type { GraphTopology } from '../../features/lineage-graph/model.ts';
import { ShareMenu } from '../../features/share/ShareMenu.tsx';
import { lineageOperations } from '../../features/share/lineage-operation.ts';
import { pinnedPath } from '../../features/share/pinned-path.ts';
import { serverNow } from '../../ui/server-clock.ts';
import type { LineagePageProps } from './page-props.ts';

/** Shares the graph that is shown. */
export function LineageShareMenu({ address, topology, view }: LineagePageProps & { readonly topology: GraphTopology }): React.ReactNode {
  const { t } = useLingui();
  const { rootId } = topology;
  const name = topology.vertices.get(rootId)?.name ?? '';
  return (
    <ShareMenu
      suggestion={name === '' ? '' : t`Lineage of ${name}`}
      asSeen={() => pinnedPath(location.pathname, address, serverNow(), view === 'graph' ? (shownView()?.view ?? null) : null)}
      asSeenDetail={t`With this moment, and this part of the canvas`}
      operations={() => lineageOperations(rootId, address)}
    />
  );
}
