import { useLingui } from '@lingui/react/macro';
import { useShortcuts } from '../../ui/shortcuts.ts';

/** Keys of one run: j and k walk the steps, Enter opens one, Escape closes the selected one. */
export function useRunKeys(close: () => void): void {
  const { t } = useLingui();
  useShortcuts(t`Run`, [
    { keys: 'j', does: t`Next step`, act: () => walk(1) },
    { keys: 'k', does: t`Step before`, act: () => walk(-1) },
    { keys: 'Escape', does: t`Close the selected step`, act: close },
  ]);
}

/** The arrow keys of the list do the same; the first of both goes to where the list was left. */
function walk(by: -1 | 1): void {
  const here = document.activeElement?.closest<HTMLElement>('[data-row]');
  const stop = here ?? document.querySelector<HTMLElement>('[data-row][tabindex="0"]');
  if (here) here.dispatchEvent(new KeyboardEvent('keydown', { key: by === 1 ? 'ArrowDown' : 'ArrowUp', bubbles: true }));
  else stop?.focus();
}
