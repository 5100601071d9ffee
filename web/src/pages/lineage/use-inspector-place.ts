import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
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
export function useInspectorPlace(selected: string | null): InspectorPlace {
  const { t } = useLingui();
  const isNarrow = useMedia('(max-width: 1279px)');
  const [isOpen, setOpen] = usePreference(openPreference);
  const [isSheetOpen, setSheetOpen] = useState(selected !== null);
  useEffect(() => {
    setSheetOpen(selected !== null);
  }, [selected]);
  const isShown = isNarrow ? isSheetOpen : isOpen;
  const show = (shown: boolean): void => (isNarrow ? setSheetOpen(shown) : setOpen(shown));
  useShortcuts(t`Inspector`, [
    { keys: 'i', does: t`Show or hide the inspector`, act: () => show(!isShown) },
    ...(isNarrow && isShown ? [{ keys: 'Escape', does: t`Close the inspector`, act: () => show(false) }] : []),
  ]);
  const toggle = useRef<HTMLSpanElement>(null);
  const wasShown = useRef(isShown);
  useEffect(() => {
    if (wasShown.current && !isShown && document.activeElement === document.body) toggle.current?.querySelector('button')?.focus();
    wasShown.current = isShown;
  }, [isShown]);
  return { isShown, show, toggle };
}
