import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import type { LineageAddress } from '../../address/lineage-address.ts';
import { cleared } from '../../features/lineage-canvas/canvas-address.ts';
import { createPreference } from '../../ui/preference.ts';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { useMedia } from '../../ui/use-media.ts';
import { usePreference } from '../../ui/use-preference.ts';

const openPreference = createPreference<boolean>(
  'inspector',
  (stored) => stored !== 'closed',
  (isOpen) => (isOpen ? 'open' : 'closed'),
);

/** Whether the inspector is shown, and what shows and hides it. */
export interface InspectorPlace {
  readonly isShown: boolean;
  readonly show: (isShown: boolean) => void;
  /** The press that does, which takes the focus that was in the inspector when it closed. */
  readonly toggle: React.RefObject<HTMLSpanElement | null>;
}

/** Beside the graph it is as it was left; where it is narrow it comes over the graph, when something is selected. */
export function useInspectorPlace(
  address: LineageAddress,
  change: (change: Partial<LineageAddress>) => void,
  isLoaded: boolean,
): InspectorPlace {
  const selected = address.sel;
  const { t } = useLingui();
  const isNarrow = useMedia('(max-width: 1279px)');
  const [isOpen, setOpen] = usePreference(openPreference);
  const [isSheetOpen, setSheetOpen] = useState(selected !== null);
  const isWalking = useIsWalking();
  useEffect(() => {
    if (selected === null) setSheetOpen(false);
    else if (!isWalking.current) setSheetOpen(true);
  }, [selected, isWalking]);
  const isShown = isNarrow ? isSheetOpen : isOpen;
  const show = (shown: boolean): void => (isNarrow ? setSheetOpen(shown) : setOpen(shown));
  const rest = cleared(address);
  const escape = isNarrow && isShown ? () => show(false) : rest && (() => change(rest));
  const keys = [
    { keys: 'i', does: t`Show or hide the inspector`, act: () => show(!isShown) },
    ...(escape ? [{ keys: 'Escape', does: t`Close the sheet, then clear the selection`, act: escape }] : []),
  ];
  // Before the graph is there nothing would be seen to change.
  useShortcuts(t`Inspector`, isLoaded ? keys : []);
  const toggle = useRef<HTMLSpanElement>(null);
  const wasShown = useRef(isShown);
  useEffect(() => {
    if (wasShown.current && !isShown && document.activeElement === document.body) toggle.current?.querySelector('button')?.focus();
    wasShown.current = isShown;
  }, [isShown]);
  return { isShown, show, toggle };
}

const walkingKeys: ReadonlySet<string> = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'j',
  'k',
]);

/** Whether a list is being walked through by keys: a sheet would cover what is read. */
function useIsWalking(): React.RefObject<boolean> {
  const isWalking = useRef(false);
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent): void => {
      isWalking.current = walkingKeys.has(key);
    };
    const onPointer = (): void => {
      isWalking.current = false;
    };
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerdown', onPointer, true);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('pointerdown', onPointer, true);
    };
  }, []);
  return isWalking;
}
