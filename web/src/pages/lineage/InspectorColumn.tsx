import { useLingui } from '@lingui/react/macro';
import { PanelRight } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { GraphTopology } from '../../features/lineage-graph/model.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Inspector } from '../../ui/Inspector.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import type { LineagePageProps } from './page-props.ts';
import type { InspectorPlace } from './use-inspector-place.ts';

const LineageInspector = lazy(async () => ({
  default: (await import('../../features/lineage-inspector/LineageInspector.tsx')).LineageInspector,
}));

/** The inspector beside the graph, or over it. */
export function InspectorColumn({
  graph,
  address,
  change,
  topology,
  place: { isShown, show },
}: LineagePageProps & { readonly topology: GraphTopology; readonly place: InspectorPlace }): React.ReactNode {
  if (!isShown) return null;
  return (
    <Suspense fallback={<Waiting onClose={() => show(false)} />}>
      <LineageInspector
        store={graph.store}
        topology={topology}
        address={address}
        onAddress={change}
        actions={graph.actions}
        onClose={() => show(false)}
      />
    </Suspense>
  );
}

/** The press that shows the inspector and hides it. */
export function InspectorToggle({ place: { isShown, show, toggle } }: { readonly place: InspectorPlace }): React.ReactNode {
  const { t } = useLingui();
  return (
    <span ref={toggle}>
      <IconButton label={t`Inspector (i)`} isPressed={isShown} onClick={() => show(!isShown)}>
        <PanelRight size={16} aria-hidden />
      </IconButton>
    </span>
  );
}

/** Takes its room at once: what the address says is in the middle of the canvas stays there. */
function Waiting({ onClose }: { readonly onClose: () => void }): React.ReactNode {
  const { t } = useLingui();
  return (
    <Inspector label={t`Inspector`} onClose={onClose}>
      <SkeletonRows rows={8} height={33} />
    </Inspector>
  );
}
