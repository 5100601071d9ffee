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

function walk(by: -1 | 1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const here = rows.findIndex((row) => row === document.activeElement);
  const next = rows[here === -1 ? (by === 1 ? 0 : rows.length - 1) : here + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
