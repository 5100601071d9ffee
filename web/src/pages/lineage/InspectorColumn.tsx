import { useLingui } from '@lingui/react/macro';
import { PanelRightOpen } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { GraphTopology } from '../../features/lineage-graph/model.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Inspector } from '../../ui/Inspector.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { createPreference } from '../../ui/preference.ts';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { useMedia } from '../../ui/use-media.ts';
import { usePreference } from '../../ui/use-preference.ts';
import type { LineagePageProps } from './page-props.ts';
import styles from './LineagePage.module.css';

const LineageInspector = lazy(async () => ({
  default: (await import('../../features/lineage-inspector/LineageInspector.tsx')).LineageInspector,
}));

const openPreference = createPreference<boolean>(
  'inspector',
  (stored) => stored !== 'closed',
  (isOpen) => (isOpen ? 'open' : 'closed'),
);

/** The inspector beside the graph; where it is narrow it comes over it, when something is selected. */
export function InspectorColumn({
  graph,
  address,
  change,
  topology,
}: LineagePageProps & { readonly topology: GraphTopology }): React.ReactNode {
  const { t } = useLingui();
  const isNarrow = useMedia('(max-width: 1279px)');
  const [isOpen, setOpen] = usePreference(openPreference);
  const [isSheetOpen, setSheetOpen] = useState(address.sel !== null);
  const { sel } = address;
  useEffect(() => {
    setSheetOpen(sel !== null);
  }, [sel]);
  const isShown = isNarrow ? isSheetOpen : isOpen;
  const show = (shown: boolean): void => (isNarrow ? setSheetOpen(shown) : setOpen(shown));
  const opener = useOpener(isShown);
  useShortcuts(t`Inspector`, [
    { keys: 'i', does: t`Show or hide the inspector`, act: () => show(!isShown) },
    ...(isNarrow && isShown ? [{ keys: 'Escape', does: t`Close the inspector`, act: () => show(false) }] : []),
  ]);
  if (!isShown) {
    return (
      <div ref={opener} className={styles['opener']}>
        <IconButton label={t`Show the inspector (i)`} onClick={() => show(true)}>
          <PanelRightOpen size={16} aria-hidden />
        </IconButton>
      </div>
    );
  }
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

/** Where the inspector is opened again. Focus that was in it when it closed goes there, or it would be lost. */
function useOpener(isShown: boolean): React.RefObject<HTMLDivElement | null> {
  const opener = useRef<HTMLDivElement>(null);
  const wasShown = useRef(isShown);
  useEffect(() => {
    if (wasShown.current && !isShown && document.activeElement === document.body) opener.current?.querySelector('button')?.focus();
    wasShown.current = isShown;
  }, [isShown]);
  return opener;
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
